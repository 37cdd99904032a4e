package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.iprestriction.admin.ApiClient.Reply;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.admin.http.ListId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lists of all accounts in the API, for operators. Each test has lists of its own. */
class ApiListsTest {
    private static PagesServer server;
    private final ApiClient olga = new ApiClient(server, "olga");
    private final ApiClient otto = new ApiClient(server, "otto@acme");

    @BeforeAll
    static void start() throws Exception {
        AtomicLong nanos = new AtomicLong();
        server = PagesServer.start("/", Map.of("list-from", AccountOfUser.LIST_FROM), new AccountOfUser(),
                new ChangeRate(() -> nanos.addAndGet(2_000_000_000L)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String entry(String name, String address) {
        return "{\"name\":\"" + name + "\",\"address\":\"" + address + "\"}";
    }

    @Test
    void aListIsThereInShortAndWithItsEntries() {
        Reply added = olga.post("/lists/short/entries", entry("Office", "203.0.113.1"));
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.header("Location")).isEqualTo("entries/" + added.json().get("id"));
        Reply list = olga.get("/lists/short");
        assertThat(list.json().get("id").textValue()).isEqualTo("short");
        assertThat(list.json().get("name").textValue()).isEqualTo("short");
        assertThat(list.json().get("used").intValue()).isEqualTo(1);
        assertThat(list.json().at("/limit/max").intValue()).isEqualTo(50);
        assertThat(list.json().get("changedBy").textValue()).isEqualTo("olga");
        assertThat(list.json().get("changedAt")).isEqualTo(added.json().get("changedAt"));
        assertThat(list.header("ETag")).isEqualTo("\"r" + list.json().get("revision") + "\"")
                .isEqualTo(olga.get("/lists/short/entries").header("ETag"));
        assertThat(olga.get("/lists?q=SHORT").json().get("items")).containsExactly(list.json());
        assertThat(olga.get("/lists/short/check?address=203.0.113.1").json().get("reason").textValue()).isEqualTo("pending");
        assertThat(olga.get("/lists/other/check?address=203.0.113.1").json().get("reason").textValue()).isEqualTo("no_match");
        assertThat(olga.post("/lists/short/validate", entry("Office", "192.0.2.1")).json().at("/notes/0/code").textValue())
                .isEqualTo("name.duplicate");
    }

    @Test
    void aListThatDoesNotExistIsEmpty() {
        Reply none = olga.get("/lists/none");
        assertThat(none.text()).isEqualTo("{\"id\":\"none\",\"name\":\"none\",\"used\":0,\"limit\":{\"max\":50,\"own\":false},\"revision\":0,\"changedAt\":null,"
                + "\"changedBy\":null}");
        assertThat(none.header("ETag")).isEqualTo("\"r0\"");
        assertThat(olga.get("/lists/none/entries").json().get("items")).isEmpty();
        assertThat(olga.get("/lists?q=none").json().get("items")).isEmpty();
    }

    @Test
    void tagsAndIdempotencyAreThoseOfTheList() {
        ApiClient once = olga.with("Idempotency-Key", "same-for-both");
        Reply first = once.post("/lists/tags-a/entries", entry("Office", "203.0.113.1"));
        assertThat(once.post("/lists/tags-a/entries", entry("Office", "203.0.113.1")).json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(once.post("/lists/tags-a/entries", entry("Office", "203.0.113.2")).code()).isEqualTo("idempotency_mismatch");
        assertThat(olga.get("/lists/tags-b/entries").json().get("items")).isEmpty();
        Reply other = once.post("/lists/tags-b/entries", entry("Office", "203.0.113.1"));
        assertThat(other.status()).as("a key says nothing of another list").isEqualTo(201);
        assertThat(other.json().get("id")).isNotEqualTo(first.json().get("id"));
        String tag = olga.get("/lists/tags-a/entries").header("ETag");
        assertThat(olga.with("If-Match", tag).put("/lists/tags-b/entries", "{\"items\":[]}").status()).isEqualTo(412);
        assertThat(olga.with("If-Match", tag).put("/lists/tags-a/entries", "{\"items\":[]}").status()).isEqualTo(200);
        String path = "/lists/tags-b/entries/" + first.json().get("id");
        assertThat(olga.get(path).status()).as("an entry of another list").isEqualTo(404);
        assertThat(olga.with("If-Match", "*").delete(path).status()).isEqualTo(404);
        assertThat(olga.post(path + "/undo", "{}").status()).isEqualTo(404);
    }

    @Test
    void effectiveNowNeedsTheEmergencyRoleInAddition() {
        assertThat(olga.post("/lists/now/entries?effective=now", entry("Attack", "198.51.100.66")).code()).isEqualTo("forbidden");
        Reply now = otto.post("/lists/now/entries?effective=now", entry("Attack", "198.51.100.66"));
        assertThat(now.status()).isEqualTo(201);
        assertThat(now.json().get("effectiveAt").isNull()).isTrue();
    }

    @Test
    void aLimitIsSetAndRemoved() {
        olga.post("/lists/limited/entries", entry("Office", "203.0.113.1"));
        Reply set = olga.patch("/lists/limited", "{\"limit\":{\"max\":1}}");
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.json().get("limit").toString()).isEqualTo("{\"max\":1,\"own\":true}");
        assertThat(set.json().get("changedBy").textValue()).isEqualTo("olga");
        Reply full = olga.post("/lists/limited/entries", entry("Branch", "203.0.113.2"));
        assertThat(full.code()).isEqualTo("limit_reached");
        assertThat(full.json().get("limit").toString()).isEqualTo("{\"max\":1,\"used\":1}");
        assertThat(olga.get("/lists/limited/entries").json().get("limit").toString()).isEqualTo("{\"max\":1,\"used\":1}");
        assertThat(olga.post("/lists/other-limit/entries", entry("Branch", "203.0.113.2")).status()).isEqualTo(201);
        assertThat(olga.patch("/lists/limited", "{}").json().at("/limit/max").intValue()).isEqualTo(1);
        assertThat(olga.patch("/lists/limited", "{\"limit\":{}}").json().at("/limit/max").intValue()).isEqualTo(1);
        assertThat(olga.patch("/lists/limited", "{\"limit\":null}").json().at("/limit/max").intValue()).isEqualTo(50);
        olga.patch("/lists/limited", "{\"limit\":{\"max\":3}}");
        assertThat(olga.patch("/lists/limited", "{\"limit\":{\"max\":null}}").json().at("/limit/max").intValue()).isEqualTo(50);
        assertThat(new ApiClient(server, "anna@acme").patch("/lists/acme", "{\"limit\":null}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"limit":{"max":0}}            | 422 | validation
        {"limit":{"max":1000001}}      | 422 | validation
        {"limit":{"max":1.5}}          | 422 | validation
        {"limit":{"max":1e2}}          | 422 | validation
        {"limit":{"max":"5"}}          | 400 | malformed_json
        {"limit":5}                    | 400 | malformed_json
        {"limit":{"min":5}}            | 422 | unknown_member
        {"name":"x"}                   | 422 | unknown_member
        []                             | 400 | malformed_json
        """)
    void whatIsNoLimitIsRefused(String body, int status, String code) {
        Reply refused = olga.patch("/lists/refused", body);
        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(server.store().limit("refused")).isEqualTo(50);
    }

    @Test
    void theListsArePagedByName() {
        for (int i = 10; i < 25; i++) {
            olga.post("/lists/paged-" + i + "/entries", entry("Office", "203.0.113.1"));
        }
        List<String> names = new ArrayList<>();
        JsonNode page = olga.get("/lists?q=paged&limit=4").json();
        while (true) {
            names.addAll(page.get("items").findValuesAsText("name"));
            if (page.get("next").isNull()) {
                break;
            }
            page = olga.get("/lists?q=paged&limit=4&cursor=" + page.get("next").textValue()).json();
        }
        assertThat(names).hasSize(15).isSorted().doesNotHaveDuplicates().startsWith("paged-10").endsWith("paged-24");
        String ofEntries = olga.post("/lists/paged-10/entries", entry("Branch", "203.0.113.2")).status() == 201
                ? olga.get("/lists/paged-10/entries?limit=1").json().get("next").textValue() : null;
        for (String cursor : List.of("x", "", "bGlzdHMK", ofEntries)) {
            assertThat(olga.get("/lists?cursor=" + cursor).code()).as(cursor).isEqualTo("bad_parameter");
        }
        assertThat(olga.get("/lists?limit=501").code()).isEqualTo("bad_parameter");
        assertThat(olga.get("/lists?status=all").code()).isEqualTo("bad_parameter");
        assertThat(olga.post("/lists", "{}").code()).isEqualTo("method");
    }

    @Test
    void namesOfAllKindsHaveAnId() {
        for (String name : List.of("a/b", "..", ".", "100%", "%2e%2e", "x".repeat(100), "語".repeat(100), "شركة", "\"'&<>", "<script>", "~a", "a;b",
                "a\\b", "a?b#c")) {
            String path = "/lists/" + ListId.of(name);
            Reply added = olga.post(path + "/entries", entry("Office", "203.0.113.1"));
            assertThat(added.status()).as(name).isEqualTo(201);
            assertThat(olga.get(path).json().get("name").textValue()).isEqualTo(name);
            assertThat(olga.get(path).json().get("id").textValue()).isEqualTo(ListId.of(name));
            assertThat(olga.with("If-Match", "*").delete(path + "/entries/" + added.json().get("id")).status()).as(name).isEqualTo(204);
        }
        for (String id : List.of("~YWNtZQ", "~Li4=", "~", "a%20b", "~Li5", "*")) {
            assertThat(olga.get("/lists/" + id).code()).as(id).isEqualTo("not_found");
        }
    }
}
