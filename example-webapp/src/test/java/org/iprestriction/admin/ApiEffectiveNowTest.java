package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.iprestriction.admin.ApiClient.Reply;
import org.iprestriction.entry.Change;
import org.iprestriction.example.launcher.TestServer;
import org.iprestriction.jpa.IpRestriction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes over HTTP that do not wait five minutes, on the real application with its database. */
class ApiEffectiveNowTest {
    private static final String NOW = "?effective=now";
    private static final String BLOCK = "{\"name\":\"Attack\",\"address\":\"192.0.2.66\",\"action\":\"block\"}";

    @TempDir
    static Path data;
    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() throws Exception {
        server = ApiClient.unhurriedServer(data, Map.of());
        api = new ApiClient(server, "admin");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void empty() {
        for (var entry : api.get("/entries").json().get("items")) {
            api.with("If-Match", "*").delete("/entries/" + entry.get("id") + NOW);
        }
    }

    @Test
    void a_caller_is_allowed_and_blocked_again_within_seconds() throws Exception {
        assertThat(call()).isEqualTo(403);
        Reply added = post("/entries" + NOW, "{\"name\":\"Tests\",\"address\":\"127.0.0.0/24\"}");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.json().get("effectiveAt").isNull()).isTrue();
        assertThat(added.json().get("undoUntil").isNull()).isTrue();
        assertThat(added.json().get("inForce").get("address").textValue()).isEqualTo("127.0.0.0/24");
        awaitCall(200);
        assertThat(api.get("/entries/" + id(added)).json().get("status").textValue()).isIn("pending", "active");
        post("/entries" + NOW, "{\"name\":\"Attack\",\"address\":\"127.0.0.1\",\"action\":\"block\"}");
        awaitCall(403);
    }

    @Test
    void an_entry_is_changed_in_every_way_and_deleted() {
        Reply added = post("/entries", BLOCK);
        assertThat(added.json().get("status").textValue()).isEqualTo("pending");
        assertThat(added.json().get("effectiveAt").isNull()).isFalse();
        String entry = "/entries/" + id(added);

        // what is pending is brought forward, and needs the current tag
        assertThat(api.with("If-Match", "\"999\"").patch(entry + NOW, "{}").status()).isEqualTo(412);
        Reply brought = api.with("If-Match", added.header("ETag")).patch(entry + NOW, "{}");
        assertThat(brought.status()).isEqualTo(200);
        assertThat(brought.header("ETag")).isNotEqualTo(added.header("ETag"));
        assertThat(brought.json().get("effectiveAt").isNull()).isTrue();
        assertThat(brought.json().get("inForce").get("action").textValue()).isEqualTo("block");

        // a repetition finds nothing to do
        Reply again = api.with("If-Match", added.header("ETag")).patch(entry + NOW, "{}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("ETag")).isEqualTo(brought.header("ETag"));

        Reply put = api.with("If-Match", brought.header("ETag")).put(entry + NOW, BLOCK.replace(".66", ".0/24"));
        assertThat(put.json().get("inForce").get("address").textValue()).isEqualTo("192.0.2.0/24");
        Reply undone = post(entry + "/undo", "{}");
        assertThat(undone.status()).isEqualTo(409);
        assertThat(undone.code()).isEqualTo("too_late");
        assertThat(api.with("If-Match", put.header("ETag")).delete(entry + NOW).status()).isEqualTo(204);
        assertThat(api.get(entry).status()).isEqualTo(404);
    }

    @Test
    void the_history_says_so() {
        Reply added = post("/entries" + NOW, BLOCK);
        Change change = history(added);
        assertThat(change.verb()).isEqualTo("added");
        assertThat(change.who()).isEqualTo("admin");
        assertThat(change.effectiveNow()).isTrue();
        assertThat(change.effectiveAt()).isEqualTo(change.at());
        api.with("If-Match", added.header("ETag")).patch("/entries/" + id(added), "{\"enabled\":false}");
        assertThat(history(added).verb()).isEqualTo("disabled");
        assertThat(history(added).effectiveNow()).isFalse();
    }

    @Test
    void a_key_of_one_request_does_not_answer_the_other() {
        ApiClient keyed = api.with("Idempotency-Key", "incident-1");
        Reply added = keyed.post("/entries" + NOW, BLOCK);
        assertThat(keyed.post("/entries" + NOW, BLOCK).json().get("id")).isEqualTo(added.json().get("id"));
        assertThat(keyed.post("/entries", BLOCK).code()).isEqualTo("idempotency_mismatch");
        assertThat(api.get("/entries").json().get("items")).hasSize(1);
    }

    @Test
    void an_administrator_needs_the_further_role() {
        Reply added = post("/entries", BLOCK);
        ApiClient manager = new ApiClient(server, "manager", "If-Match", added.header("ETag"));
        String entry = "/entries/" + id(added);
        for (Reply refused : List.of(manager.post("/entries" + NOW, BLOCK), manager.put(entry + NOW, BLOCK),
                manager.patch(entry + NOW, "{\"enabled\":false}"), manager.delete(entry + NOW))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("forbidden");
            assertThat(refused.detail()).isEqualTo("This user may not make a change effective now, so nothing was changed. The role"
                    + " ip-restriction-emergency may, in addition to the role ip-restriction-admin. Without effective=now, the change"
                    + " takes effect after the activation delay.");
        }
        assertThat(api.get(entry).header("ETag")).isEqualTo(added.header("ETag"));
        assertThat(manager.patch(entry, "{\"enabled\":false}").status()).isEqualTo(200);
    }

    @Test
    void the_further_role_alone_allows_nothing() {
        ApiClient responder = new ApiClient(server, "responder");
        for (Reply refused : List.of(responder.post("/entries" + NOW, BLOCK), responder.post("/entries", BLOCK), responder.get("/entries"))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.detail()).contains("The role ip-restriction-admin may");
        }
    }

