package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.iprestriction.admin.ApiClient.Reply;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.example.launcher.TestServer;
import org.iprestriction.jpa.EntryStore;
import org.iprestriction.jpa.IpRestriction;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The responses of the API when something behind it fails. */
class ApiFaultsTest {
    @TempDir
    Path data;

    @Test
    void without_the_database_changes_are_refused_and_status_says_so() throws Exception {
        String url = "jdbc:h2:tcp://127.0.0.1:" + closedPort() + "/nothing";
        try (TestServer server = new TestServer(data, "/", Map.of("jdbc-url", url, "jdbc-user", "sa", "jdbc-password", "secret-word"))) {
            ApiClient api = new ApiClient(server, "admin");
            for (Reply down : List.of(api.get("/entries"), api.post("/entries", "{\"name\":\"A\",\"address\":\"192.0.2.1\"}"))) {
                assertThat(down.status()).isEqualTo(503);
                assertThat(down.code()).isEqualTo("store_unavailable");
                assertThat(down.header("Retry-After")).isEqualTo("5");
                assertThat(down.text()).doesNotContain("jdbc").doesNotContain("secret-word");
            }
            assertThat(api.post("/entries", "{\"name\":\"A\",\"address\":\"192.0.2.1\"}").detail())
                    .isEqualTo("Not saved: nothing listens at the host and port of the JDBC URL. Start the database, or correct the URL.");
            Reply status = api.get("/status");
            assertThat(status.status()).isEqualTo(200);
            assertThat(status.json().get("store").textValue()).isEqualTo("down");
            assertThat(status.json().get("revisionSaved").isNull()).isTrue();
            assertThat(status.json().at("/lists/0/loaded").booleanValue()).isFalse();
            assertThat(status.json().at("/node/problem").isNull()).isFalse();
            assertThat(status.text()).doesNotContain("jdbc:").doesNotContain("secret-word");
            Reply nodes = api.get("/nodes");
            assertThat(nodes.status()).isEqualTo(200);
            assertThat(nodes.json().get("store").textValue()).isEqualTo("down");
            assertThat(nodes.json().get("problem").textValue()).isNotEmpty();
            assertThat(nodes.json().get("revision").isNull()).isTrue();
            assertThat(nodes.json().get("items")).hasSize(1);
            assertThat(nodes.json().at("/items/0/thisNode").booleanValue()).isTrue();
            assertThat(nodes.json().at("/items/0/state").textValue()).isEqualTo("behind");
            assertThat(nodes.json().at("/items/0/loadedRevision").intValue()).isEqualTo(-1);
            assertThat(nodes.json().at("/items/0/rulesInForce").intValue()).isZero();
            assertThat(nodes.json().at("/items/0/lastSeenAt").isNull()).isTrue();
            assertThat(nodes.text()).doesNotContain("jdbc:").doesNotContain("secret-word");
        }
    }

    @Test
    void a_block_that_cannot_be_read_is_told_and_can_be_deleted_while_nothing_else_is_saved() throws Exception {
        try (TestServer server = new TestServer(data, "/", Map.of())) {
            EntryStore store = ((IpRestriction) server.attribute(IpRestriction.ATTRIBUTE)).entries();
            Settings settings = (Settings) server.attribute(Settings.class.getName());
            Author mary = new Author("mary", null, null);
            Entry block = store.add("default", EntrySpec.of(null, "b", "192.0.2.1", "block", true, null, settings), mary);
            try (Connection connection = ((DataSource) server.attribute("org.iprestriction.datasource")).getConnection(); Statement sql = connection.createStatement()) {
                sql.execute("update ipr_entry_version set notation = 'x'");
            }
            ApiClient api = new ApiClient(server, "admin");
            Reply refused = api.post("/entries", "{\"name\":\"A\",\"address\":\"192.0.2.2\"}");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("list_unreadable");
            assertThat(refused.detail()).startsWith("Entry " + block.id() + ", “x”, cannot be read: ");
            assertThat(api.get("/status").json().get("problem").textValue()).isEqualTo(refused.detail());
            assertThat(new ApiClient(server, "admin", "If-Match", "*").delete("/entries/" + block.id()).status()).isEqualTo(204);
            assertThat(api.post("/entries", "{\"name\":\"A\",\"address\":\"192.0.2.2\"}").status()).isEqualTo(201);
            assertThat(api.get("/status").json().get("problem").isNull()).isTrue();
        }
    }

    @Test
    void a_fault_of_ours_is_a_500_with_an_id_and_nothing_else() throws Exception {
        ChangeRate broken = new ChangeRate(() -> {
            throw new IllegalStateException("a fault of ours");
        });
        try (TestServer server = new TestServer(data, "/", Map.of(), broken)) {
            Reply fault = new ApiClient(server, "admin").post("/entries", "{\"name\":\"A\",\"address\":\"192.0.2.1\"}");
            assertThat(fault.status()).isEqualTo(500);
            assertThat(fault.code()).isEqualTo("internal");
            assertThat(fault.detail()).matches("Something went wrong\\. Error id [0-9a-f-]{36} is in the server log\\.");
            assertThat(fault.text()).doesNotContain("Exception").doesNotContain("org.");
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
