package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.iprestriction.admin.ApiClient.Reply;
import org.iprestriction.example.launcher.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Validate, check and status, with an activation short enough to be lived through. */
class ApiChecksTest {
    @TempDir
    static Path data;
    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(data, "/", Map.of("activation", "PT3S", "allow", "10.9.0.0/16"));
        api = new ApiClient(server, "admin");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void validate_says_what_an_entry_would_mean() {
        Reply reply = api.post("/validate", "{\"address\":\"192.168.0.10 -192.168.10.20\"}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"ok\":true,\"type\":\"range\",\"canonical\":\"192.168.0.10 - 192.168.10.20\","
                + "\"first\":\"192.168.0.10\",\"last\":\"192.168.10.20\",\"count\":\"2571\",\"notes\":[]}");
    }

    @Test
    void validate_says_what_is_wrong_as_a_save_would() {
        Reply reply = api.post("/validate", "{\"type\":\"ip\",\"name\":\"\",\"address\":\"192.168.0.0/16\"}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("ok").booleanValue()).isFalse();
        assertThat(reply.json().findValuesAsText("code")).containsExactly("name.required", "type.is_range");
        assertThat(reply.json().at("/errors/1/suggestions").toString())
                .isEqualTo("[{\"type\":\"range\",\"address\":\"192.168.0.0/16\",\"count\":\"65536\"}]");
        assertThat(api.post("/validate", "{\"addres\":\"192.0.2.1\"}").status()).isEqualTo(422);
        assertThat(api.post("/validate", "{").status()).isEqualTo(400);
        assertThat(api.post("/validate", "{}").json().at("/errors/0/code").textValue()).isEqualTo("address.required");
    }

    @Test
    void validate_notes_what_is_already_there() {
        JsonNode entry = api.post("/entries", "{\"name\":\"Noted\",\"address\":\"198.51.100.0/24\"}").json();
        Reply reply = api.post("/validate", "{\"name\":\"noted\",\"address\":\"198.51.100.0-255\"}");
        assertThat(reply.json().get("ok").booleanValue()).isTrue();
        assertThat(reply.json().get("notes").findValuesAsText("code")).containsExactly("name.duplicate", "address.duplicate");
        assertThat(reply.json().at("/notes/0/entry")).isEqualTo(entry.get("id"));
    }

    @Test
    void check_follows_an_entry_through_its_life_and_the_filter_agrees() throws Exception {
        assertThat(check("203.0.113.9").text()).isEqualTo("{\"address\":\"203.0.113.9\",\"allowed\":false,\"entry\":null,"
                + "\"until\":null,\"allowedFrom\":null,\"reason\":\"no_match\"}");
        Reply added = api.post("/entries", "{\"name\":\"Life\",\"address\":\"203.0.113.0/24\"}");
        Instant from = Instant.parse(added.json().get("effectiveAt").textValue());
        Reply pending = check("203.0.113.9");
        assertThat(pending.json().get("reason").textValue()).isEqualTo("pending");
        assertThat(pending.json().get("allowedFrom").textValue()).isEqualTo(from.toString());
        assertThat(pending.json().at("/entry/name").textValue()).isEqualTo("Life");

        Reply allowed = until(() -> check("203.0.113.9"), reply -> reply.json().get("allowed").booleanValue());
        assertThat(Instant.now()).isAfterOrEqualTo(from);
        assertThat(allowed.json().get("reason").textValue()).isEqualTo("match");
        assertThat(allowed.json().get("until").isNull()).isTrue();

        String path = "/entries/" + added.json().get("id");
        Reply deleted = api.with("If-Match", "*").delete(path);
        assertThat(deleted.status()).isEqualTo(202);
        assertThat(deleted.json().get("status").textValue()).isEqualTo("pendingRemoval");
        Reply ending = check("203.0.113.9");
        assertThat(ending.json().get("allowed").booleanValue()).isTrue();
        assertThat(ending.json().get("until")).isEqualTo(deleted.json().get("effectiveAt"));

        Reply undone = api.post(path + "/undo", "{}");
        assertThat(undone.status()).isEqualTo(200);
        assertThat(undone.header("ETag")).isEqualTo("\"" + undone.json().get("version") + "\"");
        Reply late = api.post(path + "/undo", "{}");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("too_late");
    }

    @Test
    void check_knows_disabled_and_blocking_entries_and_deployment_rules() {
        api.post("/entries", "{\"name\":\"Off\",\"address\":\"203.0.114.0/24\",\"enabled\":false}");
        assertThat(check("203.0.114.9").json().get("reason").textValue()).isEqualTo("disabled");
        assertThat(check("10.9.1.1").text()).isEqualTo("{\"address\":\"10.9.1.1\",\"allowed\":true,\"entry\":null,"
                + "\"until\":null,\"allowedFrom\":null,\"reason\":\"deployment_allow\"}");
        api.post("/entries", "{\"name\":\"Attacker\",\"address\":\"203.0.115.66\",\"action\":\"block\"}");
        Reply blocked = until(() -> check("203.0.115.66"), reply -> reply.json().get("reason").textValue().equals("blocked_by"));
        assertThat(blocked.json().at("/entry/name").textValue()).isEqualTo("Attacker");
    }

    @Test
    void check_refuses_what_is_not_one_address() {
        Reply refused = api.get("/check?address=192.168.0.0%2F16");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/parameter").textValue()).isEqualTo("address");
        assertThat(api.get("/check?address=").status()).isEqualTo(422);
        assertThat(api.get("/check?address=%20192.0.2.1").detail()).isEqualTo("Leave out the spaces around 192.0.2.1.");
        assertThat(api.get("/check?address=::ffff:192.0.2.1").json().get("address").textValue()).isEqualTo("192.0.2.1");
    }

    @Test
    void status_shows_what_is_in_force_and_what_is_still_to_come() {
        Reply added = api.post("/entries", "{\"name\":\"Counted\",\"address\":\"203.0.116.1\"}");
        JsonNode waiting = api.get("/status").json();
        assertThat(waiting.get("store").textValue()).isEqualTo("up");
        assertThat(waiting.get("mode").textValue()).isEqualTo("enforce");
        assertThat(waiting.get("revisionInForce").longValue()).isLessThan(waiting.get("revisionSaved").longValue());
        assertThat(waiting.get("nextChangeAt").isNull()).isFalse();
        Instant effective = Instant.parse(added.json().get("effectiveAt").textValue());
        JsonNode settled = until(() -> api.get("/status"), reply -> Instant.now().isAfter(effective)
                && reply.json().get("revisionInForce").equals(reply.json().get("revisionSaved"))
                && reply.json().at("/nodes/upToDate").intValue() == 1).json();
        assertThat(settled.get("nextChangeAt").isNull()).isTrue();
        assertThat(settled.at("/nodes/total").intValue()).isEqualTo(1);
        assertThat(settled.at("/lists/0/list").textValue()).isEqualTo("default");
        assertThat(settled.at("/lists/0/loaded").booleanValue()).isTrue();
        assertThat(settled.at("/lists/0/problem").isNull()).isTrue();
    }

    private static Reply check(String address) {
        return api.get("/check?address=" + address);
    }

    private interface Question {
        Reply ask();
    }

    /** Asks again until the answer is as wanted; each question is a round trip, which is pause enough. */
    private static Reply until(Question question, Predicate<Reply> wanted) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        Reply reply = question.ask();
        while (!wanted.test(reply)) {
            assertThat(Instant.now()).as(reply.text()).isBefore(deadline);
            reply = question.ask();
        }
        return reply;
    }
}