    @Test
    void any_other_value_and_any_other_place_is_refused() {
        for (String query : List.of("?effective=later", "?effective=", "?effective", "?effective=NOW", "?effective=true",
                "?effective=2126-10-09T18:00:00Z")) {
            Reply refused = post("/entries" + query, BLOCK);
            assertThat(refused.status()).as(query).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("bad_parameter");
            assertThat(refused.detail()).contains("Use now, or leave it out");
        }
        assertThat(post("/entries?effective=now&effective=now", BLOCK).status()).isEqualTo(400);
        assertThat(post("/entries?Effective=now", BLOCK).detail()).isEqualTo("“Effective” is not a parameter here. Use effective.");
        String list = api.get("/entries").header("ETag");
        assertThat(api.with("If-Match", list).put("/entries" + NOW, "{\"items\":[]}").detail())
                .isEqualTo("“effective” is not a parameter here. Use dryRun.");
        assertThat(post("/entries/1/undo" + NOW, "{}").code()).isEqualTo("bad_parameter");
        assertThat(api.get("/entries" + NOW).code()).isEqualTo("bad_parameter");
        assertThat(api.get("/entries").header("ETag")).isEqualTo(list);
    }

    @Test
    void the_body_is_read_as_strictly_as_ever_except_that_an_entry_may_end_sooner() {
        assertThat(post("/entries" + NOW, "{\"address\":\"192.168.10.5/24\"}").code()).isEqualTo("validation");
        assertThat(post("/entries" + NOW, BLOCK.replace("}", ",\"effective\":\"now\"}")).code()).isEqualTo("unknown_member");
        assertThat(post("/entries" + NOW, "{").code()).isEqualTo("malformed_json");
        String soon = BLOCK.replace("}", ",\"expiresAt\":\"" + Instant.now().plusSeconds(60) + "\"}");
        assertThat(post("/entries", soon).json().at("/errors/0/code").textValue()).isEqualTo("expires.too_soon");
        assertThat(post("/entries" + NOW, soon).status()).isEqualTo(201);
    }

    private static Change history(Reply entry) {
        IpRestriction lists = (IpRestriction) server.attribute(IpRestriction.ATTRIBUTE);
        return lists.history().lastChange("default", id(entry)).orElseThrow();
    }

    private static Reply post(String path, String body) {
        return api.post(path, body);
    }

    private static long id(Reply entry) {
        assertThat(entry.json().get("id")).as(entry.text()).isNotNull();
        return entry.json().get("id").longValue();
    }

    private static int call() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri("/api/v1/hello")).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Waits for this node's next poll, which follows a change that it saved at once. */
    private static void awaitCall(int status) throws Exception {
        Instant deadline = Instant.now().plusSeconds(30);
        while (call() != status) {
            assertThat(Instant.now()).as("the deadline for " + status).isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(20); // between two checks of the condition
        }
    }
}
