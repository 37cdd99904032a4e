package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iprestriction.admin.ApiClient.Reply;
import org.iprestriction.example.launcher.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of entries over HTTP, on the real application with its database. Each test begins with an empty list. */
class ApiEntriesTest {
    @TempDir
    static Path data;
    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() throws Exception {
        server = ApiClient.unhurriedServer(data, Map.of("max-entries", "5"));
        api = new ApiClient(server, "admin");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void empty() {
        api.empty();
    }

    @Test
    void an_entry_is_added_read_changed_disabled_deleted_and_undone() {
        Reply added = api.post("/entries", "{\"name\":\"Office\",\"address\":\"2001:DB8:4f1::/48\"}");
        assertThat(added.status()).isEqualTo(201);
        long id = added.json().get("id").longValue();
        assertThat(added.header("Location")).isEqualTo("entries/" + id);
        assertThat(api.uri("/entries").resolve(added.header("Location"))).isEqualTo(api.uri("/entries/" + id));
        assertThat(added.header("ETag")).isEqualTo("\"" + added.json().get("version") + "\"");
        assertThat(added.json().get("type").textValue()).isEqualTo("range");
        assertThat(added.json().get("address").textValue()).isEqualTo("2001:db8:4f1::/48");
        assertThat(added.json().get("first").textValue()).isEqualTo("2001:db8:4f1::");
        assertThat(added.json().get("last").textValue()).isEqualTo("2001:db8:4f1:ffff:ffff:ffff:ffff:ffff");
        assertThat(added.json().get("count").textValue()).isEqualTo("1208925819614629174706176");
        assertThat(added.json().get("action").textValue()).isEqualTo("allow");
        assertThat(added.json().get("enabled").booleanValue()).isTrue();
        assertThat(added.json().get("status").textValue()).isEqualTo("pending");
        assertThat(added.json().get("inForce").isNull()).isTrue();
        assertThat(added.json().get("createdBy").textValue()).isEqualTo("admin");
        Instant effective = Instant.parse(added.json().get("effectiveAt").textValue());
        assertThat(effective).isAfter(Instant.now().plus(Duration.ofMinutes(4)));
        assertThat(Instant.parse(added.json().get("undoUntil").textValue())).isBefore(effective);
        assertThat(List.of("expiresAt", "lastUsedAt")).allSatisfy(member -> assertThat(added.json().get(member).isNull()).isTrue());

        Reply read = api.get("/entries/" + id);
        assertThat(read.json()).isEqualTo(added.json());
        assertThat(read.header("ETag")).isEqualTo(added.header("ETag"));

        Reply put = api.with("If-Match", read.header("ETag"))
                .put("/entries/" + id, "{\"name\":\"Office\",\"address\":\"192.0.2.0/24\",\"action\":\"block\"}");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.json().get("action").textValue()).isEqualTo("block");
        assertThat(put.header("ETag")).isNotEqualTo(read.header("ETag"));

        Reply patched = api.with("If-Match", put.header("ETag")).patch("/entries/" + id, "{\"enabled\":false}");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.json().get("enabled").booleanValue()).isFalse();
        assertThat(patched.json().get("status").textValue()).isEqualTo("disabled");
        assertThat(patched.json().get("address").textValue()).isEqualTo("192.0.2.0/24");

