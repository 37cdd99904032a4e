package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.iprestriction.caller.LogText;
import org.iprestriction.caller.StubRequest;
import org.iprestriction.live.LiveLists;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpRestrictionFilterTest extends FilterHarness {

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
    void aRequestWhoseRemoteAddressTheContainerRewroteIsUnidentified() throws Exception {
        givenFilter("allow", "203.0.113.9", "trusted-proxies", "10.0.0.1", "client-header", "X-Forwarded-For");
        assertThat(call(StubRequest.from("10.0.0.1").header("X-Forwarded-For", "203.0.113.9").build())).isTrue();
        assertThat(call(StubRequest.from("10.0.0.1").header("X-Forwarded-For", "203.0.113.9")
                .attribute("org.apache.tomcat.request.forwarded", Boolean.TRUE).build())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"CF-Connecting-IP,203.0.113.9,true", "CF-Connecting-IP,' 203.0.113.9 ',true",
        "CF-Connecting-IP,'203.0.113.9, 10.0.0.1',false", "CF-Connecting-IP,203.0.113.9:80,false",
        "CF-Connecting-IP,[2001:db8::1],false", "True-Client-IP,203.0.113.9,false"})
    void aHeaderWithOneAddressIsBelievedOnlyIfItHoldsExactlyThat(String header, String value, boolean letIn)
            throws Exception {
        givenFilter("allow", "203.0.113.9", "trusted-proxies", "10.0.0.1", "client-header", "CF-Connecting-IP");
        assertThat(call(StubRequest.from("10.0.0.1").header(header, value).build())).isEqualTo(letIn);
        assertThat(call(StubRequest.from("10.0.0.1").header(header, value, value).build())).isFalse();
    }

    @Test
    void aLogLineCannotBeForged() {
        assertThat(LogText.escaped("/a\r\nb ${jndi:x}\u202E", 80))
                .isEqualTo("/a\\u000D\\u000Ab\\u0020\\u0024\\u007Bjndi:x\\u007D\\u202E");
    }
}
