package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an administrator does with a list, over plain HTTP and without script. Each test has entries of its own. */
class EntryFlowsTest {
    private static final String LIST = "/admin/ip-restriction";
    private static PagesServer server;
    private final PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");

    @BeforeAll
    static void start() throws Exception {
        server = PagesServer.start(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private PlainBrowser add(PlainBrowser who, String type, String name, String address) {
        return who.open(LIST + "/new").answers(200)
                .submit("ip-restriction", Map.of("type", type, "name", name, "address", address));
    }

    private String id(String name) {
        browser.open(LIST);
        int link = browser.html().indexOf("<bdi>" + name + "</bdi></a>");
        String before = browser.html().substring(0, link);
        return before.substring(before.lastIndexOf("id=\"n") + 5).replaceFirst("\".*", "");
    }

    @Test
    void adds_an_address_and_says_when_it_takes_effect() {
        add(browser, "ip", "Adds one", "203.0.113.10").answers(303);
        assertThat(browser.header("Location")).isEqualTo("ip-restriction#flash");
        browser.follow().shows("Adds one is saved. It will take effect automatically in 5 minutes, at ", "Pending",
                "Takes effect at ");
        browser.open(LIST).showsNot("Adds one is saved.");
    }

    @Test
    void adds_a_range_and_shows_what_it_means() {
        add(browser, "range", "Adds range", "10.1.0.10 - 10.1.10.20").follow()
                .shows("10.1.0.10 – 10.1.10.20 · 2,571 addresses", "10.1.0.10 - 10.1.10.20");
    }

    @Test
    void a_refused_form_keeps_what_was_typed_and_a_correction_fills_the_field_without_saving() {
        add(browser, "range", "Corrects", "10.2.10.5/24").answers(422).shows(
                "10.2.10.5/24 is not the start of a network. Use 10.2.10.0/24 for the whole network, or 10.2.10.5 for one address.",
                "Use 10.2.10.0/24 (256 addresses)", "Use 10.2.10.5 (one address)");
        assertThat(browser.title()).startsWith("Error: Add – IP Restriction");
        assertThat(browser.html()).containsPattern("id=\"address\"[^>]* aria-invalid=\"true\"[^>]* autofocus");
        assertThat(browser.form("ip-restriction").fields()).containsEntry("name", "Corrects").containsEntry("address",
                "10.2.10.5/24");
        browser.submit("ip-restriction", Map.of("use", "10.2.10.5")).answers(200).showsNot("is not the start");
        assertThat(browser.form("ip-restriction").fields()).containsEntry("type", "ip").containsEntry("address",
                "10.2.10.5");
        browser.submit("ip-restriction").answers(303).follow().shows("Corrects is saved.");
    }

    @Test
    void all_wrong_fields_are_told_together() {
        browser.open(LIST + "/new").submit("ip-restriction", Map.of("name", " ", "address", "x.example", "expires",
                "at", "expiresAt", "soon"))
                .answers(422).shows("Enter a name, for example “Istanbul office”.", "“x.example” is a host name.",
                        "Enter the date and time like 2026-10-09 18:00.");
    }

    @Test
    void the_name_and_the_range_of_another_entry_are_refused_with_a_link_to_it() {
        add(browser, "range", "Taken", "10.3.0.0/24").answers(303);
        String id = id("Taken");
        add(browser, "range", "TAKEN", "10.3.1.0/24").answers(422)
                .shows("Another entry is named “Taken”. Enter a different name.");
        add(browser, "range", "Twin", "10.3.0.0/255.255.255.0").answers(422)
                .shows("This is already in the list as “Taken”. Edit that entry instead.");
        assertThat(browser.html()).contains("<a href=\"ip-restriction/" + id + "\"><bdi>Taken</bdi></a>”. Edit");
    }

    @Test
    void the_same_form_sent_twice_makes_one_entry_and_gives_the_first_answer() {
        browser.open(LIST + "/new");
        Map<String, String> form = new HashMap<>(browser.form("ip-restriction").fields());
        form.putAll(Map.of("name", "Once", "address", "203.0.113.30"));
        for (int i = 0; i < 2; i++) {
            browser.post(server.uri(LIST), form, Map.of("Sec-Fetch-Site", "same-origin")).answers(303).follow()
                    .shows("Once is saved.");
        }
        assertThat(browser.html().split(">Once</bdi></a></th>", -1)).hasSize(2);
        form.put("address", "203.0.113.31");
        browser.post(server.uri(LIST), form, Map.of("Sec-Fetch-Site", "same-origin")).answers(422)
                .shows("This form was sent once already, with other values.");
        browser.submit("ip-restriction", Map.of("name", "Once more")).answers(303);
    }

    @Test
    void an_edit_replaces_what_is_pending_and_an_edit_without_change_says_nothing() {
        add(browser, "ip", "Edited", "203.0.113.40").answers(303);
        String id = id("Edited");
        browser.open(LIST + "/" + id).answers(200).shows("Changed today ");
        assertThat(browser.title()).isEqualTo("Edit Edited – IP Restriction – Settings");
        browser.submit("/" + id).answers(303);
        assertThat(browser.header("Location")).isEqualTo("../ip-restriction#n" + id);
        browser.follow().showsNot("is saved.");
        browser.open(LIST + "/" + id).submit("/" + id, Map.of("address", "203.0.113.41")).answers(303).follow()
                .shows("Edited is saved. The change will take effect automatically in 5 minutes, at ");
        browser.open(LIST + "/" + id).submit("/" + id, Map.of("name", "Renamed")).answers(303).follow();
        assertThat(browser.text()).contains("Renamed is saved.").doesNotContain("Renamed is saved. The change");
    }

    @Test
    void an_end_is_kept_to_the_millisecond_when_the_form_is_saved_again() {
        browser.open(LIST + "/new").submit("ip-restriction", Map.of("name", "Ends", "address", "203.0.113.45",
                "expires", "P7D")).answers(303)
                .follow().shows("Temporary, until ");
        String id = id("Ends");
        browser.open(LIST + "/" + id);
        assertThat(browser.form("/" + id).fields()).containsEntry("expires", "at");
        browser.submit("/" + id);
        assertThat(browser.header("Location")).endsWith("#n" + id);
    }

    @Test
    void a_conflict_shows_both_versions_and_either_can_be_kept() {
        add(browser, "range", "Contested", "10.4.0.0/24").answers(303);
        String id = id("Contested");
        PlainBrowser other = PlainBrowser.signedIn(server, "m.demir");
        browser.open(LIST + "/" + id);
        other.open(LIST + "/" + id).submit("/" + id, Map.of("address", "10.4.0.0/25")).answers(303);
        browser.submit("/" + id, Map.of("address", "10.4.0.0/23")).answers(409)
                .shows("Someone else changed this entry", "m.demir saved a different version at ", "10.4.0.0/25",
                "10.4.0.0/23", "Keep theirs");
        browser.submit("/" + id).answers(303).follow().shows("Contested is saved.", "10.4.0.0/23");
    }

    @Test
    void a_conflict_names_only_changes_that_were_made() {
        add(browser, "range", "Own doing", "10.6.0.0/24").answers(303);
        String id = id("Own doing");
        browser.open(LIST + "/" + id);
        PlainBrowser otherTab = PlainBrowser.signedIn(server, "a.yilmaz");
        otherTab.open(LIST + "/" + id).submit("/" + id, Map.of("address", "10.6.0.0/25")).answers(303);
        browser.submit("/" + id, Map.of("address", "10.6.0.0/23")).answers(409)
                .shows("You changed this entry").showsNot("Someone else");
        browser.open(LIST + "/" + id).submit("/" + id, Map.of("address", "10.6.0.0/22", "version", "99")).answers(409)
                .shows("This is not what is saved", "yours began with none that was ever saved").showsNot("changed this entry");
        browser.open(LIST + "/" + id + "/delete").submit("/delete", Map.of("version", "99")).answers(409)
                .shows("The version that you started from does not exist").showsNot("changed this entry");
    }

    @Test
    void saving_what_somebody_else_saved_already_is_no_conflict() {
        add(browser, "range", "Agreed", "10.5.0.0/24").answers(303);
        String id = id("Agreed");
        PlainBrowser other = PlainBrowser.signedIn(server, "m.demir").open(LIST + "/" + id);
        browser.open(LIST + "/" + id).submit("/" + id, Map.of("address", "10.5.0.0/25")).answers(303);
        other.submit("/" + id, Map.of("address", "10.5.0.0/25")).answers(303);
    }

    @Test
    void a_deletion_asks_first_and_can_be_undone() {
        add(browser, "ip", "Deleted", "203.0.113.50").answers(303);
        String id = id("Deleted");
        browser.open(LIST + "/" + id + "/delete").answers(200).shows("Delete Deleted?",
                "It is not in use. You can add it again at any time.");
        browser.submit("/delete").answers(303).follow().shows("Deleted is deleted. It had not taken effect.");
        browser.open(LIST + "/" + id).answers(404).shows("This entry no longer exists",
                "a.yilmaz deleted Deleted (203.0.113.50) on ");
    }

    @Test
    void an_addition_can_be_undone_from_its_row() {
        add(browser, "ip", "Undone one", "203.0.113.55").answers(303);
        String id = id("Undone one");
        browser.submit("/" + id + "/undo").answers(303).follow().shows("Undone. Undone one was not added.");
        browser.open(LIST + "/" + id).answers(404);
    }

    @Test
    void an_entry_that_somebody_deleted_can_be_added_again_with_what_was_typed() {
        add(browser, "ip", "Vanishes", "203.0.113.60").answers(303);
        String id = id("Vanishes");
        PlainBrowser other = PlainBrowser.signedIn(server, "m.demir").open(LIST + "/" + id);
        browser.open(LIST + "/" + id + "/delete").submit("/delete").answers(303);
        other.submit("/" + id, Map.of("address", "203.0.113.61")).answers(404).shows("This entry no longer exists",
                "Add it again");
        other.click("../ip-restriction/new?type=ip&address=203.0.113.61&name=Vanishes").answers(200);
        assertThat(other.form("ip-restriction").fields()).containsEntry("name", "Vanishes").containsEntry("address",
                "203.0.113.61");
    }

    @Test
    void entries_can_be_disabled_and_enabled_with_one_button() {
        add(browser, "ip", "Switched", "203.0.113.65").answers(303);
        String id = id("Switched");
        PlainBrowser.Form undo = browser.form("/" + id + "/undo");
        Map<String, String> fields = new HashMap<>(undo.fields());
        fields.remove("version"); // whatever state it has
        browser.post(server.uri(LIST + "/" + id + "/disable"), fields, Map.of("Sec-Fetch-Site", "same-origin"))
                .answers(303).follow()
                .shows("Switched is disabled.", "Disabled");
        fields.put("nonce", "another");
        browser.post(server.uri(LIST + "/" + id + "/enable"), fields, Map.of("Sec-Fetch-Site", "same-origin"))
                .answers(303).follow()
                .shows("Switched is enabled. It will take effect automatically in 5 minutes");
    }

    @Test
    void the_check_answers_on_the_page_and_can_be_linked() {
        browser.open(LIST + "?check=198.51.100.200").answers(200)
                .shows("Blocked. No active entry contains 198.51.100.200. Add this address");
        browser.click("ip-restriction/new?type=ip&address=198.51.100.200").answers(200);
        assertThat(browser.form("ip-restriction").fields()).containsEntry("address", "198.51.100.200");
    }

    @Test
    void the_preview_explains_what_is_typed() {
        browser.open(LIST + "/preview?type=range&address=192.168.0.10+-+192.168.10.20").answers(200);
        assertThat(browser.header("Content-Type")).startsWith("application/json");
        assertThat(browser.html()).contains("\"ok\":true", "192.168.0.10 – 192.168.10.20 · 2,571 addresses",
                "Private network.");
        browser.open(LIST + "/preview?type=range&address=192.168.0.").answers(200);
        assertThat(browser.html()).contains("\"ok\":false");
    }

    @Test
    void the_state_names_the_version_the_page_carries() {
        browser.open(LIST);
        String version = browser.html().replaceFirst("(?s).*data-version=\"([^\"]*)\".*", "$1");
        browser.open(LIST + "/state?seen=" + version).answers(200);
        assertThat(browser.html()).contains("\"version\":\"" + version.replaceFirst("\\..*", ""), "\"message\":");
    }
}
