package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.iprestriction.admin.page.Assets;
import org.junit.jupiter.api.Test;

/** States of the list that need an application of their own. */
class ListStatesTest {
    private static final String LIST = "/admin/ip-restriction";

    private static PlainBrowser add(PlainBrowser browser, String name, String address) {
        return browser.open(LIST + "/new").submit("ip-restriction", Map.of("name", name, "address", address));
    }

    @Test
    void an_empty_list_says_that_everything_is_blocked_and_offers_the_visitors_own_address() throws Exception {
        try (PagesServer server = PagesServer.start(Map.of("product-name", "Shop <API>"))) {
            PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz").answers(200).shows("Shop <API>",
                    "All API requests are blocked. The list is empty.", "No IP addresses yet",
                    "Add my current address (127.0.0.1)", "0 of 50 entries used.");
            browser.click("ip-restriction/new?type=ip&address=127.0.0.1").submit("ip-restriction", Map.of("name",
                    "My computer")).answers(303).follow()
                    .shows("My computer is saved.", "No entry is active. The first one takes effect at ",
                    "This computer, 127.0.0.1", "Not yet allowed. My computer takes effect at ");
        }
    }

    @Test
    void a_full_list_explains_why_and_keeps_what_was_typed() throws Exception {
        try (PagesServer server = PagesServer.start(Map.of("max-entries", "1"))) {
            PlainBrowser late = PlainBrowser.signedIn(server, "m.demir").open(LIST + "/new");
            PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");
            add(browser, "First", "203.0.113.1").answers(303).follow().shows("The list is full: 1 of 1 entry");
            assertThat(browser.html())
                    .contains("id=\"add\" href=\"#limit\" aria-disabled=\"true\" aria-describedby=\"limit\"");
            browser.open(LIST + "/new").answers(200).showsNot("New entry");
            late.submit("ip-restriction", Map.of("name", "Second", "address", "203.0.113.2")).answers(409)
                    .shows("The list is full: 1 of 1 entr", "New entry");
            assertThat(late.form("ip-restriction").fields()).containsEntry("name", "Second");
        }
    }

    @Test
    void with_no_activation_a_change_takes_effect_at_once_and_undo_is_too_late() throws Exception {
        try (PagesServer server = PagesServer.start(Map.of("activation", "PT0S"))) {
            PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");
            add(browser, "At once", "203.0.113.1").answers(303).follow().shows("At once is saved.",
                    "Changes take effect at once.");
            String id = browser.html().replaceFirst("(?s).*id=\"n(\\d+)\".*", "$1");
            String token = browser.form("/sign-out").fields().get("csrf");
            browser.post(server.uri(LIST + "/" + id + "/undo"), Map.of("csrf", token, "nonce", "n"),
                    Map.of("Sec-Fetch-Site", "same-origin"))
                    .answers(303).follow().shows("Too late to undo. The change took effect at ",
                    "Edit the entry to reverse it.");
        }
    }

    @Test
    void a_delayed_entry_names_the_servers_that_have_not_applied_it() throws Exception {
        try (PagesServer server = PagesServer.start(Map.of("activation", "PT0S"))) {
            execute(server, "insert into ipr_node (id, node_name, loaded_revision, loaded_token, started_at, signed_on_at, last_seen_at,"
                    + " clock_offset_ms, problem, signed_off) values ('2', 'web-2', 0, '', 0, 0, " + System.currentTimeMillis()
                    + ", 0, 'The disk is full.', 0)");
            PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");
            add(browser, "Late", "203.0.113.1").answers(303).follow().shows("Late is saved.");
            Instant deadline = Instant.now().plusSeconds(30);
            while (!browser.open(LIST).html().contains("Delayed")) { // each question is a round trip, which is pause enough
                assertThat(Instant.now()).as(browser.html()).isBefore(deadline);
            }
            browser.shows("web-2 has not applied this yet: The disk is full.");
        }
    }

    @Test
    void a_database_that_does_not_answer_leaves_the_list_readable_and_keeps_what_was_typed() throws Exception {
        try (PagesServer server = PagesServer.start(Map.of())) {
            PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");
            add(browser, "Still here", "203.0.113.1").answers(303).follow();
            browser.open(LIST + "/new");
            execute(server, "alter table ipr_state rename to ipr_state_gone");
            browser.submit("ip-restriction", Map.of("name", "Too early", "address", "203.0.113.2")).answers(503)
                    .shows("Not saved: the table ipr_state is missing");
            assertThat(browser.form("ip-restriction").fields()).containsEntry("name", "Too early");
            browser.open(LIST).answers(200).shows("The list cannot be changed right now", "Still here", "Revision ")
                    .showsNot("Undo");
            assertThat(browser.html()).contains("role=\"alert\"").doesNotContain("icon trash", "id=\"add\"");
            execute(server, "alter table ipr_state_gone rename to ipr_state");
            browser.open(LIST).answers(200).showsNot("The list cannot be changed").shows("Undo");
        }
    }

    @Test
    void a_row_that_cannot_be_read_is_told_on_the_page_and_no_markup_comes_out_of_it() throws Exception {
        try (PagesServer server = PagesServer.start(Map.of())) {
            PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");
            add(browser, "Tampered", "203.0.113.1").answers(303);
            execute(server, "update ipr_entry_version set notation = '<script>alert(1)</script>'");
            browser.open(LIST).answers(200).shows("cannot be read: ", "All API requests are blocked.", "1 of 50 entries used.");
            assertThat(browser.html()).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script>alert");
        }
    }

    @Test
    void everything_works_under_another_context_path() throws Exception {
        try (PagesServer server = PagesServer.start("/demo", Map.of())) {
            PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");
            assertThat(browser.path()).isEqualTo("/demo" + LIST);
            add(browser, "Elsewhere", "203.0.113.1").answers(303).follow().answers(200).shows("Elsewhere is saved.");
            assertThat(browser.html()).doesNotContain("=\"/");
            browser.click("ip-restriction/assets/" + Assets.CSS).answers(200);
        }
    }

    private static void execute(PagesServer server, String sql) throws SQLException {
        try (Connection connection = server.database().getConnection()) {
            connection.createStatement().execute(sql);
        }
    }
}
