package org.iprestriction.example.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that no client would send: whatever layer answers them, it does so in our words and with our headers. */
class OwnAnswersTest {
    private static final String API = "/admin/api/v1/ip-restriction/entries";
    private static final String BASIC = "Authorization: Basic " + Base64.getEncoder().encodeToString(
            ("admin:" + LaunchedServer.PASSWORD).getBytes(StandardCharsets.UTF_8));

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

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            GET /admin/ip-restriction/%0d%0aX        | 400
            GET /admin/ip-restriction/%00            | 400
            GET /admin/ip-restriction/%zz            | 400
            GET /admin/ip-restriction/%2e%2e/x       | 400
            GET /admin/ip-restriction/..%2fx         | 400
            GET /admin/ip-restriction/x;y=z          | 303
            GET /admin/ip-restriction/\u00e4         | 400
            GET /admin/ip-restriction/%c3            | 400
            GET /admin/../../x                       | 400
            GET /admin/error                         | 404
            GET /admin/ip-restriction/[x]            | 400
            GET /admin/api/v1/ip-restriction/%0d%0aX | 400
            GET /admin/api/v1/ip-restriction/%zz     | 400
            FOO /admin/ip-restriction                | 303
            TRACE /admin/ip-restriction/sign-in      | 403
            GET nothing                              | 400
            PRI *                                    | 404
            """)
    void an_address_or_method_that_is_none(String line, int status) throws Exception {
        String answer = exchange(line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertOurs(answer, status);
        // Where the address cannot be read at all, nobody knows that it is the API's.
        assertThat(answer.contains("Content-Type: application/problem+json")).isEqualTo(line.contains("/api/") && !line.contains("%zz"));
    }

    @Test
    void what_is_too_long_or_no_http_at_all() throws Exception {
        assertOurs(exchange("GET /admin/ip-restriction/" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"), 414);
        assertOurs(exchange("GET /admin/ip-restriction HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"), 431);
        assertOurs(exchange("GET /admin/ip-restriction HTTP/1.1\r\n\r\n"), 400);
        assertOurs(exchange("GET /admin/ip-restriction HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n"), 400);
        assertOurs(exchange("GET /admin/ip-restriction HTTP/1.1\r\nHost: x\r\nBad Header: x\r\n\r\n"), 400);
        assertOurs(exchange("nonsense\r\n\r\n"), 400);
        String version = exchange("GET /admin/ip-restriction HTTP/9.9\r\nHost: x\r\n\r\n");
        assertOurs(version, 505);
        assertThat(version).endsWith("This version of HTTP is not supported here. Use HTTP/1.1.\n");
        String expects = exchange("GET /admin/ip-restriction HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n\r\n");
        assertOurs(expects, 417);
        assertThat(expects).endsWith("The header Expect asks for something that is not supported here. Leave it out.\n");
    }

    @Test
    void a_long_query_leads_to_the_sign_in_all_the_same() throws Exception {
        String answer = exchange("GET /admin/ip-restriction?q=" + "%25".repeat(4_000)
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 303").contains("Location: ip-restriction/sign-in");
    }

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            POST /admin/ip-restriction/sign-in | 400 | ZZ\\r\\n
            POST /admin/ip-restriction/sign-in | 400 | 5\\r\\nuser=\\r\\nZZ\\r\\n
            POST /admin/ip-restriction/sign-in | 400 | 5\\r\\nuser=xx\\r\\n
            POST /admin/ip-restriction/sign-in | 400 | 5\\r\\nus
            POST /admin/ip-restriction         | 400 | ZZ\\r\\n
            POST /admin/ip-restriction/nothing | 403 | ZZ\\r\\n
            POST %s                            | 400 | ZZ\\r\\n
            POST %s                            | 400 | 1\\r\\n{\\r\\nZZ\\r\\n
            POST %s                            | 400 | 5\\r\\n{
            PUT /admin/api/v1/ip-restriction/x | 404 | ZZ\\r\\n
            """)
    void a_body_that_breaks(String line, int status, String body) throws Exception {
        assertOurs(exchange(line.replace("%s", API) + " HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n" + BASIC
                + "\r\nContent-Type: " + (line.contains("%s") ? "application/json" : "application/x-www-form-urlencoded")
                + "\r\nTransfer-Encoding: chunked\r\n\r\n" + body.replace("\\r", "\r").replace("\\n", "\n")), status);
    }

    @Test
    void a_body_that_is_cut_off() throws Exception {
        assertOurs(exchange("POST " + API + " HTTP/1.1\r\nHost: x\r\n" + BASIC
                + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"name\""), 400);
        assertOurs(exchange("POST /admin/ip-restriction/sign-in HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n"
                + "Content-Length: 100\r\n\r\nuser=x"), 400);
    }

    /** Sends all of {@code request} and no more. */
    private static String exchange(String request) throws Exception {
        try (RawHttp http = server.connect()) {
            return http.send(request).end().rest();
        }
    }

    private static void assertOurs(String answer, int status) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ")
                .contains("X-Content-Type-Options: nosniff", "X-Frame-Options: DENY", "Content-Security-Policy: default-src 'none'",
                        "Cache-Control: no-store")
                .doesNotContain("Jetty").doesNotContain("jetty").doesNotContain("Exception").doesNotContain("\tat ")
                .doesNotContain("<table>").doesNotContain("Server:");
        if (status != 303) {
            assertThat(answer).as("with a body").doesNotEndWith("\r\n\r\n");
        }
    }
}
