package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.iprestriction.admin.ApiClient.Reply;
import org.iprestriction.example.launcher.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What protects a list from two writers, from repetitions and from too much; each test begins with an empty list. */
class ApiConflictsTest {
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
    void a_missing_or_different_etag_changes_nothing_and_accuses_nobody() {
        Reply added = post("{\"name\":\"Office\",\"address\":\"192.0.2.1\"}");
        String path = "/entries/" + added.json().get("id");
        String body = "{\"name\":\"Shop\",\"address\":\"192.0.2.2\"}";
        for (Reply missing : List.of(api.put(path, body), api.patch(path, "{\"enabled\":false}"), api.delete(path),
                api.with("If-Match", "*").put(path, body), api.with("If-Match", "*").patch(path, "{\"enabled\":false}"))) {
            assertThat(missing.status()).isEqualTo(428);
            assertThat(missing.code()).isEqualTo("if_match_required");
        }
        for (String tag : List.of("\"99\"", "W/\"99-gzip\"", "\"r1\"", "\"98\", \"99\"", "\"0\"", "\"x\"")) {
            for (Reply stale : List.of(api.with("If-Match", tag).put(path, body),
                    api.with("If-Match", tag).patch(path, "{\"enabled\":false}"), api.with("If-Match", tag).delete(path))) {
                assertThat(stale.status()).as(tag).isEqualTo(412);
                assertThat(stale.code()).isEqualTo("conflict");
                assertThat(stale.detail()).as(tag).isEqualTo("The version that you started from does not exist. This entry is now at"
                        + " version 1. Read it again.");
                assertThat(stale.json().get("current")).isEqualTo(added.json());
                assertThat(stale.header("ETag")).isEqualTo(added.header("ETag"));
            }
        }
        assertThat(api.with("If-Match", "7").put(path, body).code()).isEqualTo("bad_parameter");
        assertThat(api.get(path).json()).isEqualTo(added.json());
        assertThat(api.with("If-Match", "\"99\", " + added.header("ETag")).put(path, body).status()).isEqualTo(200);
    }

    @Test
    void a_tag_that_a_proxy_weakened_or_marked_still_works_until_somebody_changes_the_entry() {
        Reply added = post("{\"name\":\"Office\",\"address\":\"192.0.2.1\"}");
        String path = "/entries/" + added.json().get("id");
        int version = 1;
        for (String shape : List.of("W/\"%d\"", "\"%d-gzip\"", "\"%d;gzip\"", "W/\"%d-gzip\"", "\"%d-br\"", "\"%d--gzip\"")) {
            String tag = shape.formatted(version);
            Reply done = api.with("If-Match", tag).put(path, "{\"name\":\"Office " + version + "\",\"address\":\"192.0.2.1\"}");
            assertThat(done.status()).as(tag).isEqualTo(200);
            for (Reply stale : List.of(api.with("If-Match", tag).put(path, "{\"name\":\"Late\",\"address\":\"192.0.2.1\"}"),
                    api.with("If-Match", tag).patch(path, "{\"enabled\":false}"), api.with("If-Match", tag).delete(path))) {
                assertThat(stale.status()).as(tag).isEqualTo(412);
                assertThat(stale.detail()).startsWith("admin changed this entry at ");
                assertThat(stale.json().get("current")).isEqualTo(done.json());
            }
            version++;
        }
        assertThat(api.with("If-Match", "W/\"" + version + "-gzip\"").patch(path, "{\"enabled\":false}").status()).isEqualTo(200);
        assertThat(api.with("If-Match", "W/\"" + (version + 1) + "\"").delete(path).status()).isIn(202, 204);
    }

