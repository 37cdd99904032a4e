package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterRegistration;
import java.util.List;
import java.util.logging.Level;
import org.iprestriction.LogLines;
import org.iprestriction.caller.ClientAddressResolver;
import org.iprestriction.caller.StubRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a filter says when it starts, and when it had better say nothing. */
class StartWarningsTest extends FilterHarness {

    private static final String ALL = "<dispatcher>REQUEST</dispatcher><dispatcher>FORWARD</dispatcher>"
            + "<dispatcher>INCLUDE</dispatcher><dispatcher>ERROR</dispatcher><dispatcher>ASYNC</dispatcher>";
    private static final String JETTY = "org.eclipse.jetty.ee10.websocket.servlet.WebSocketUpgradeFilter";

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "10.0.0.0/8|-",
        "10.0.0.0 - 11.0.0.0|trusted-proxies contains 10.0.0.0 - 11.0.0.0, 16,777,217 addresses: each of them can impersonate any caller. List only the addresses of the proxies.",
        "0.0.0.0/7|trusted-proxies contains 0.0.0.0/7, 33,554,432 addresses: each of them can impersonate any caller. List only the addresses of the proxies.",
        "2a06:98c0::/29|-",
        "2001:d00::/24|-",
        "2001:c00::/23|trusted-proxies contains 2001:c00::/23, 512 networks of /32, 2^105 addresses: each of them can impersonate any caller. List only the addresses of the proxies.",
        "2001:d00:: - 2001:e00::|trusted-proxies contains 2001:d00:: - 2001:e00::, about 256 networks of /32, 2.0 × 10^31 addresses: each of them can impersonate any caller. List only the addresses of the proxies.",
    })
    void trustedProxiesWiderThanASlash8OrASlash24AreSaid(String proxies, String sentence) throws Exception {
        givenFilter("trusted-proxies", proxies.replace(" - ", "-"), "client-header", "Forwarded");
        thenWarnings(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "10.0.0.0/24|10.0.0.0/8|-|The trusted proxy 10.0.0.0/24 is also allowed, by 10.0.0.0/8: anyone who can make a proxy report its own address as the caller's gets in. Do not allow the addresses of proxies.",
        "10.0.0.0/8|10.0.0.9|-|The trusted proxy 10.0.0.0/8 is also allowed, by 10.0.0.9: anyone who can make a proxy report its own address as the caller's gets in. Do not allow the addresses of proxies.",
        "10.0.0.1|10.0.0.2 - 10.0.0.9|-|-",
        "10.0.0.1|10.0.0.0/8|10.0.0.1|-",
        "10.0.0.0/24|10.0.0.0/8|10.0.0.0/25|The trusted proxy 10.0.0.0/24 is also allowed, by 10.0.0.0/8: anyone who can make a proxy report its own address as the caller's gets in. Do not allow the addresses of proxies.",
        "2001:db8::1|0.0.0.0/0|-|-",
    })
    void aTrustedProxyThatIsAllowedTooIsSaid(String proxies, String allow, String block, String sentence) throws Exception {
        if (block == null) {
            givenFilter("trusted-proxies", proxies, "client-header", "Forwarded", "allow", allow.replace(" ", ""));
        } else {
            givenFilter("trusted-proxies", proxies, "client-header", "Forwarded", "allow", allow, "block", block);
        }
        thenWarnings(sentence);
    }

    @Test
    void aTrustedProxyThatBreakGlassAllowsIsSaidToo() throws Exception {
        givenFilter("trusted-proxies", "10.0.0.1", "client-header", "Forwarded", "ip-restriction.allow", "10.0.0.0/8");
        thenWarnings("The trusted proxy 10.0.0.1 is also allowed, by 10.0.0.0/8: anyone who can make a proxy report its"
                + " own address as the caller's gets in. Do not allow the addresses of proxies.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '~', value = {
        "<url-pattern>/*</url-pattern>ALL|-",
        "<url-pattern>/api/*</url-pattern>ALL|-",
        "<servlet-name>api</servlet-name>ALL|-",
        "<url-pattern>/api/*</url-pattern>|ASYNC, ERROR, FORWARD, INCLUDE",
        "<url-pattern>/api/*</url-pattern><dispatcher>REQUEST</dispatcher><dispatcher>FORWARD</dispatcher>|ASYNC, ERROR, INCLUDE",
        "<url-pattern>/api/*</url-pattern>ALL / <url-pattern>/rest/*</url-pattern>|ASYNC, ERROR, FORWARD, INCLUDE",
        "<url-pattern>/api/*</url-pattern>ALL / <servlet-name>rest</servlet-name>|ASYNC, ERROR, FORWARD, INCLUDE",
        "<url-pattern>/*</url-pattern>ALL / <url-pattern>/rest/*</url-pattern>|-",
        "<url-pattern>/api/*</url-pattern><dispatcher>REQUEST</dispatcher> / <url-pattern>/api/*</url-pattern>ALL|-",
    })
    void aMappingWithGapsIsSaid(String mappings, String missing) throws Exception {
        StringBuilder xml = new StringBuilder("<web-app>").append(filter("restriction", true))
                .append("<filter-mapping><filter-name>other</filter-name><url-pattern>/*</url-pattern></filter-mapping>");
        for (String mapping : mappings.split(" / ")) {
            xml.append("<filter-mapping><filter-name> restriction </filter-name>").append(mapping.replace("ALL", ALL))
                    .append("</filter-mapping>");
        }
        descriptor = xml + "</web-app>";
        givenFilter();
        thenWarnings(missing == null ? null : "Filter restriction in web.xml is not mapped to the dispatcher types " + missing
                + ", so an unprotected page could dispatch a request to a protected one. Add them to its filter-mapping.");
    }

    @Test
    void aFilterThatDoesNotSupportAsynchronousRequestsIsSaid() throws Exception {
        descriptor = "<web-app>" + filter("other", true) + filter("restriction", false) + mapping("restriction") + "</web-app>";
        givenFilter();
        thenWarnings("Filter restriction in web.xml lacks <async-supported>true</async-supported>, so asynchronous requests"
                + " fail. Add it.");
        descriptor = "<web-app>" + filter("restriction", false)
                + "<filter-mapping><filter-name>restriction</filter-name><url-pattern>/*</url-pattern></filter-mapping></web-app>";
        givenFilter();
        thenWarnings("Filter restriction in web.xml is not mapped to the dispatcher types ASYNC, ERROR, FORWARD, INCLUDE, so an"
                + " unprotected page could dispatch a request to a protected one. Add them to its filter-mapping; and it lacks"
                + " <async-supported>true</async-supported>, so asynchronous requests fail. Add it.");
    }

    @Test
    void aFilterThatIsNotInWebXmlOrAWebXmlThatCannotBeReadIsNoReasonToWarn() throws Exception {
        for (String xml : new String[] {null, "", "<web-app", "<web-app>" + filter("other", false) + "</web-app>",
            "<!DOCTYPE web-app SYSTEM \"http://127.0.0.1:9/web.dtd\"><web-app/>"}) {
            descriptor = xml;
            givenFilter();
            thenWarnings(null);
        }
    }

    private void givenContainersFilter(String name, String type) {
        registrations.put(name, stub(FilterRegistration.class, (method, arguments) -> switch (method) {
            case "getName" -> name;
            case "getClassName" -> type;
            default -> throw new UnsupportedOperationException(method);
        }));
    }

    /** Jetty registers its filter in front of all, unless one of that name is declared. */
    @Test
    void jettysUpgradeFilterIsSaidUnlessItIsDeclaredAfterOurs() throws Exception {
        String sentence = "Jetty's WebSocketUpgradeFilter runs before this filter, so an upgrade to a WebSocket endpoint is"
                + " handled without it. Declare it in web.xml under the name " + JETTY + ", with a filter-mapping after this"
                + " filter's.";
        String ours = filter("restriction", true);
        givenContainersFilter(JETTY, JETTY);
        descriptor = "<web-app>" + ours + mapping("restriction") + "</web-app>";
        givenFilter();
        thenWarnings(sentence);
        descriptor = "<web-app>" + ours + mapping(JETTY) + mapping("restriction") + mapping(JETTY) + "</web-app>";
        givenFilter();
        thenWarnings(sentence);
        descriptor = "<web-app>" + ours + mapping("restriction") + mapping(JETTY) + "</web-app>";
        givenFilter();
        thenWarnings(null);
        descriptor = "<web-app>" + ours + mapping("restriction").replace("url-pattern", "servlet-name") + mapping(JETTY)
                + "</web-app>";
        givenFilter();
        thenWarnings(sentence);
        givenContainersFilter("declared under another name", JETTY);
        descriptor = "<web-app>" + ours + mapping("restriction") + mapping("declared under another name") + "</web-app>";
        givenFilter();
        thenWarnings(sentence);
        descriptor = null;
        givenFilter();
        thenWarnings(null); // the first request tells, see EmbeddedServersTest
    }

    @ParameterizedTest
    @CsvSource({"org.apache.tomcat.websocket.server.WsFilter", "io.undertow.websockets.jsr.JsrWebSocketFilter",
        "org.glassfish.tyrus.servlet.TyrusServletFilter"})
    void aFilterOfOtherContainersIsNotSaidAtTheStart(String type) throws Exception {
        givenContainersFilter("websocket", type);
        descriptor = "<web-app>" + filter("restriction", true) + mapping("restriction") + "</web-app>";
        givenFilter();
        thenWarnings(null);
        descriptor = null;
        givenFilter();
        thenWarnings(null);
    }

    @Test
    void aWebSocketContainerThatNobodyKnowsIsSaid() throws Exception {
        contextAttributes.put("jakarta.websocket.server.ServerContainer", new StringBuilder());
        givenFilter();
        thenWarnings("This application has a WebSocket container, java.lang.StringBuilder, which may handle upgrades"
                + " before any filter runs. Try an upgrade from a blocked address; the response must be 403.");
    }

    @Test
    void aHeaderThatIsNotBelievedAndAnAddressThatWasReplacedAreSaidOnceEach() throws Exception {
        givenFilter("trusted-proxies", "10.0.0.1", "client-header", "X-Forwarded-For");
        try (LogLines log = new LogLines(ClientAddressResolver.class)) {
            for (int i = 0; i < 3; i++) {
                call(StubRequest.from("10.0.0.2").build());
                call(StubRequest.from("10.0.0.2").header("X-Real-IP", "192.0.2.1").build());
                call(StubRequest.from("10.0.0.1").header("X-Forwarded-For", "192.0.2.1").build());
            }
            assertThat(log.messages(Level.WARNING)).isEmpty();
            for (int i = 0; i < 3; i++) {
                call(StubRequest.from("10.0.0.2").header("X-Forwarded-For", "192.0.2.1").build());
                call(StubRequest.from("10.0.0.1").header("X-Forwarded-For", "192.0.2.1")
                        .attribute("org.apache.tomcat.request.forwarded", Boolean.TRUE).build());
            }
            assertThat(log.messages(Level.WARNING)).containsExactly("A request from 10.0.0.2 carries X-Forwarded-For, which is ignored"
                    + " because that address is not in trusted-proxies. If it is one of your proxies, add it.",
                    "The container has already replaced the remote address with the value of a header, and trusted-proxies is"
                    + " also set, so these callers are unidentified. Switch off the container's RemoteIpValve or RemoteIpFilter.");
        }
    }

    private static String filter(String name, boolean async) {
        return "<filter><filter-name>" + name + "</filter-name>"
                + (async ? "<async-supported>true</async-supported>" : "") + "</filter>";
    }

    private static String mapping(String name) {
        return "<filter-mapping><filter-name>" + name + "</filter-name><url-pattern>/*</url-pattern>" + ALL
                + "</filter-mapping>";
    }

    private void thenWarnings(String sentence) {
        assertThat(filter.warnings()).isEqualTo(sentence == null ? List.of() : List.of(sentence));
    }
}
