package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.iprestriction.live.LiveLists;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpRestrictionFilterTest {

    private final Map<String, Object> contextAttributes = new HashMap<>();
    private final Map<String, Object> answer = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final IpRestrictionFilter filter = new IpRestrictionFilter();
    private int passed;

    @AfterEach
    void stop() {
        filter.destroy();
    }

    private void givenFilter(String... parameters) throws ServletException {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put(parameters[i], parameters[i + 1]);
        }
        ServletContext context = stub(ServletContext.class, (name, arguments) -> switch (name) {
            case "getAttribute" -> contextAttributes.get((String) arguments[0]);
            case "getInitParameterNames" -> Collections.enumeration(map.keySet().stream()
                    .filter(key -> key.startsWith("ip-restriction.")).toList());
            case "getInitParameter" -> map.get((String) arguments[0]);
            case "getContextPath" -> "/test";
            default -> throw new UnsupportedOperationException(name);
        });
        filter.init(stub(FilterConfig.class, (name, arguments) -> switch (name) {
            case "getServletContext" -> context;
            case "getFilterName" -> "restriction";
            case "getInitParameterNames" -> Collections.enumeration(map.keySet().stream()
                    .filter(key -> !key.startsWith("ip-restriction.")).toList());
            case "getInitParameter" -> map.get((String) arguments[0]);
            default -> throw new UnsupportedOperationException(name);
        }));
    }

    private boolean call(HttpServletRequest request) throws Exception {
        int before = passed;
        FilterChain chain = (req, res) -> passed++;
        HttpServletResponse response = stub(HttpServletResponse.class, (name, arguments) -> switch (name) {
            case "isCommitted" -> false;
            case "resetBuffer" -> null;
            case "setStatus", "setContentType", "setContentLength" -> answer.put(name, arguments[0]);
            case "setHeader" -> answer.put((String) arguments[0], arguments[1]);
            case "getOutputStream" -> new ServletOutputStream() {
                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void write(int b) {
                    body.write(b);
                }
            };
            default -> throw new UnsupportedOperationException(name);
        });
        filter.doFilter(request, response, chain);
        return passed > before;
    }

    private boolean call(String remote) throws Exception {
        return call(StubRequest.from(remote).build());
    }

    private interface Answers {
        Object to(String method, Object[] arguments);
    }

    private static <T> T stub(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> answers.to(method.getName(), arguments)));
    }

    @Test
    void withoutAnySettingEverythingIsBlocked() throws Exception {
        givenFilter();
        assertThat(call("127.0.0.1")).isFalse();
        assertThat(answer).containsEntry("setStatus", 403).containsEntry("Cache-Control", "no-store")
                .containsEntry("setContentType", "application/problem+json");
        assertThat(body.toString(StandardCharsets.UTF_8)).matches(
                "\\{\"type\":\"urn:ip-restriction:problem:blocked\",\"title\":\"[^\"]+\",\"status\":403,"
                        + "\"client\":\"127.0.0.1\",\"requestId\":\"[0-9a-f]+\"}\n");
    }

    @Test
    void deploymentRulesAllowAndBlockWins() throws Exception {
        givenFilter("allow", "10.0.0.0/8, 2001:db8::/32", "block", "10.0.0.7");
        assertThat(call("10.0.0.1")).isTrue();
        assertThat(call("2001:db8:0:0:0:0:0:1")).isTrue();
        assertThat(call("[2001:db8:0:0:0:0:0:1]")).isTrue();
        assertThat(call("10.0.0.7")).isFalse();
        assertThat(call("a01::1")).isFalse();
        assertThat(call("::ffff:10.0.0.1")).isTrue();
    }

    @Test
    void defaultAllowLetsInWhatNoRuleBlocks() throws Exception {
        givenFilter("default", "allow", "block", "10.0.0.0/8");
        assertThat(call("192.0.2.1")).isTrue();
        assertThat(call("10.1.2.3")).isFalse();
        assertThat(call((String) null)).as("nobody is let in unidentified").isFalse();
    }

    @ParameterizedTest
    @CsvSource({"''", "localhost", "10.0.0.1:80", "unknown", "010.0.0.1", "/run/app.sock", "10.0.0.1%eth0"})
    void aCallerWithoutAnAddressIsBlockedAndNotNamed(String remote) throws Exception {
        givenFilter("allow", "0.0.0.0/0, ::/0");
        assertThat(call(remote)).isFalse();
        assertThat(body.toString(StandardCharsets.UTF_8)).doesNotContain("client");
    }

    @Test
    void aListNeverLoadedAnswers503WhileDeploymentRulesStillWork() throws Exception {
        contextAttributes.put(LiveLists.ATTRIBUTE, new LiveLists());
        givenFilter("list", "default", "ip-restriction.allow", "192.0.2.1");
        assertThat(call("192.0.2.1")).isTrue();
        assertThat(call("10.0.0.1")).isFalse();
        assertThat(answer).containsEntry("setStatus", 503).containsKey("Retry-After")
                .containsEntry("Cache-Control", "no-store");
    }

    @Test
    void aDeniedStatusOf404HasNoBody() throws Exception {
        givenFilter("denied-status", "404");
        assertThat(call("10.0.0.1")).isFalse();
        assertThat(answer).containsEntry("setStatus", 404).containsEntry("setContentLength", 0);
        assertThat(body.size()).isZero();
    }

    @Test
    void theApplicationLearnsTheAddressInCanonicalText() throws Exception {
        givenFilter("allow", "::1");
        HttpServletRequest request = StubRequest.from("0:0:0:0:0:0:0:1").build();
        assertThat(call(request)).isTrue();
        assertThat(request.getAttribute(IpRestrictionFilter.CLIENT_ADDRESS)).isEqualTo("::1");
    }

    @Test
    void aFurtherDispatchReusesTheDecisionButAForgedAttributeDoesNot() throws Exception {
        givenFilter("allow", "10.0.0.1");
        HttpServletRequest request = StubRequest.from("10.0.0.1").build();
        assertThat(call(request)).isTrue();
        assertThat(call(request)).isTrue();
        for (Object forged : new Object[] {"passed", Boolean.TRUE, new Object()}) {
            assertThat(call(StubRequest.from("10.0.0.2").attribute("org.iprestriction.decided.restriction", forged).build()))
                    .isFalse();
        }
    }

    @Test
    void reportModePassesEverythingAndCountsWhatItWouldHaveBlocked() throws Exception {
        givenFilter("mode", "report");
        assertThat(call("10.0.0.1")).isTrue();
        assertThat(call((String) null)).isTrue();
    }

    @Test
    void aFaultInTheContainerBlocks() throws Exception {
        givenFilter("allow", "0.0.0.0/0, ::/0");
        HttpServletRequest broken = stub(HttpServletRequest.class, (name, arguments) -> switch (name) {
            case "getMethod" -> "GET";
            case "getRequestURI" -> "/";
            case "getAttribute" -> null;
            default -> throw new StackOverflowError(name);
        });
        assertThat(call(broken)).isFalse();
        assertThat(answer).containsEntry("setStatus", 403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "alow|10.0.0.1|“alow” is not an init-param of the IP restriction filter. They are list, allow, block, default, trusted-proxies, client-header, mode, denied-status.",
        "denied-status|200|denied-status is “200”, but has to be 403 or 404.",
        "mode|off|mode is “off”, but has to be enforce or report.",
        "default|open|default is “open”, but has to be deny or allow.",
        "allow|example.com|allow is “example.com”, but has to be addresses and ranges separated by commas or spaces. “example.com” is a host name. Enter its IP address; names are not looked up.",
        "trusted-proxies|10.0.0.1|trusted-proxies is set, but client-header is “none”: write the one header that those proxies set, such as X-Forwarded-For, or remove trusted-proxies.",
        "client-header|X Forwarded|client-header is “X Forwarded”, but has to be none, X-Forwarded-For, Forwarded or the name of one other header.",
        "list|default|list is “default”, but nothing loads it: add the listener org.iprestriction.jpa.JpaAccessListsListener to web.xml, or remove list.",
        "ip-restriction.max-entries|many|ip-restriction.max-entries is “many”, but has to be a whole number from 1 to 1000000.",
    })
    void aMistakeInTheSettingsStopsTheStartWithOneSentence(String name, String value, String sentence) {
        assertThatThrownBy(() -> givenFilter(name, value)).isInstanceOf(ServletException.class).hasMessage(sentence);
    }

    @Test
    void aLogLineCannotBeForged() {
        assertThat(RefusalLog.escaped("/a\r\nb ${jndi:x}\u202E", 80))
                .isEqualTo("/a\\u000D\\u000Ab\\u0020\\u0024\\u007Bjndi:x\\u007D\\u202E");
    }
}
