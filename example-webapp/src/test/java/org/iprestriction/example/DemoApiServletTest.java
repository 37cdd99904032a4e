package org.iprestriction.example;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoApiServletTest {
    private static final int MEGABYTE = 1024 * 1024;
    private static ServerForTests server;

    @BeforeAll
    static void start() throws Exception {
        server = new ServerForTests().with(new DemoApiServlet(), "/api/*");
        Filter resolved = (request, response, chain) -> {
            request.setAttribute("org.iprestriction.address", "203.0.113.9");
            chain.doFilter(request, response);
        };
        server.context.addFilter(new FilterHolder(resolved), "/*", EnumSet.of(DispatcherType.REQUEST));
        server.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @Test
    void helloNamesTheCallerAsTheFilterResolvedIt() throws Exception {
        HttpResponse<String> response = server.get("/api/v1/hello");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"message\":\"hello\",\"client\":\"203.0.113.9\"}");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/json             | application/json
            text/plain;charset=utf-8     | text/plain;charset=utf-8
            text/html                    | application/octet-stream
            image/svg+xml                | application/octet-stream
            text/plainhtml               | application/octet-stream
            """)
    void echoReturnsTheBodyUnderATypeNoBrowserRuns(String sent, String answered) throws Exception {
        HttpResponse<String> response = server.send(server.request("/api/v1/echo").header("Content-Type", sent)
                .POST(BodyPublishers.ofString("<b>héllo</b>")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("<b>héllo</b>");
        assertThat(response.headers().firstValue("Content-Type")).hasValue(answered);
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void aMegabyteComesBackAndAByteMoreDoesNot() throws Exception {
        byte[] most = new byte[MEGABYTE];
        byte[] tooMuch = new byte[MEGABYTE + 1];

        assertThat(server.send(server.request("/api/v1/echo").POST(BodyPublishers.ofByteArray(most))).body())
                .hasSize(MEGABYTE);
        assertThat(server.send(server.request("/api/v1/echo").POST(BodyPublishers.ofByteArray(tooMuch))).statusCode())
                .isEqualTo(413);
        // Without a length, in chunks.
        assertThat(server.send(server.request("/api/v1/echo").POST(
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooMuch)))).statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,  /api/v1/hello, 405, 'GET, HEAD'",
        "TRACE, /api/v1/hello, 405, 'GET, HEAD'",
        "GET,   /api/v1/echo,  405, POST",
        "GET,   /api,          404,",
        "GET,   /api/v1/Hello, 404,",
        "GET,   /api/v2/hello, 404,",
    })
    void everythingElseIsRefusedInJson(String method, String path, int status, String allow) throws Exception {
        HttpResponse<String> response = server.send(server.request(path).method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Allow").orElse(null)).isEqualTo(allow);
        assertThat(response.body()).startsWith("{\"error\":");
    }
}
