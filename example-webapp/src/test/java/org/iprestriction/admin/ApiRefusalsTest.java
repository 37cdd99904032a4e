package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.iprestriction.admin.ApiClient.Reply;
import org.iprestriction.example.launcher.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask, and how a request must look before it is read, under a context path of its own. */
class ApiRefusalsTest {
    private static final String ENTRY = "{\"name\":\"Office\",\"address\":\"192.0.2.1\"}";
    private static final String JSON = "application/json";

    @TempDir
    static Path data;
    private static TestServer server;
    private static ApiClient admin;
    private static ApiClient viewer;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(data, "/demo", Map.of("public-origin", "https://admin.example.com"));
        admin = new ApiClient(server, "admin");
        viewer = new ApiClient(server, "viewer");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/entries", "/entries/1", "/check?address=::1", "/status", "/nodes", "/nowhere", ""})
    void nothing_is_answered_without_a_password(String path) {
        Reply refused = new ApiClient(server, null).get(path);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("unauthenticated");
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Basic realm=\"ip-restriction\", charset=\"UTF-8\"");
        assertPlain(refused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !", "Basic YWRtaW4=", "Basic OnB3", "Bearer abc", "Digest username=\"admin\"", "Basic //8=",
        "Basic YWRtaW46AA=="})
    void a_broken_authorization_header_is_a_401(String header) {
        assertThat(new ApiClient(server, null, "Authorization", header).get("/entries").status()).isEqualTo(401);
    }

    @Test
    void two_authorization_headers_are_a_401() {
        String right = ApiClient.basic("admin", TestServer.PASSWORD);
        assertThat(new ApiClient(server, null, "Authorization", right, "Authorization", right).get("/entries").status()).isEqualTo(401);
    }

    @Test
    void a_user_without_a_role_may_do_nothing() {
        Reply refused = new ApiClient(server, "nobody").get("/entries");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("forbidden");
    }

    @Test
    void a_viewer_asks_and_changes_nothing() {
        assertThat(viewer.get("/entries").status()).isEqualTo(200);
        assertThat(viewer.get("/status").status()).isEqualTo(200);
        assertThat(viewer.get("/nodes").status()).isEqualTo(200);
        assertThat(viewer.get("/check?address=192.0.2.1").status()).isEqualTo(200);
        assertThat(viewer.post("/validate", "{\"address\":\"192.0.2.1\"}").status()).isEqualTo(200);
        for (Reply refused : List.of(viewer.post("/entries", ENTRY), viewer.put("/entries", "{\"items\":[]}"), viewer.put("/entries/1", ENTRY),
                viewer.patch("/entries/1", "{}"), viewer.delete("/entries/1"), viewer.post("/entries/1/undo", "{}"),
                viewer.put("/entries?dryRun=true", "{\"items\":[]}"))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("forbidden");
        }
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site", "Sec-Fetch-Site, none", "Origin, https://evil.test",
        "Origin, null", "Origin, http://127.0.0.1"})
    void a_page_of_another_site_is_refused_although_the_browser_knows_the_password(String name, String value) {
        for (Reply refused : List.of(admin.with(name, value).get("/entries"), admin.with(name, value).post("/entries", ENTRY))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("forbidden");
            assertThat(refused.header("Access-Control-Allow-Origin")).isNull();
        }
    }

    @Test
    void the_cause_of_a_refused_origin_is_named() {
        assertThat(admin.with("Origin", "https://elsewhere.test").get("/entries").detail())
                .startsWith("This request was sent by a page of another site, so nothing was done. The browser says that it came from"
                        + " “https://elsewhere.test”").contains("ip-restriction.public-origin is “https://admin.example.com”");
    }

    @Test
    void our_own_pages_and_the_public_origin_are_accepted() {
        String own = "http://127.0.0.1:" + server.uri("/").getPort();
        assertThat(admin.with("Origin", own, "Sec-Fetch-Site", "same-origin").get("/entries").status()).isEqualTo(200);
        assertThat(admin.with("Origin", "https://admin.example.com").get("/entries").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "DELETE|/entries|GET, HEAD, POST, PUT", "POST|/entries/1|GET, HEAD, PUT, PATCH, DELETE", "GET|/entries/1/undo|POST",
        "GET|/validate|POST", "POST|/check|GET, HEAD", "PUT|/status|GET, HEAD", "POST|/nodes|GET, HEAD", "OPTIONS|/entries|GET, HEAD, POST, PUT",
        "FOO|/entries|GET, HEAD, POST, PUT",
    })
    void another_method_is_told_which_there_are(String method, String path, String allowed) {
        Reply refused = admin.send(method, path, null, null);
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.code()).isEqualTo("method");
        assertThat(refused.header("Allow")).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/entries/", "/entries/abc", "/entries/01", "/entries/1/undo/x", "/nowhere", "/Entries"})
    void an_unknown_path_is_a_404(String path) {
        Reply refused = admin.get(path);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "application/json;q=0", "image/*"})
    void an_answer_that_is_not_json_cannot_be_had(String accept) {
        Reply refused = admin.with("Accept", accept).get("/entries");
        assertThat(refused.status()).isEqualTo(406);
        assertThat(refused.code()).isEqualTo("not_acceptable");
    }

    @Test
    void a_body_that_is_not_json_is_a_415() {
        for (String type : new String[] {null, "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1"}) {
            for (Reply refused : List.of(admin.send("POST", "/entries", type, ENTRY), admin.send("POST", "/validate", type, ENTRY),
                    admin.with("If-Match", "\"1\"").send("PUT", "/entries/1", type, ENTRY),
                    admin.with("If-Match", "\"1\"").send("PATCH", "/entries/1", type, ENTRY),
                    admin.with("If-Match", "\"r1\"").send("PUT", "/entries", type, "{\"items\":[]}"),
                    admin.send("POST", "/entries/1/undo", type, "{}"))) {
                assertThat(refused.status()).as(type).isEqualTo(415);
                assertThat(refused.code()).isEqualTo("media_type");
            }
        }
        assertThat(admin.with("If-Match", "\"1\"").send("PATCH", "/entries/1", JSON, "{}").status()).isEqualTo(415);
        assertThat(admin.with("Content-Encoding", "gzip").post("/entries", ENTRY).status()).isEqualTo(415);
    }

    @Test
    void a_body_that_is_too_large_is_a_413() {
        Reply entry = admin.post("/entries", "{\"name\":\"" + "x".repeat(64 * 1024) + "\"}");
        assertThat(entry.status()).isEqualTo(413);
        assertThat(entry.code()).isEqualTo("too_large");
        String spaces = " ".repeat(64 * 1024 - 60);
        assertThat(admin.post("/validate", "{\"address\":\"192.0.2.1\"}" + spaces).status()).isEqualTo(200);
        Reply list = admin.with("If-Match", "\"r1\"").put("/entries", "{\"items\":[]}" + " ".repeat(1024 * 1024));
        assertThat(list.status()).isEqualTo(413);
    }

    @Test
    void a_chunked_body_that_is_too_large_is_a_413_too() throws Exception {
        String answer = raw("POST /demo" + ApiClient.BASE + "/entries HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: " + JSON
                + "\r\nTransfer-Encoding: chunked\r\nAuthorization: " + ApiClient.basic("admin", TestServer.PASSWORD) + "\r\n\r\n"
                + ("1000\r\n" + " ".repeat(0x1000) + "\r\n").repeat(17) + "0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413").contains("too_large");
    }

    @Test
    void head_answers_like_get_without_a_body() {
        for (String path : List.of("/entries", "/status", "/nodes", "/check?address=192.0.2.1", "/entries/999")) {
            Reply get = admin.get(path);
            Reply head = admin.send("HEAD", path, null, null);
            assertThat(head.status()).isEqualTo(get.status());
            assertThat(head.text()).isEmpty();
            assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
            assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        }
        assertThat(admin.send("HEAD", "/entries", null, null).header("Content-Length"))
                .isEqualTo(Integer.toString(admin.get("/entries").text().getBytes(StandardCharsets.UTF_8).length));
    }

    @Test
    void parameters_that_are_not_known_or_come_twice_are_refused() {
        for (String path : List.of("/entries?x=1", "/entries?q=a&q=b", "/entries/1?x", "/status?x=1", "/nodes?x=1", "/check", "/check?address=::1&address=::2",
                "/entries?q=%FF")) {
            Reply refused = admin.get(path);
            assertThat(refused.status()).as(path).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("bad_parameter");
        }
    }

    @Test
    void the_public_details_of_every_answer_are_careful() {
        for (Reply reply : List.of(admin.get("/entries"), admin.get("/nowhere"), admin.post("/entries", "x"),
                new ApiClient(server, null).get("/entries"))) {
            assertPlain(reply);
        }
    }

    @Test
    void every_problem_has_the_members_of_rfc_9457() {
        for (Reply reply : List.of(admin.get("/nowhere"), admin.post("/entries", "x"), admin.post("/entries", "{\"x\":1}"))) {
            JsonNode problem = reply.json();
            assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(problem.get("type").textValue()).isEqualTo("urn:ip-restriction:problem:" + reply.code());
            assertThat(problem.get("status").intValue()).isEqualTo(reply.status());
            assertThat(problem.get("title").textValue()).isNotBlank();
            assertThat(problem.get("detail").textValue()).endsWith(".");
        }
    }

    private static void assertPlain(Reply reply) {
        assertThat(reply.headers().map()).doesNotContainKey("set-cookie");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'").contains("frame-ancestors 'none'");
        assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(reply.text()).doesNotContain("org.iprestriction").doesNotContain("\tat ");
    }

    /** Sends {@code request} as it is and returns all that comes back. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.uri("/").getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
