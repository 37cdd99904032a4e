package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.iprestriction.example.launcher.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What administrators are told of a list that was lost, or of a database that is. */
class NoticesTest {
    @TempDir
    Path data;

    @Test
    void a_list_that_was_lost_is_told_by_status_until_the_new_one_holds_something() throws Exception {
        Path file = data.resolve("ip-restriction.mv.db");
        try (TestServer server = new TestServer(data, "/", Map.of("activation", "PT0S"))) {
            ApiClient api = new ApiClient(server, "admin");
            assertThat(api.post("/entries", "{\"name\":\"A\",\"address\":\"192.0.2.1\"}").status()).isEqualTo(201);
            assertThat(api.get("/status").json().get("notices")).isEmpty();
        }
        Files.write(file, new byte[0]);
        try (TestServer server = new TestServer(data, "/", Map.of("activation", "PT0S"))) {
            ApiClient api = new ApiClient(server, "admin");
            assertThat(api.get("/status").json().at("/notices/0").textValue())
                    .startsWith("The list of this data directory is lost: the database file “" + file + "” was empty (0 bytes)");
            assertThat(api.post("/entries", "{\"name\":\"B\",\"address\":\"192.0.2.2\"}").status()).isEqualTo(201);
            await(api, status -> status.get("notices").isEmpty());
        }
    }

    @Test
    void a_database_file_that_was_removed_refuses_saves_and_says_why() throws Exception {
        Path file = data.resolve("ip-restriction.mv.db");
        try (TestServer server = new TestServer(data, "/", Map.of("activation", "PT0S"))) {
            ApiClient api = new ApiClient(server, "admin");
            Files.delete(file);
            ApiClient.Reply refused = api.post("/entries", "{\"name\":\"A\",\"address\":\"192.0.2.1\"}");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.detail()).startsWith("Not saved: the database file “" + file + "” was removed while");
            await(api, status -> status.at("/lists/0/problem").asText().contains("was removed while"));
            assertThat(api.get("/status").json().get("store").textValue()).isEqualTo("down");
        }
    }

    @Test
    void the_list_page_shows_what_the_application_wants_said_and_why_the_database_is_down() throws Exception {
        try (PagesServer server = PagesServer.start(Map.of())) {
            PlainBrowser browser = PlainBrowser.signedIn(server, "viewer");
            server.notice("The list of this data directory is lost. <b>");
            browser.open("/admin/ip-restriction").answers(200).shows("The list of this data directory is lost.");
            assertThat(browser.html()).contains("&lt;b&gt;");
        }
    }

    private static void await(ApiClient api, Predicate<JsonNode> condition) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(30);
        JsonNode status = api.get("/status").json();
        while (!condition.test(status)) {
            assertThat(Instant.now()).as("status is " + status).isBefore(deadline);
            Thread.sleep(50); // between two looks at the condition
            status = api.get("/status").json();
        }
    }
}