        Reply deleted = api.with("If-Match", patched.header("ETag")).delete("/entries/" + id);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.text()).isEmpty();
        assertThat(api.get("/entries/" + id).status()).isEqualTo(404);
    }

    @Test
    void the_list_tells_its_revision_limit_and_delay() {
        add("B", "192.0.2.2");
        add("A", "192.0.2.1");
        Reply list = api.get("/entries");
        assertThat(names(list)).containsExactly("A", "B");
        assertThat(list.header("ETag")).isEqualTo("\"r" + list.json().get("revision") + "\"");
        assertThat(list.json().get("limit").toString()).isEqualTo("{\"max\":5,\"used\":2}");
        assertThat(list.json().get("activationDelay").textValue()).isEqualTo("PT5M");
        assertThat(list.json().get("items").get(0).get("id").isIntegralNumber()).isTrue();
    }

    @Test
    void the_list_is_filtered_by_status_and_text() {
        add("Istanbul office", "192.0.2.0/24");
        post("{\"name\":\"Old ERP\",\"address\":\"10.0.0.1\",\"enabled\":false}");
        assertThat(names(api.get("/entries?status=pending"))).containsExactly("Istanbul office");
        assertThat(names(api.get("/entries?status=disabled"))).containsExactly("Old ERP");
        assertThat(names(api.get("/entries?status=active"))).isEmpty();
        assertThat(names(api.get("/entries?q=OFFICE"))).containsExactly("Istanbul office");
        assertThat(names(api.get("/entries?q=192.0.2.77"))).containsExactly("Istanbul office");
        assertThat(names(api.get("/entries?status=disabled&q=office"))).isEmpty();
        assertThat(api.get("/entries?status=broken").code()).isEqualTo("bad_parameter");
        assertThat(api.get("/entries?q=" + "x".repeat(101)).code()).isEqualTo("bad_parameter");
    }

    @Test
    void expiry_is_an_instant_and_null_takes_it_away() {
        Reply added = post("{\"name\":\"Guest\",\"address\":\"192.0.2.1\",\"expiresAt\":\"2126-10-09T20:00:00+02:00\"}");
        assertThat(added.json().get("expiresAt").textValue()).isEqualTo("2126-10-09T18:00:00Z");
        Reply patched = api.with("If-Match", added.header("ETag")).patch("/entries/" + added.json().get("id"), "{\"expiresAt\":null}");
        assertThat(patched.json().get("expiresAt").isNull()).isTrue();
        for (String bad : List.of("2126-10-09 18:00", "2126-10-09", "tomorrow", "", "+12026-10-09T18:00:00Z", "2126-02-30T18:00:00Z",
                "+1000000000-12-31T23:59:59Z", "-0001-01-01T00:00:00Z")) {
            Reply refused = post("{\"name\":\"Other\",\"address\":\"192.0.2.9\",\"expiresAt\":\"" + bad + "\"}");
            assertThat(refused.status()).as(bad).isEqualTo(422);
            assertThat(refused.json().at("/errors/0/code").textValue()).isEqualTo("expires.format");
            assertThat(refused.json().at("/errors/0/pointer").textValue()).isEqualTo("#/expiresAt");
            assertThat(refused.detail()).contains("2026-10-09T18:00:00Z");
        }
        Reply past = post("{\"name\":\"Other\",\"address\":\"192.0.2.9\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}");
        assertThat(past.status()).isEqualTo(422);
        assertThat(past.json().at("/errors/0/code").textValue()).isEqualTo("expires.past");
    }

    @Test
    void a_patched_address_brings_its_type_along() {
        Reply added = post("{\"name\":\"Office\",\"address\":\"192.0.2.1\",\"type\":\"ip\"}");
        Reply patched = api.with("If-Match", added.header("ETag"))
                .patch("/entries/" + added.json().get("id"), "{\"address\":\"192.0.2.0/24\"}");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.json().get("type").textValue()).isEqualTo("range");
        Reply kept = api.with("If-Match", patched.header("ETag")).patch("/entries/" + added.json().get("id"), "{\"type\":\"ip\"}");
        assertThat(kept.json().at("/errors/0/code").textValue()).isEqualTo("type.is_range");
    }

    @Test
    void undo_takes_back_an_addition() {
        long id = post("{\"name\":\"Office\",\"address\":\"192.0.2.1\"}").json().get("id").longValue();
        assertThat(api.post("/entries/" + id + "/undo", "{}").status()).isEqualTo(204);
        assertThat(api.post("/entries/" + id + "/undo", "{}").status()).isEqualTo(404);
        assertThat(api.get("/entries").json().get("items")).isEmpty();
    }

    @Test
    void what_is_wrong_is_told_all_at_once_with_corrections() {
        Reply refused = post("{\"name\":\"\",\"type\":\"range\",\"address\":\"192.168.10.5/24\",\"action\":\"deny\",\"expiresAt\":\"x\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().get("type").textValue()).isEqualTo("urn:ip-restriction:problem:validation");
        assertThat(refused.json().get("title").textValue()).isEqualTo("Not accepted");
        assertThat(refused.json().get("status").intValue()).isEqualTo(422);
        assertThat(refused.json().findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("#/name", "#/address", "#/action", "#/expiresAt");
        JsonNode address = Stream.iterate(0, i -> i + 1).map(i -> refused.json().at("/errors/" + i))
                .filter(error -> error.get("code").textValue().equals("range.host_bits")).findFirst().orElseThrow();
        assertThat(address.get("detail").textValue()).isEqualTo("192.168.10.5/24 is not the start of a network."
                + " Use 192.168.10.0/24 for the whole network, or 192.168.10.5 for one address.");
        assertThat(address.get("suggestions").toString()).isEqualTo("[{\"type\":\"range\",\"address\":\"192.168.10.0/24\",\"count\":\"256\"},"
                + "{\"type\":\"ip\",\"address\":\"192.168.10.5\",\"count\":\"1\"}]");
    }

    @Test
    void nobody_sets_what_the_server_sets() {
        for (String member : List.of("id", "version", "createdBy", "createdAt", "status", "list", "Enabled", "confirmLockout", "a/b~c ü")) {
            Reply refused = post("{\"name\":\"Office\",\"address\":\"192.0.2.1\",\"" + member + "\":1}");
            assertThat(refused.status()).as(member).isEqualTo(422);
            assertThat(refused.code()).isEqualTo("unknown_member");
            assertThat(refused.detail()).contains(member);
        }
        assertThat(post("{\"version\":1.0}").detail()).isEqualTo("“version” is set by the server. Leave it out.");
        assertThat(post("{\"a/b~c ü\":1}").json().at("/errors/0/pointer").textValue()).isEqualTo("#/a~1b~0c%20%c3%bc");
        Reply added = post("{\"name\":\"Office\",\"address\":\"192.0.2.1\"}");
        Reply patched = api.with("If-Match", added.header("ETag")).patch("/entries/" + added.json().get("id"), "{\"createdBy\":null}");
        assertThat(patched.code()).isEqualTo("unknown_member");
    }

    @Test
    void a_member_of_the_wrong_json_type_is_malformed() {
        for (String body : List.of("{\"name\":5}", "{\"address\":[]}", "{\"enabled\":\"true\"}", "{\"enabled\":1}", "{\"enabled\":-0}",
                "{\"enabled\":1e400}", "{\"expiresAt\":0}", "{\"name\":123456789012345678901234567890}", "{\"type\":{}}",
                "{\"action\":true}", "{\"name\":\"A\",\"name\":\"B\"}", "{\"name\":\"A\"} {}", "[]", "", "{\"name\":NaN}")) {
            Reply refused = post(body);
            assertThat(refused.status()).as(body).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("malformed_json");
        }
        assertThat(post("{\"enabled\":\"true\"}").json().at("/errors/0/pointer").textValue()).isEqualTo("#/enabled");
    }

    private static long add(String name, String address) {
        Reply added = post("{\"name\":\"" + name + "\",\"address\":\"" + address + "\"}");
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        return added.json().get("id").longValue();
    }

    private static Reply post(String body) {
        return api.post("/entries", body);
    }

    private static List<String> names(Reply list) {
        return list.json().get("items").findValuesAsText("name");
    }
}
