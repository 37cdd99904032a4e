package org.iprestriction.example.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.iprestriction.admin.StoreDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged file on a database elsewhere, chosen by three variables and nothing else. */
class RealDatabaseIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ENTRIES = "/admin/api/v1/ip-restriction/entries";
    private static final Duration ACTIVATION = Duration.ofSeconds(10);
    private static final String PASSWORD = "chosen password";

    @TempDir
    private Path directory;
    private StoreDatabase database;
    private WarProcess war;

    @BeforeEach
    void create() throws Exception {
        database = StoreDatabase.empty();
    }

    @AfterEach
    void drop() throws Exception {
        database.close();
    }

    private WarProcess start() throws Exception {
        // a database in the memory of this process cannot be reached from another one
        String url = StoreDatabase.PRODUCT.equals("h2") ? "jdbc:h2:" + directory.resolve("lists") : database.url();
        war = WarProcess.start(directory, Map.of("ADMIN_PASSWORD", PASSWORD, "IP_RESTRICTION_ACTIVATION", ACTIVATION.toString(),
                "IP_RESTRICTION_JDBC_URL", url, "IP_RESTRICTION_JDBC_USER", StoreDatabase.owner(), "IP_RESTRICTION_JDBC_PASSWORD", ""));
        war.awaitGreeting();
        await("/health/ready", 200, Duration.ofSeconds(60));
        return war;
    }

    private void await(String path, int status, Duration longest) throws Exception {
        long end = System.nanoTime() + longest.toNanos();
        while (war.get(path).statusCode() != status) {
            assertThat(System.nanoTime()).as(war.get("/health/ready").body() + war.errors()).isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private HttpResponse<String> send(String method, String body) throws Exception {
        String login = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HTTP.send(HttpRequest.newBuilder(URI.create(war.url() + ENTRIES)).header("Authorization", "Basic " + login)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private int add(String name, String address) throws Exception {
        return send("POST", "{\"name\":\"" + name + "\",\"address\":\"" + address + "\"}").statusCode();
    }

    @Test
    void anEntryLetsItsCallerInAfterTheActivationAndAfterARestart() throws Exception {
        try (WarProcess first = start()) {
            assertThat(first.get("/api/v1/hello").statusCode()).isEqualTo(403);
            assertThat(add("Büro", "127.0.0.1")).isEqualTo(201);
            long saved = System.nanoTime();
            assertThat(add("BÜRO", "192.0.2.1")).as("the same name").isEqualTo(409);
            assertThat(add("Büro ", "192.0.2.1")).as("the same name").isEqualTo(409);
            assertThat(add("Buro", "192.0.2.1")).as("another name").isEqualTo(201);
            assertThat(add("Straße", "192.0.2.2")).isEqualTo(201);
            assertThat(add("Strase", "192.0.2.3")).as("another name").isEqualTo(201);
            assertThat(first.get("/api/v1/hello").statusCode()).isEqualTo(403);
            await("/api/v1/hello", 200, ACTIVATION.plusSeconds(30));
            assertThat(Duration.ofNanos(System.nanoTime() - saved)).isGreaterThan(ACTIVATION.minusSeconds(1));
            first.terminate();
            first.awaitEnd(30);
            assertThat(first.errors()).doesNotContain("\tat ");
        }
        try (WarProcess second = start()) {
            assertThat(second.get("/api/v1/hello").statusCode()).isEqualTo(200);
            assertThat(send("GET", null).body()).contains("\"Büro\"", "\"Buro\"", "\"Straße\"", "\"Strase\"").doesNotContain("BÜRO");
            assertThat(second.get("/health/ready").body()).isEqualTo("{\"status\":\"ready\"}");
        }
        if (!StoreDatabase.PRODUCT.equals("h2")) {
            assertThat(database.number("select count(*) from ipr_schema_history where version is null and success"))
                    .as("the script was run once").isEqualTo(1);
        }
    }
}
