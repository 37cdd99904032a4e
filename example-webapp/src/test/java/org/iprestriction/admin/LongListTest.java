package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.EntryFilter;
import org.iprestriction.entry.EntryOrder;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.jpa.EntryStore;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a list with 1,200 temporary entries that have been in force for long, of which every second is disabled. */
class LongListTest {
    private static final String LIST = "/admin/ip-restriction";
    private static final Settings SETTINGS = Settings.of(Map.of("ip-restriction.max-entries", "5000"));
    private static final Instant END = Instant.parse("2126-10-09T18:00:00Z");
    private static final Author MARY = new Author("mary", null, null);

    private static PagesServer server;

    @BeforeAll
    static void start() throws Exception {
        server = PagesServer.start(Map.of("max-entries", "5000"));
        server.store().replace("default", IntStream.rangeClosed(1, 1_200).mapToObj(i -> EntrySpec.of(null, name(i),
                "10.0." + i / 250 + "." + i % 250, null, i % 2 == 0, END, SETTINGS)).toList(), EntryStore.ANY, false, MARY);
        execute("update ipr_entry_version set begins_at = 1");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = server.database().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String name(int number) {
        return String.format("Entry %04d", number);
    }

    private static long id(int number) {
        return server.store().page("default", new EntryFilter(name(number), EntryFilter.Group.ALL), EntryOrder.BY_NAME, null, 1)
                .entries().get(0).id();
    }

    private static List<String> names(PlainBrowser page) {
        return Pattern.compile("<a id=\"n\\d+\"[^>]*><bdi>(.*?)</bdi>").matcher(page.html()).results().map(r -> r.group(1)).toList();
    }

    private static List<String> names(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(LongListTest::name).toList();
    }

    /** Returns the target of the link Previous or Next, or null. */
    private static String link(PlainBrowser page, String text) {
        return Pattern.compile("href=\"([^\"]*)\">" + text + "</a>").matcher(page.html()).results().map((MatchResult r) -> r.group(1)
                .replace("&amp;", "&")).findFirst().orElse(null);
    }

    @Test
    void the_list_is_shown_two_hundred_by_two_hundred_and_every_page_can_be_reloaded() {
        PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz").shows("1–200 of 1,200", "All 1,200", "Disabled 600",
                "1,200 of 5,000 entries used");
        assertThat(link(browser, "Previous")).isNull();
        for (int page = 1; page <= 6; page++) {
            assertThat(names(browser)).isEqualTo(names(page * 200 - 199, page * 200));
            assertThat(names(browser.click("ip-restriction" + (page == 1 ? "" : "?page=" + page)))).as("reloaded")
                    .isEqualTo(names(page * 200 - 199, page * 200));
            String next = link(browser, "Next");
            assertThat(next == null).isEqualTo(page == 6);
            if (page < 6) {
                browser.click(next);
            }
        }
        browser.shows("1,001–1,200 of 1,200", "All 1,200");
        assertThat(names(browser.click(link(browser, "Previous")))).isEqualTo(names(801, 1_000));
    }

    @Test
    void filter_and_order_hold_on_every_page() {
        PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");
        browser.open(LIST + "?status=disabled&sort=name&dir=desc").shows("1–200 of 600", "All 1,200", "Disabled 600");
        browser.click(link(browser, "Next")).click(link(browser, "Next")).shows("401–600 of 600");
        assertThat(names(browser)).hasSize(200).startsWith(name(399)).endsWith(name(1));
        browser.open(LIST + "?q=entry+10&page=3").showsNot("of 100 ");
        assertThat(names(browser)).as("up to 500 that match are one page").isEqualTo(names(1_000, 1_099));
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=0", "page=-1", "page=two", "page=1.5", "page=", "at=0", "at=x", "at=999999999", "page=99999999999999999999",
        "page=1&page=2"})
    void an_unknown_page_is_the_first(String query) {
        PlainBrowser browser = PlainBrowser.signedIn(server, "viewer").open(LIST + "?" + query).answers(200);
        assertThat(names(browser)).isEqualTo(names(1, 200));
    }

    @Test
    void a_page_behind_the_last_is_the_last() {
        assertThat(names(PlainBrowser.signedIn(server, "viewer").open(LIST + "?page=7"))).isEqualTo(names(1_001, 1_200));
        assertThat(names(PlainBrowser.signedIn(server, "viewer").open(LIST + "?page=999999999999"))).isEqualTo(names(1_001, 1_200));
    }

    @Test
    void an_entry_is_saved_undone_deleted_and_left_on_the_page_where_it_is() {
        PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");
        long id = id(1_111);
        browser.open(LIST + "/" + id).answers(200).shows("1,001–1,200 of 1,200");
        assertThat(browser.html()).as("Cancel").contains("href=\"../ip-restriction?at=" + id + "#n" + id + "\"");
        browser.submit("/" + id, Map.of("address", "10.9.9.9")).answers(303);
        assertThat(browser.header("Location")).isEqualTo("../ip-restriction?at=" + id + "#flash");
        browser.follow().shows("Entry 1111 is saved.", "1,001–1,200 of 1,200");
        assertThat(browser.html()).containsPattern("id=\"e" + id + "\" class=\"fresh\"");
        browser.submit("/" + id + "/undo").follow().shows("Undone.", "1,001–1,200 of 1,200");
        browser.click("ip-restriction/" + id + "/delete").answers(200).shows("Delete Entry 1111?", "1,001–1,200 of 1,200");
        assertThat(browser.html()).as("Cancel").contains("href=\"../../ip-restriction?at=" + id + "#d" + id + "\"");
        browser.click("../" + id).submit("/" + id).answers(303);
        assertThat(browser.header("Location")).as("nothing was changed").isEqualTo("../ip-restriction?at=" + id + "#n" + id);
        browser.open(LIST + "/new").submit("ip-restriction", Map.of("name", "Entry 0700 a", "address", "10.9.9.8")).follow()
                .shows("Entry 0700 a is saved.", "601–800 of 1,201");
        browser.submit("/undo").follow().shows("Entry 0700 a was not added.", "1–200 of 1,200");
    }

    @Test
    void a_dialog_and_a_list_that_cannot_be_read_are_no_larger_than_a_page() throws Exception {
        PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");
        int list = browser.open(LIST).html().length();
        assertThat(list).isLessThan(600_000);
        assertThat(browser.open(LIST + "/new").html().length()).isLessThan(list + 20_000);
        execute("alter table ipr_state rename to ipr_state_gone");
        browser.open(LIST + "?page=3").answers(200).shows("The list cannot be changed right now", "401–600 of 1,200").showsNot("Undo");
        assertThat(browser.html().length()).isLessThan(list);
        execute("alter table ipr_state_gone rename to ipr_state");
    }

    @Test
    void what_the_script_asks_fits_into_a_url_however_many_entries_wait() {
        PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");
        String version = browser.html().replaceFirst("(?s).*data-version=\"([^\"]*)\".*", "$1");
        assertThat(version.length()).isLessThan(100);
        browser.open(LIST + "/state?seen=" + version).answers(200);
        assertThat(browser.html()).contains("\"version\":\"" + version + "\"");
    }
}
