package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The example behind a compressing nginx, once with nginx's default Host header and once with the caller's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesBehindNginxIT {

    private static final String PASSWORD = "a password for tests";
    private static final String ENTRIES = "/admin/api/v1/ip-restriction/entries";
    private static final String SIGN_IN = "/admin/ip-restriction/sign-in";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private ServerProcess example;
    private ServerProcess nginx;
    private int ownHost;
    private int callersHost;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        int port = ServerProcess.freePort();
        ownHost = ServerProcess.freePort();
        callersHost = ServerProcess.freePort();
        nginx = Nginx.run(Files.createDirectory(directory.resolve("nginx")), "nginx-gzip.conf", port, ownHost, callersHost);
        Map<String, String> settings = new HashMap<>(Wars.exampleSettings(directory));
        settings.putAll(Map.of("PORT", String.valueOf(port), "ADMIN_PASSWORD", PASSWORD));
        example = ServerProcess.start(Files.createDirectory(directory.resolve("example")), settings,
                List.of(ServerProcess.java(), "-jar", Wars.example().toAbsolutePath().toString()));
        example.awaitAnswer(port, "/health/live");
        nginx.awaitAnswer(ownHost, "/health/live");
    }

    @AfterAll
    void stop() {
        for (ServerProcess process : new ServerProcess[] {nginx, example}) {
            if (process != null) {
                process.close();
            }
        }
    }

    @Test
    void the_etag_that_arrives_through_compression_changes_the_entry_it_belongs_to() throws Exception {
        HttpResponse<String> added = api("POST", ENTRIES, "{\"name\":\"Office\",\"address\":\"192.0.2.1\"}");
        assertThat(added.statusCode()).isEqualTo(201);
        String entry = ENTRIES + "/1";
        String tag = tag(api("GET", entry, null, "Accept-Encoding", "gzip"));
        assertThat(tag).as("nginx weakens it").isEqualTo("W/\"1\"");
        HttpResponse<String> changed = api("PUT", entry, "{\"name\":\"Office\",\"address\":\"192.0.2.2\"}", "If-Match", tag);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        HttpResponse<String> stale = api("PUT", entry, "{\"name\":\"Office\",\"address\":\"192.0.2.3\"}", "If-Match", tag);
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(stale.body()).contains("admin changed this entry at ");

        String list = tag(api("GET", ENTRIES, null, "Accept-Encoding", "gzip"));
        assertThat(list).startsWith("W/\"r");
        assertThat(api("PUT", ENTRIES, "{\"items\":[]}", "If-Match", list).statusCode()).isEqualTo(200);
    }

    @Test
    void a_form_refused_for_the_host_that_nginx_writes_says_so_on_the_page_and_in_the_log() throws Exception {
        HttpResponse<String> refused = signIn(ownHost);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("Request refused", "http://127.0.0.1:" + ownHost, "ip-restriction.public-origin",
                "proxy_set_header Host $http_host;");
        assertThat(example.printed()).contains("Origin \u00e2\u0080\u009chttp://127.0.0.1:" + ownHost, "ip-restriction.public-origin");
    }

    @Test
    void with_the_callers_host_passed_on_the_same_form_signs_in() throws Exception {
        assertThat(signIn(callersHost).statusCode()).isEqualTo(303);
    }

    private static HttpResponse<String> signIn(int port) throws IOException, InterruptedException {
        return send(port, "POST", SIGN_IN, "user=admin&to=&password=" + PASSWORD.replace(' ', '+'), "Content-Type",
                "application/x-www-form-urlencoded", "Origin", "http://127.0.0.1:" + port);
    }

    private HttpResponse<String> api(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        String[] all = Stream.concat(Arrays.stream(headers), Stream.of("Authorization",
                "Basic " + Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8)),
                "Content-Type", "application/json")).toArray(String[]::new);
        return send(callersHost, method, path, body, all);
    }

    private static HttpResponse<String> send(int port, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).headers(headers)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }
}
