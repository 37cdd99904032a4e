package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.iprestriction.admin.ApiClient.Reply;
import org.iprestriction.example.launcher.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list replaced as a whole over HTTP, on the real application with its database. */
class ApiReplaceTest {
    @TempDir
    static Path data;
    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(data, "/", Map.of("max-entries", "5"));
        api = new ApiClient(server, "admin");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_list_is_replaced_in_one_step() {
        add("Keep", "192.0.2.1");
        add("Change", "192.0.2.2");
        add("Remove", "192.0.2.3");
        String etag = api.get("/entries").header("ETag");
        String wanted = "{\"items\":[{\"name\":\"Keep\",\"address\":\"192.0.2.1\"},{\"name\":\"Change\",\"address\":\"192.0.2.9\"},"
                + "{\"name\":\"Add\",\"address\":\"192.0.2.4\"}]}";
        Reply dry = api.with("If-Match", etag).put("/entries?dryRun=true", wanted);
        assertThat(dry.status()).isEqualTo(200);
        assertThat(api.get("/entries").header("ETag")).isEqualTo(etag);
        Reply done = api.with("If-Match", etag).put("/entries", wanted);
        for (Reply reply : List.of(dry, done)) {
            assertThat(List.of("added", "changed", "removed", "unchanged")).allSatisfy(
                    member -> assertThat(reply.json().get(member).intValue()).as(member).isEqualTo(1));
        }
        assertThat(names(api.get("/entries"))).containsExactly("Add", "Change", "Keep");
        assertThat(done.header("ETag")).isEqualTo(api.get("/entries").header("ETag"));

        Reply stale = api.with("If-Match", etag).put("/entries", wanted);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.header("ETag")).isEqualTo(done.header("ETag"));
        assertThat(api.put("/entries", wanted).status()).isEqualTo(428);
        assertThat(api.with("If-Match", "*").put("/entries", wanted).status()).isEqualTo(428);
        assertThat(api.with("If-Match", done.header("ETag")).put("/entries?dryrun=true", "{\"items\":[]}").code())
                .as("a misspelt dryRun must not empty the list").isEqualTo("bad_parameter");
        assertThat(names(api.get("/entries"))).hasSize(3);
    }

    @Test
    void a_replacement_names_the_item_that_is_wrong() {
        String etag = api.get("/entries").header("ETag");
        Reply refused = api.with("If-Match", etag).put("/entries", "{\"items\":[{\"name\":\"A\",\"address\":\"192.0.2.1\"},"
                + "{\"name\":\"B\",\"address\":\"10.0.0.5/8\"},{\"name\":\"\",\"address\":\"x\"}]}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().findValuesAsText("pointer")).containsExactly("#/items/1/address", "#/items/2/name", "#/items/2/address");
        assertThat(api.with("If-Match", etag).put("/entries", "{\"items\":[{\"id\":1,\"name\":\"A\",\"address\":\"192.0.2.1\"}]}")
                .json().at("/errors/0/pointer").textValue()).isEqualTo("#/items/0/id");
        for (String body : List.of("{}", "{\"items\":null}", "{\"items\":{}}", "{\"items\":[1]}", "{\"items\":[null]}", "[]")) {
            assertThat(api.with("If-Match", etag).put("/entries", body).code()).as(body).isEqualTo("malformed_json");
        }
        Reply twice = api.with("If-Match", etag).put("/entries", "{\"items\":[{\"name\":\"A\",\"address\":\"192.0.2.1\"},"
                + "{\"name\":\"a\",\"address\":\"192.0.2.2\"}]}");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.code()).isEqualTo("name.duplicate");
        assertThat(twice.json().at("/errors/0/pointer").textValue()).isEqualTo("#/items/1/name");
        assertThat(twice.json().at("/errors/0/sameAs").textValue()).isEqualTo("#/items/0/name");
        Reply past = api.with("If-Match", etag).put("/entries", "{\"items\":[{\"name\":\"A\",\"address\":\"192.0.2.1\"},"
                + "{\"name\":\"Guest\",\"address\":\"192.0.2.2\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}]}");
        assertThat(past.status()).isEqualTo(422);
        assertThat(past.json().at("/errors/0/pointer").textValue()).isEqualTo("#/items/1/expiresAt");
        assertThat(past.detail()).isEqualTo("“Guest”: That time is in the past. Choose a later one.");
        assertThat(api.get("/entries").header("ETag")).isEqualTo(etag);
    }

    @Test
    void a_replacement_names_every_pair_that_is_the_same() {
        Reply refused = replace("{\"name\":\"A\",\"address\":\"192.0.2.1\"}", "{\"name\":\"B\",\"address\":\"192.0.2.2\"}",
                "{\"name\":\"a\",\"address\":\"192.0.2.3\"}", "{\"name\":\"C\",\"address\":\"192.0.2.2\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("name.duplicate");
        assertThat(refused.detail()).isEqualTo("Two entries are named “a”. Enter a different name."
                + " “C” and “B” have the same addresses, 192.0.2.2. Leave one of them out.");
        assertThat(refused.json().findValuesAsText("pointer")).containsExactly("#/items/2/name", "#/items/3/address");
        assertThat(refused.json().findValuesAsText("sameAs")).containsExactly("#/items/0/name", "#/items/1/address");
    }

    @Test
    void of_very_many_pairs_the_first_are_named_and_the_others_counted() {
        String[] items = IntStream.range(0, 105).mapToObj(i -> "{\"name\":\"Same\",\"address\":\"10.0.0." + i + "\"}")
                .toArray(String[]::new);
        Reply refused = replace(items);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.detail()).endsWith(" And 85 more.").hasSizeLessThan(2_000);
        assertThat(refused.json().get("errors")).hasSize(100);
        assertThat(refused.json().get("limit").get("max").intValue()).as("the limit is told at the same time").isEqualTo(5);
    }

    private static Reply replace(String... items) {
        return api.with("If-Match", api.get("/entries").header("ETag"))
                .put("/entries", "{\"items\":[" + String.join(",", items) + "]}");
    }

    @Test
    void a_list_that_is_much_too_long_is_refused_before_it_is_read_to_its_end() {
        String etag = api.get("/entries").header("ETag");
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 5 + 100; i++) {
            items.append(i == 0 ? "" : ",").append("{\"name\":\"").append(i).append("\",\"address\":\"192.0.2.").append(i)
                    .append("\"}");
        }
        Reply all = api.with("If-Match", etag).put("/entries", "{\"items\":[" + items + "]}");
        assertThat(all.code()).isEqualTo("limit_reached");
        assertThat(all.detail()).startsWith("These are 105 entries.");
        Reply more = api.with("If-Match", etag).put("/entries", "{\"items\":[" + items + ",{} and no more JSON");
        assertThat(more.status()).isEqualTo(409);
        assertThat(more.code()).isEqualTo("limit_reached");
        assertThat(more.detail()).isEqualTo("These are more than 105 entries. The list holds 5 at most. Leave some out or combine "
                + "several into one range.");
        assertThat(more.json().at("/limit/max").intValue()).isEqualTo(5);
    }

    private static void add(String name, String address) {
        assertThat(api.post("/entries", "{\"name\":\"" + name + "\",\"address\":\"" + address + "\"}").status())
                .isEqualTo(201);
    }

    private static List<String> names(Reply list) {
        return list.json().get("items").findValuesAsText("name");
    }
}
