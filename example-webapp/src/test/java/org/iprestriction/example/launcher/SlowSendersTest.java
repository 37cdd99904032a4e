package org.iprestriction.example.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two hundred connections that send their bodies slowly, or not at all, to the launcher's own server. */
class SlowSendersTest {
    private static final int MANY = 200;
    private static final String PAGES = "/admin/ip-restriction";
    private static final String API = "/admin/api/v1/ip-restriction";

    @TempDir
    static Path directory;
    private static LaunchedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new LaunchedServer(directory, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            the API without a password | POST %s/entries          | Content-Length: 1000000           |
            a wrong password           | PUT %s/entries           | Content-Length: 1000000           | Authorization: Basic YWRtaW46eA==
            an address of nothing      | POST /admin/nothing      | Content-Length: 1000000           | Sec-Fetch-Site: same-origin
            a form of another site     | POST /admin/ip-restriction | Content-Length: 16000000        | Sec-Fetch-Site: cross-site
            a form                     | POST /admin/ip-restriction | Content-Length: 16000           | Sec-Fetch-Site: same-origin
            a sign-in                  | POST /admin/ip-restriction/sign-in | Content-Length: 16000   | Sec-Fetch-Site: same-origin
            a chunked sign-in          | POST /admin/ip-restriction/sign-in | Transfer-Encoding: chunked | Sec-Fetch-Site: same-origin
            a page with a body         | GET /admin/ip-restriction/sign-in | Content-Length: 1000000  | Sec-Fetch-Site: same-origin
            a style sheet with a body  | GET /admin/ip-restriction/assets/favicon.svg | Content-Length: 1000000 | Sec-Fetch-Site: same-origin
            """)
    void listed_callers_are_answered_while_many_send_slowly(String what, String line, String length, String header)
            throws Exception {
        List<RawHttp> slow = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                slow.add(server.connect().send(line.replace("%s", API) + " HTTP/1.1\r\nHost: x\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\n" + length + "\r\n"
                        + (header == null ? "" : header + "\r\n") + "\r\n" + (length.endsWith("chunked") ? "5\r\n" : "u")));
            }
            for (int round = 0; round < 10; round++) {
                Duration took = hello();
                assertThat(took).as(what + ", round " + round).isLessThan(Duration.ofSeconds(1));
                slow.get(round).send("s"); // one more byte now and then
            }
            String answer = signIn();
            for (long end = System.nanoTime() + Duration.ofSeconds(5).toNanos(); answer.startsWith("HTTP/1.1 503")
                    && System.nanoTime() < end; ) {
                answer = signIn(); // as the page asks for
            }
            assertThat(answer).as("the administrator signs in meanwhile").startsWith("HTTP/1.1 303");
        } catch (java.net.SocketException e) {
            // a byte for a connection that has been closed: as it should be
        } finally {
            for (RawHttp connection : slow) {
                connection.close();
            }
        }
    }

    @Test
    void who_has_no_password_gets_no_100_and_hears_so_before_the_body() throws Exception {
        try (RawHttp http = server.connect()) {
            String answer = http.send("PUT " + API + "/entries HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n"
                    + "Expect: 100-continue\r\n\r\n").rest();
            assertThat(answer).startsWith("HTTP/1.1 401").contains("Connection: close").doesNotContain("100 Continue");
        }
    }

    @Test
    void a_slow_form_is_given_up_after_ten_seconds() throws Exception {
        try (RawHttp http = server.connect()) {
            String answer = http.send("POST " + PAGES + "/sign-in HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n"
                    + "Content-Length: 100\r\n\r\nuser=").rest();
            assertThat(answer).startsWith("HTTP/1.1 408").contains("That took too long", "Content-Security-Policy");
        }
    }

    private static Duration hello() throws IOException {
        long begun = System.nanoTime();
        try (RawHttp http = server.connect()) {
            assertThat(http.send("GET /api/v1/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").rest())
                    .startsWith("HTTP/1.1 200");
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static String signIn() throws IOException {
        String form = "user=admin&password=correct+horse";
        try (RawHttp http = server.connect()) {
            return http.send("POST " + PAGES + "/sign-in HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Type: "
                    + "application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n" + form).rest();
        }
    }
}
