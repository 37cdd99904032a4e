package org.iprestriction.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.iprestriction.address.IpAddress;
import org.iprestriction.admin.http.HeadersOnly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages to an administrator whose own form is refused, on the page and in the log. */
class OriginFaultTest {

    private static HttpServletRequest request(String origin, String host, String site) {
        List<String> lines = new ArrayList<>();
        if (origin != null) {
            lines.add("Origin: " + origin);
        }
        if (host != null) {
            lines.add("Host: " + host);
        }
        if (site != null) {
            lines.add("Sec-Fetch-Site: " + site);
        }
        return HeadersOnly.request(lines.toArray(String[]::new));
    }

    private static OriginFault fault(String publicOrigin, String origin, String host, String site) {
        return new SameOrigin(publicOrigin).ofForm(request(origin, host, site));
    }

    @ParameterizedTest(name = "public-origin {0}, Origin {1}, Host {2}, Sec-Fetch-Site {3}: {4}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                   | -                          | app:8080           | cross-site  | OTHER_SITE
            -                   | http://app:8080            | app:8080           | cross-site  | OTHER_SITE
            https://a.test      | https://a.test             | app:8080           | same-site   | OTHER_SITE
            -                   | null                       | app:8080           | -           | HIDDEN
            -                   | -                          | app:8080           | -           | SILENT
            -                   | a.test                     | app:8080           | -           | UNREADABLE
            -                   | http://a.test/x            | a.test             | -           | UNREADABLE
            -                   | http://a.test              | app:8080           | -           | MISMATCH
            -                   | http://a.test:8443         | a.test             | -           | MISMATCH
            -                   | https://a.test             | a.test:80          | -           | MISMATCH
            -                   | http://a.test              | -                  | -           | MISMATCH
            https://wrong.test  | https://a.test             | app:8080           | -           | MISMATCH
            -                   | http://a.test              | a.test             | -           | -
            https://a.test      | https://a.test             | app:8080           | -           | -
            -                   | http://a.test              | app:8080           | same-origin | -
            """)
    void each_way_to_be_refused_has_its_cause(String publicOrigin, String origin, String host, String site, String kind) {
        OriginFault fault = fault(publicOrigin, origin, host, site);
        assertThat(fault == null ? null : fault.kind().name()).isEqualTo(kind);
    }

    @Test
    void a_proxy_that_changes_the_host_is_named_with_both_ways_to_put_it_right() {
        OriginFault fault = fault(null, "http://admin.example.com", "127.0.0.1:8080", null);
        assertThat(fault.advice(false)).isEqualTo("The browser says that it came from “http://admin.example.com”, but Host is"
                + " “127.0.0.1:8080” and ip-restriction.public-origin is not set. If “http://admin.example.com” is where you open these"
                + " pages, set ip-restriction.public-origin to it, or let the proxy in front of this server pass on Host (nginx:"
                + " proxy_set_header Host $http_host;). If it is not, close that page.");
        assertThat(fault.headers()).isEqualTo("Origin “http://admin.example.com”, Host “127.0.0.1:8080”, no Sec-Fetch-Site");
    }

    @Test
    void a_stranger_is_not_told_what_the_server_is_called_inside() {
        OriginFault fault = fault(null, "http://admin.example.com", "app-7.internal:8080", null);
        assertThat(fault.advice(true)).contains("http://admin.example.com", "public-origin", "Host").doesNotContain("internal:");
    }

    @Test
    void a_wrong_public_origin_is_shown_beside_the_right_one() {
        assertThat(fault("https://wrong.test", "https://a.test", "app:8080", null).advice(true))
                .contains("ip-restriction.public-origin is “https://wrong.test”. If “https://a.test” is where you open these pages, set"
                        + " ip-restriction.public-origin to it.");
    }

    @ParameterizedTest(name = "Origin {0}, Host {1}, Sec-Fetch-Site {2}")
    @CsvSource(nullValues = "-", value = {"-, -, -", "-, app:8080, -", "null, app:8080, -", "http://a.test, -, -", "-, -, cross-site"})
    void no_absent_header_is_shown_as_if_it_were_there(String origin, String host, String site) {
        OriginFault fault = fault(null, origin, host, site);
        String told = fault.headers() + fault.advice(false) + fault.advice(true);
        assertThat(told).doesNotContain("none", "“null”, no Host");
        assertThat(told).contains(origin == null ? "no Origin" : "Origin “" + origin, site == null ? "no Sec-Fetch-Site" : site,
                host == null ? "no Host" : "Host “" + host);
    }

    @Test
    void what_a_stranger_wrote_is_cut_and_shown_without_control_characters() {
        OriginFault fault = fault(null, "http://" + "a".repeat(5_000) + "\u202e", "h\u0007", null);
        assertThat(fault.advice(false) + fault.headers()).hasSizeLessThan(900).doesNotContain("\u202e", "\u0007");
    }

    @Test
    void the_log_names_the_cause_once_a_minute_and_address() {
        List<String> lines = new ArrayList<>();
        Logger logger = Logger.getLogger(OriginLog.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                lines.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            OriginLog log = new OriginLog(() -> 0);
            CallerAddress caller = new CallerAddress(IpAddress.parse("203.0.113.9"), false);
            for (int i = 0; i < 3; i++) {
                log.note(new SameOrigin(null).ofForm(request("http://admin.example.com", "127.0.0.1:8080", null)), caller);
            }
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        assertThat(lines).singleElement().asString().startsWith(Level.WARNING + " Refused a form that was not sent from the pages:"
                + " from 203.0.113.9, Origin “http://admin.example.com”, Host “127.0.0.1:8080”, no Sec-Fetch-Site. The browser says")
                .contains("set ip-restriction.public-origin to it");
    }
}
