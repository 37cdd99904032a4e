package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.iprestriction.example.launcher.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API says about the nodes, and about the ones that hold an entry up. */
class ApiNodesTest {
    @TempDir
    Path data;

    private TestServer server;
    private ApiClient api;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(data, "/", Map.of("activation", "PT2S", "node-name", "web-1"));
        api = new ApiClient(server, "admin");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = ((DataSource) server.attribute("org.iprestriction.datasource")).getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    /** Adds the report of another node, as it would have written it. */
    private void report(String id, String name, long secondsAgo, String problem, int signedOff) throws SQLException {
        long seen = System.currentTimeMillis() - secondsAgo * 1000;
        sql("insert into ipr_node (id, node_name, loaded_revision, loaded_token, started_at, signed_on_at, last_seen_at, clock_offset_ms,"
                + " problem, signed_off, rules_in_force, in_force_since) values ('" + id + "', '" + name + "', 0, '', 0, 0, " + seen
                + ", -40, " + (problem == null ? "null" : "'" + problem + "'") + ", " + signedOff + ", 7, 1000)");
    }

    /** Asks again until the answer is as wanted; each question is a round trip, which is pause enough. */
    private JsonNode until(String path, Predicate<JsonNode> wanted) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        JsonNode answer = api.get(path).json();
        while (!wanted.test(answer)) {
            assertThat(Instant.now()).as(answer.toString()).isBefore(deadline);
            answer = api.get(path).json();
        }
        return answer;
    }

    @Test
    void this_node_says_what_it_applies_and_since_when() {
        JsonNode added = api.post("/entries", "{\"name\":\"A\",\"address\":\"203.0.113.1\"}").json();
        JsonNode nodes = until("/nodes", answer -> answer.at("/items/0/rulesInForce").intValue() == 1);
        JsonNode node = nodes.at("/items/0");
        assertThat(nodes.get("items")).hasSize(1);
        assertThat(nodes.get("revision").longValue()).isEqualTo(1);
        assertThat(nodes.get("store").textValue()).isEqualTo("up");
        assertThat(node.get("name").textValue()).isEqualTo("web-1");
        assertThat(node.get("thisNode").booleanValue()).isTrue();
        assertThat(node.get("state").textValue()).isEqualTo("upToDate");
        assertThat(node.get("loadedRevision").longValue()).isEqualTo(1);
        assertThat(node.get("inForceSince")).isEqualTo(added.get("effectiveAt"));
        assertThat(Instant.parse(node.get("lastSeenAt").textValue())).isAfter(Instant.parse(node.get("startedAt").textValue()));
        assertThat(node.get("clockOffset").longValue()).isBetween(-500L, 500L);
        assertThat(node.get("problem").isNull()).isTrue();
        JsonNode own = api.get("/status").json().get("node");
        assertThat(own.get("id")).isEqualTo(node.get("id"));
        assertThat(own.get("rulesInForce").intValue()).isEqualTo(1);
    }

    @Test
    void every_node_of_the_last_day_has_a_state() throws Exception {
        until("/nodes", answer -> answer.at("/items/0/lastSeenAt").isTextual());
        report("2", "web-2", 0, "The disk is full.", 0);
        report("3", "web-3", 3600, null, 0);
        report("4", "web-4", 3600, null, 1);
        report("5", "web-5", 90_000, null, 0);
        JsonNode items = api.get("/nodes").json().get("items");
        assertThat(items.findValuesAsText("name")).containsExactly("web-1", "web-2", "web-3", "web-4");
        assertThat(items.findValuesAsText("state")).containsExactly("upToDate", "behind", "silent", "gone");
        assertThat(items.at("/1").toString()).contains("\"thisNode\":false", "\"rulesInForce\":7",
                "\"inForceSince\":\"1970-01-01T00:00:01Z\"", "\"clockOffset\":-40", "\"problem\":\"The disk is full.\"");
        JsonNode status = api.get("/status").json().get("nodes");
        assertThat(status.get("upToDate").intValue()).isEqualTo(1);
        assertThat(status.get("total").intValue()).isEqualTo(3);
        assertThat(status.get("behind").findValuesAsText("name")).containsExactly("web-2");
        assertThat(status.get("silent").findValuesAsText("name")).containsExactly("web-3");
    }

    @Test
    void an_entry_that_is_delayed_names_the_nodes_that_hold_it_up_and_why() throws Exception {
        JsonNode added = api.post("/entries", "{\"name\":\"A\",\"address\":\"203.0.113.1\"}").json();
        assertThat(added.has("delayedBy")).isFalse();
        report("2", "web-2", 0, "The database does not answer.", 0);
        report("3", "web-3", 60, null, 0);
        String path = "/entries/" + added.get("id");
        JsonNode delayed = until(path, entry -> entry.get("status").textValue().equals("delayed"));
        assertThat(delayed.at("/delayedBy/0").toString()).isEqualTo("{\"node\":\"web-2\",\"reason\":\"The database does not answer.\"}");
        assertThat(delayed.at("/delayedBy/1/node").textValue()).isEqualTo("web-3");
        assertThat(delayed.at("/delayedBy/1/reason").textValue()).matches("It has not been heard of since [0-9T:.-]+Z\\.");
        sql("update ipr_node set signed_off = 1 where id in ('2', '3')");
        assertThat(until(path, entry -> entry.get("status").textValue().equals("active")).has("delayedBy")).isFalse();
    }

    @Test
    void a_node_whose_report_cannot_be_saved_is_shown_as_it_knows_itself() throws Exception {
        until("/nodes", answer -> answer.at("/items/0/lastSeenAt").isTextual());
        sql("alter table ipr_node add constraint nobody check (clock_offset_ms is null) nocheck");
        sql("delete from ipr_node");
        JsonNode node = until("/nodes", answer -> answer.at("/items/0/problem").isTextual()).at("/items/0");
        assertThat(node.get("thisNode").booleanValue()).isTrue();
        assertThat(node.get("state").textValue()).isEqualTo("behind");
        assertThat(node.get("problem").textValue()).startsWith("The report of this node cannot be saved: ");
        assertThat(api.post("/entries", "{\"name\":\"A\",\"address\":\"203.0.113.1\"}").status()).isEqualTo(201);
        until("/status", answer -> answer.at("/lists/0/rulesInForce").intValue() == 1);
        sql("alter table ipr_node drop constraint nobody");
        until("/nodes", answer -> answer.at("/items/0/state").textValue().equals("upToDate")
                && answer.at("/items/0/lastSeenAt").isTextual());
    }
}