    @Test
    void the_lists_tag_may_be_weakened_too_and_a_conflict_tells_only_what_happened() {
        long revision = api.get("/entries").json().get("revision").longValue();
        assertThat(api.with("If-Match", "W/\"r" + revision + "-gzip\"").put("/entries", "{\"items\":[]}").status()).isEqualTo(200);
        add("Since", "192.0.2.1");
        Reply stale = api.with("If-Match", "\"r" + revision + ";gzip\"").put("/entries", "{\"items\":[]}");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.detail()).isEqualTo("Something was saved since revision " + revision + ". The list is now at revision "
                + (revision + 1) + ". Read it again.");
        for (String tag : List.of("\"r999999\"", "\"1\"", "\"x\"")) {
            Reply unknown = api.with("If-Match", tag).put("/entries", "{\"items\":[]}");
            assertThat(unknown.status()).as(tag).isEqualTo(412);
            assertThat(unknown.detail()).isEqualTo("If-Match names no revision of this list, which is now at revision "
                    + (revision + 1) + ". Read it again.");
        }
    }

    @Test
    void of_two_puts_at_the_same_time_one_conflicts() throws Exception {
        Reply added = post("{\"name\":\"Office\",\"address\":\"192.0.2.1\"}");
        String path = "/entries/" + added.json().get("id");
        ExecutorService two = Executors.newFixedThreadPool(2);
        List<Future<Reply>> puts = two.invokeAll(List.of(
                () -> api.with("If-Match", added.header("ETag")).put(path, "{\"name\":\"Office\",\"address\":\"192.0.2.2\"}"),
                () -> api.with("If-Match", added.header("ETag")).put(path, "{\"name\":\"Office\",\"address\":\"192.0.2.3\"}")));
        two.shutdown();
        Stream<Integer> statuses = Stream.of(puts.get(0).get().status(), puts.get(1).get().status());
        assertThat(statuses).containsExactlyInAnyOrder(200, 412);
    }

    @Test
    void a_request_key_makes_a_repetition_harmless() {
        ApiClient keyed = api.with("Idempotency-Key", "8d7e5c1a-key");
        Reply first = keyed.post("/entries", "{\"name\":\"Office\",\"address\":\"192.0.2.1\"}");
        Reply again = keyed.post("/entries", "{\"address\":\"192.0.2.1\",\"name\":\"Office\"}");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(api.get("/entries").json().get("items")).hasSize(1);
        Reply other = keyed.post("/entries", "{\"name\":\"Shop\",\"address\":\"192.0.2.2\"}");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency_mismatch");
        assertThat(api.with("Idempotency-Key", "two words").post("/entries", "{}").code()).isEqualTo("validation");
        assertThat(api.with("Idempotency-Key", "two words").post("/entries", "{\"name\":\"A\",\"address\":\"192.0.2.7\"}").code())
                .isEqualTo("bad_parameter");
        assertThat(api.with("Idempotency-Key", "x".repeat(201)).post("/entries", "{\"name\":\"A\",\"address\":\"192.0.2.7\"}").code())
                .isEqualTo("bad_parameter");
    }

    @Test
    void a_name_or_range_that_is_taken_is_a_409_that_names_the_entry() {
        long id = add("Istanbul office", "192.0.2.0/24");
        Reply name = post("{\"name\":\"ISTANBUL OFFICE\",\"address\":\"10.0.0.1\"}");
        assertThat(name.status()).isEqualTo(409);
        assertThat(name.code()).isEqualTo("name.duplicate");
        assertThat(name.json().get("entry").longValue()).isEqualTo(id);
        Reply range = post("{\"name\":\"Other\",\"address\":\"192.0.2.0-255\"}");
        assertThat(range.status()).isEqualTo(409);
        assertThat(range.code()).isEqualTo("address.duplicate");
        assertThat(range.json().get("entry").longValue()).isEqualTo(id);
        assertThat(range.json().at("/errors/0/pointer").textValue()).isEqualTo("#/address");
    }

    @Test
    void a_full_list_is_a_409_that_tells_the_limit() {
        IntStream.rangeClosed(1, 5).forEach(i -> add("Entry " + i, "192.0.2." + i));
        Reply sixth = post("{\"name\":\"Entry 6\",\"address\":\"192.0.2.6\"}");
        assertThat(sixth.status()).isEqualTo(409);
        assertThat(sixth.code()).isEqualTo("limit_reached");
        assertThat(sixth.json().get("limit").toString()).isEqualTo("{\"max\":5,\"used\":5}");
        assertThat(sixth.detail()).contains("5 of 5 entries are used");
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
