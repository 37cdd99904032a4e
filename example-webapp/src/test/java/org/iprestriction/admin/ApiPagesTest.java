package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.iprestriction.admin.ApiClient.Reply;
import org.iprestriction.example.launcher.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list of 1,200 entries, of which every hundredth is disabled, read page by page. */
class ApiPagesTest {
    private static final int ENTRIES = 1_200;

    @TempDir
    static Path data;
    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() throws Exception {
        server = ApiClient.unhurriedServer(data, Map.of("max-entries", "5000"));
        api = new ApiClient(server, "admin");
        assertThat(api.with("If-Match", "\"r0\"").put("/entries", IntStream.range(0, ENTRIES).mapToObj(i -> "{\"name\":\"" + name(i)
                + "\",\"address\":\"10.0." + i / 250 + "." + i % 250 + "\"" + (i % 100 == 0 ? ",\"enabled\":false}" : "}"))
                .collect(Collectors.joining(",", "{\"items\":[", "]}"))).status()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String name(int number) {
        return String.format("Entry %04d", number);
    }

    /** Returns the pages of a query, such as {@code limit=7&q=x}, from the first to the last. */
    private static List<Reply> pages(String query) {
        List<Reply> pages = new ArrayList<>();
        String next = "";
        while (next != null) {
            Reply page = api.get("/entries?" + query + (next.isEmpty() ? "" : (query.isEmpty() ? "" : "&") + "cursor=" + next));
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            pages.add(page);
            next = page.json().get("next").textValue();
        }
        return pages;
    }

    private static List<String> names(List<Reply> pages) {
        return pages.stream().flatMap(page -> page.json().get("items").findValuesAsText("name").stream()).toList();
    }

    private static List<Integer> sizes(List<Reply> pages) {
        return pages.stream().map(page -> page.json().get("items").size()).toList();
    }

    private static List<String> all() {
        return IntStream.range(0, ENTRIES).mapToObj(ApiPagesTest::name).toList();
    }

    @Test
    void a_program_that_follows_next_reads_every_entry_once() {
        assertThat(sizes(pages(""))).containsExactly(500, 500, 200);
        for (String limit : List.of("", "limit=37", "limit=400", "limit=499")) {
            assertThat(names(pages(limit))).as(limit).isEqualTo(all());
        }
        assertThat(names(List.of(api.get("/entries?limit=1")))).containsExactly(name(0));
    }

    @Test
    void every_page_tells_the_revision_the_limit_and_the_delay_of_the_whole_list() {
        List<Reply> pages = pages("limit=400");
        assertThat(sizes(pages)).as("the last page is exactly full, and none follows").containsExactly(400, 400, 400);
        assertThat(pages).allSatisfy(page -> {
            JsonNode json = page.json();
            assertThat(json.get("limit").toString()).isEqualTo("{\"max\":5000,\"used\":1200}");
            assertThat(json.get("activationDelay").textValue()).isEqualTo("PT5M");
            assertThat(page.header("ETag")).isEqualTo("\"r" + json.get("revision") + "\"");
        });
    }

    @Test
    void a_page_can_be_filtered() {
        assertThat(names(pages("status=disabled&limit=5"))).containsExactly(IntStream.range(0, 12).mapToObj(i -> name(i * 100))
                .toArray(String[]::new));
        assertThat(sizes(pages("status=disabled&limit=5"))).containsExactly(5, 5, 2);
        assertThat(sizes(pages("status=disabled&limit=6"))).containsExactly(6, 6);
        assertThat(names(pages("q=ENTRY+11&limit=30"))).isEqualTo(all().subList(1_100, 1_200));
        assertThat(names(pages("q=10.0.4.199"))).containsExactly(name(1_199));
        assertThat(names(pages("q=nothing"))).isEmpty();
    }

    @Test
    void entries_that_do_not_change_appear_once_although_others_come_and_go_between_two_pages() {
        Reply first = api.get("/entries?limit=300");
        Reply last = api.get("/entries?q=" + name(299).replace(" ", "+"));
        String id = last.json().at("/items/0/id").asText();
        assertThat(api.with("If-Match", "*").delete("/entries/" + id).status()).isEqualTo(204);
        String added = api.post("/entries", "{\"name\":\"Entry 0000 a\",\"address\":\"10.9.0.1\"}").json().get("id").asText();
        String behind = api.post("/entries", "{\"name\":\"Entry 0299 a\",\"address\":\"10.9.0.2\"}").json().get("id").asText();
        try {
            Reply second = api.get("/entries?limit=3&cursor=" + first.json().get("next").textValue());
            assertThat(second.json().get("items").findValuesAsText("name")).containsExactly("Entry 0299 a", name(300), name(301));
            assertThat(second.header("ETag")).as("the change shows").isNotEqualTo(first.header("ETag"));
        } finally {
            api.with("If-Match", "*").delete("/entries/" + added);
            api.with("If-Match", "*").delete("/entries/" + behind);
            assertThat(api.post("/entries", "{\"name\":\"" + name(299) + "\",\"address\":\"10.0.1.49\"}").status()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "01", "1.5", "many", "", "99999999999"})
    void a_limit_is_a_number_from_1_to_500(String limit) {
        Reply refused = api.get("/entries?limit=" + limit);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("bad_parameter");
        assertThat(refused.detail()).isEqualTo("The parameter “limit” is “" + limit + "”. Use a number from 1 to 500.");
    }

    private static String cursor(String content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_cursor_that_no_page_of_this_list_gave_is_refused() {
        String given = api.get("/entries").json().get("next").textValue();
        assertThat(api.get("/entries?cursor=" + cursor("name\ndefault\n7\nentry")).status()).as("the form of a cursor").isEqualTo(200);
        for (String bad : List.of("", "2", "next", "null", "%00", given + "=", given.substring(1), given + "A", given.toLowerCase(),
                cursor("name\nother\n7\nentry"), cursor("changed\ndefault\n7\n"), cursor("name\ndefault\n-7\nentry"),
                cursor("name\ndefault\n07\nentry"), cursor("name\ndefault\n9999999999999999999\nentry"), cursor("name\ndefault\n7"),
                cursor("name\ndefault\n7\nentry\u0000"), cursor("name\ndefault\n7\n" + "x".repeat(601)))) {
            Reply refused = api.get("/entries?cursor=" + bad);
            assertThat(refused.status()).as(bad).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("bad_parameter");
            assertThat(refused.detail()).contains("Use the member “next” of an earlier page as it is");
        }
        assertThat(api.get("/entries?limit=5&limit=5").code()).isEqualTo("bad_parameter");
        assertThat(api.get("/entries/1?limit=5").code()).isEqualTo("bad_parameter");
    }
}
