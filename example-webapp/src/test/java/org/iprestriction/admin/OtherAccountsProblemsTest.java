package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server reports a problem with the list of another account, and an entry of one's own list waits for that server. */
class OtherAccountsProblemsTest {
    private static final String PROBLEM = "Entry 9, “Globex secret”, cannot be read: 198.51.100.7 is bad.";
    private static final String TOLD = "It has a problem. An operator can see which";
    private static PagesServer server;

    @BeforeAll
    static void start() throws Exception {
        server = PagesServer.start("/", Map.of("list-from", AccountOfUser.LIST_FROM, "activation", "PT0S"), new AccountOfUser());
        try (Connection connection = server.database().getConnection()) {
            connection.createStatement().execute("insert into ipr_node (id, node_name, loaded_revision, loaded_token, started_at,"
                    + " signed_on_at, last_seen_at, clock_offset_ms, problem, signed_off, rules_in_force, in_force_since) values ('2', 'web-2',"
                    + " 0, '', 0, 0, " + System.currentTimeMillis() + ", 0, '" + PROBLEM + "', 0, 4711, 1000)");
        }
        new ApiClient(server, "anna@acme").post("/entries", "{\"name\":\"Late\",\"address\":\"203.0.113.1\"}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Asks again until the answer is as wanted; each question is a round trip, which is pause enough. */
    private static JsonNode until(String user, String path, Predicate<JsonNode> wanted) {
        Instant deadline = Instant.now().plusSeconds(60);
        JsonNode answer = new ApiClient(server, user).get(path).json();
        while (!wanted.test(answer)) {
            assertThat(Instant.now()).as(answer.toString()).isBefore(deadline);
            answer = new ApiClient(server, user).get(path).json();
        }
        return answer;
    }

    private static boolean isDelayed(JsonNode list) {
        return list.at("/items/0/status").asText().equals("delayed");
    }

    @Test
    void theEntryNamesTheServerButNotTheProblem() {
        JsonNode list = until("anna@acme", "/entries", OtherAccountsProblemsTest::isDelayed);
        assertThat(list.toString()).contains("{\"node\":\"web-2\",\"reason\":\"" + TOLD + ".\"}").doesNotContain("Globex", "198.51");
        long id = list.at("/items/0/id").longValue();
        assertThat(until("anna@acme", "/entries/" + id, entry -> entry.has("delayedBy")).toString()).contains(TOLD).doesNotContain("Globex");
        assertThat(new ApiClient(server, "anna@acme").with("If-Match", "\"99\"").patch("/entries/" + id, "{\"enabled\":false}").text())
                .contains("\"conflict\"", TOLD).doesNotContain("Globex");
        PlainBrowser.signedIn(server, "anna@acme").open("/admin/ip-restriction").shows("web-2 has not applied this yet: " + TOLD)
                .showsNot("Globex", "198.51");
        assertThat(until("otto@acme", "/lists/acme/entries", OtherAccountsProblemsTest::isDelayed).toString()).contains(PROBLEM);
    }

    @Test
    void statusAndNodesSayThatThereIsOne() {
        JsonNode nodes = until("anna@acme", "/nodes", answer -> answer.get("items").findValuesAsText("name").contains("web-2"));
        JsonNode other = nodes.get("items").get(nodes.get("items").findValuesAsText("name").indexOf("web-2"));
        assertThat(other.get("problem").textValue()).isEqualTo(TOLD + ".");
        assertThat(other.get("rulesInForce").isNull()).isTrue();
        assertThat(other.get("state").textValue()).isEqualTo("behind");
        JsonNode status = until("anna@acme", "/status", answer -> answer.at("/nodes/behind/0/name").asText().equals("web-2"));
        assertThat(status.toString()).contains(TOLD).doesNotContain("Globex", "4711");
        assertThat(until("olga", "/nodes", answer -> answer.get("items").size() > 1).toString()).contains(PROBLEM, "4711");
        assertThat(until("otto@acme", "/status", answer -> answer.at("/nodes/behind/0").isObject()).toString()).contains(PROBLEM);
    }
}
