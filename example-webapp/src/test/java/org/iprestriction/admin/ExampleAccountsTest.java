package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.iprestriction.example.launcher.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API of the example in which each account has its own list: an address of acme lets the API user of acme in, and no other. */
class ExampleAccountsTest {

    private static final String HELLO = "/accounts/api/v1/hello";

    @TempDir
    private Path data;
    private final HttpClient http = HttpClient.newHttpClient();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(data, "/shop", Map.of("activation", "PT0S"));
        await(() -> get("/health/ready").statusCode() == 200);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(server.uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> hello(String user, String password) throws Exception {
        return http.send(HttpRequest.newBuilder(server.uri(HELLO)).header("Authorization", ApiClient.basic(user, password)).build(),
                BodyHandlers.ofString());
    }

    private int status(String user) throws Exception {
        return hello(user, TestServer.PASSWORD).statusCode();
    }

    @Test
    void anAddressOfOneAccountOpensTheApiForThatAccountAlone() throws Exception {
        assertThat(status("api@acme")).as("nobody is on the list of acme").isEqualTo(403);
        ApiClient admin = new ApiClient(server, "admin");
        assertThat(admin.post("/lists/acme/entries", "{\"name\":\"me\",\"address\":\"127.0.0.1\"}").status()).isEqualTo(201);
        await(() -> status("api@acme") == 200);
        assertThat(hello("api@acme", TestServer.PASSWORD).body())
                .isEqualTo("{\"message\":\"hello\",\"account\":\"acme\",\"client\":\"127.0.0.1\"}");
        assertThat(status("api@globex")).isEqualTo(403);
        assertThat(get("/api/v1/hello").statusCode()).as("the list of the other API").isEqualTo(403);
    }

    @Test
    void whoeverIsNotAllowedCannotTryPasswords() throws Exception {
        assertThat(hello("api@acme", "wrong").statusCode()).isEqualTo(403);
        new ApiClient(server, "admin").post("/lists/acme/entries", "{\"name\":\"me\",\"address\":\"127.0.0.1\"}");
        await(() -> status("api@acme") == 200);
        assertThat(hello("api@acme", "wrong")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"accounts\", charset=\"UTF-8\"");
        });
        assertThat(status("anna@acme")).as("right, but an administrator, whose password nobody should guess here").isEqualTo(401);
        assertThat(hello("nobody@acme", TestServer.PASSWORD).statusCode()).as("a user whom the realm does not know").isEqualTo(401);
    }

    @Test
    void aRequestThatNamesNoAccountIsBlocked() throws Exception {
        for (String user : new String[] {"admin", "api@", "api@ acme", "api@made-up", "api@" + "x".repeat(200), "api@acme\u00A0"}) {
            assertThat(status(user)).as(user).isEqualTo(403);
        }
        assertThat(get(HELLO).statusCode()).isEqualTo(403);
        assertThat(get("/accounts/api").statusCode()).isEqualTo(403);
        assertThat(get("/accounts/made-up").statusCode()).isEqualTo(403);
        String[] headers = {"Basic", "Basic !", "Basic " + "A".repeat(5_000), "Bearer x", "Basic OjphY21l"};
        for (String header : headers) {
            HttpRequest request = HttpRequest.newBuilder(server.uri(HELLO)).header("Authorization", header).build();
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).as(header).isEqualTo(403);
        }
    }
}
