package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.admin.http.ListId;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators do with the lists of all accounts, over plain HTTP and without script. */
class OperatorPagesTest {
    private static final String PAGES = "/admin/ip-restriction";
    private static final String LISTS = PAGES + "/lists";
    private static final Settings SETTINGS = Settings.of(Map.of());
    private static final Author ANNA = new Author("anna@acme", null, null);

    private PagesServer server;
    private PlainBrowser olga;

    @BeforeEach
    void start() throws Exception {
        AtomicLong nanos = new AtomicLong();
        server = PagesServer.start("/", Map.of("list-from", AccountOfUser.LIST_FROM), new AccountOfUser(),
                new ChangeRate(() -> nanos.addAndGet(2_000_000_000L)));
        olga = PlainBrowser.signedIn(server, "olga");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Entry add(String list, String name, String address) {
        return server.store().add(list, EntrySpec.of(null, name, address, null, true, null, SETTINGS), ANNA);
    }

    @Test
    void anOperatorLandsOnTheListsAndWorksOnEachAsItsAdministratorsDo() {
        olga.shows("No lists yet", "A list appears here once somebody has added an entry to it or set its limit.");
        Entry office = add("acme", "Office", "203.0.113.1");
        olga.open(LISTS).answers(200).shows("acme", "1 of 50", "Today ", "anna@acme");
        assertThat(olga.title()).isEqualTo("Lists – IP Restriction – Settings");
        olga.click("../ip-restriction/lists/acme").answers(200).shows("Office", "1 of 50 entries used");
        assertThat(olga.html()).contains("<h1><bdi>acme</bdi></h1>", "<li><a href=\"../../ip-restriction/lists\">Lists</a></li>"
                + "<li aria-current=\"page\"><bdi>acme</bdi></li>");
        assertThat(olga.title()).isEqualTo("acme – IP Restriction – Settings");
        olga.click("../../ip-restriction/lists/acme/new").answers(200).submit("lists/acme", Map.of("name", "Branch", "address", "203.0.113.2"))
                .answers(303).follow().shows("Branch is saved.", "Office");
        assertThat(olga.path()).isEqualTo(LISTS + "/acme");
        olga.submit("/undo").follow().shows("Undone. Branch was not added.");
        olga.open(LISTS + "/acme/" + office.id()).submit("/" + office.id(), Map.of("name", "Head office")).follow().shows("Head office is saved.");
        olga.open(LISTS + "/acme/" + office.id() + "/delete").shows("Delete Head office?").submit("/delete").follow()
                .shows("Head office is deleted.");
        olga.open(LISTS + "/acme/" + office.id()).answers(404).shows("This entry no longer exists",
                "olga deleted Head office (203.0.113.1) in the list “acme” on ");
        olga.open(LISTS + "/acme/nothing").answers(404).shows("Page not found");
    }

    @Test
    void anEntryOfAnotherListIsNotFoundBelowThisOne() {
        long id = add("acme", "Office", "203.0.113.1").id();
        olga.open(LISTS + "/globex/" + id).answers(404);
        String token = olga.open(LISTS + "/globex/new").form("lists/globex").fields().get("csrf");
        olga.post(server.uri(LISTS + "/globex/" + id + "/delete"), Map.of("csrf", token, "nonce", "1"), Map.of("Sec-Fetch-Site", "same-origin"))
                .answers(404);
        assertThat(server.store().list("acme").entries()).hasSize(1);
    }

    @Test
    void aListThatDoesNotExistYetIsEmptyAndTheFirstEntryCreatesIt() {
        olga.open(LISTS + "?q=Initech").answers(200).shows("No list’s name contains “Initech”");
        add("acme", "Office", "203.0.113.1");
        olga.open(LISTS + "?q=Initech").shows("No list’s name contains “Initech”", "Open the list “Initech”", "Clear search");
        olga.click("../ip-restriction/lists/Initech").answers(200).shows("No IP addresses yet", "0 of 50 entries used.");
        olga.click("../../ip-restriction/lists/Initech/new").submit("lists/Initech", Map.of("name", "Lab", "address", "192.0.2.1")).follow()
                .shows("Lab is saved.");
        olga.open(LISTS).shows("Initech", "1 of 50", "olga");
    }

    @Test
    void anOperatorWithAListOfTheirOwnSeesBothTabs() {
        PlainBrowser otto = PlainBrowser.signedIn(server, "otto@acme").answers(200);
        assertThat(otto.path()).isEqualTo(PAGES);
        assertThat(otto.html()).contains("<a href=\"ip-restriction\" aria-current=\"page\">IP list</a><a href=\"ip-restriction/lists\">Lists</a>");
        otto.open(LISTS + "/globex");
        assertThat(otto.html()).contains("<a href=\"../../ip-restriction\">IP list</a><a href=\"../../ip-restriction/lists\" aria-current=\"true\">Lists</a>");
        assertThat(PlainBrowser.signedIn(server, "anna@acme").html()).contains(">IP list</a></nav>").doesNotContain("ip-restriction/lists");
    }

    @Test
    void listsAreSearchedByNameAndPagedBothWays() {
        for (int i = 100; i < 220; i++) {
            add("customer-" + i, "Office", "203.0.113.1");
        }
        olga.open(LISTS).shows("customer-100", "customer-149", "Next").showsNot("customer-150", "Previous");
        olga.click(next()).shows("customer-150", "customer-199", "Previous").showsNot("customer-149");
        olga.click(next()).shows("customer-200", "customer-219").showsNot("Next");
        olga.click(link("prev")).shows("customer-150", "customer-199").showsNot("customer-200");
        olga.click(link("prev")).shows("customer-100").showsNot("Previous");
        olga.open(LISTS + "?q=MER-11").shows("customer-110", "customer-119").showsNot("customer-120", "customer-100", "Next");
        olga.open(LISTS + "?q=%3Cscript%3Ealert(1)%3C/script%3E").shows("No list’s name contains “<script>alert(1)</script>”");
        assertThat(olga.html()).doesNotContain("<script>alert");
    }

    private String next() {
        return link("next");
    }

    private String link(String rel) {
        return olga.html().replaceFirst("(?s).*rel=\"" + rel + "\" href=\"([^\"]*)\".*", "$1").replace("&amp;", "&");
    }

    @Test
    void aListGetsALimitOfItsOwnAndTheStandardOneAgain() {
        add("acme", "Office", "203.0.113.1");
        add("acme", "Branch", "203.0.113.2");
        olga.open(LISTS + "?q=acme").click("../ip-restriction/lists/acme/limit?q=acme").answers(200)
                .shows("Maximum number of entries", "From 1 to 1,000,000, or empty for the standard limit of 50. 2 entries are used.", "Use the standard limit (50)");
        assertThat(olga.title()).isEqualTo("Limit of acme – IP Restriction – Settings");
        assertThat(olga.form("limit?q=acme").fields()).containsEntry("limit", "");
        olga.submit("limit?q=acme", Map.of("limit", "2")).answers(303);
        assertThat(olga.header("Location")).isEqualTo("../../../ip-restriction/lists?q=acme#flash");
        olga.follow().shows("The limit of “acme” is saved. The list may have 2 entries.", "2 of 2");
        olga.open(LISTS + "/acme").shows("The list is full: 2 of 2 entries are used.");
        PlainBrowser.signedIn(server, "anna@acme").shows("The list is full: 2 of 2 entries are used.");
        olga.open(LISTS + "/acme/limit").submit("/limit", Map.of("standard", "1")).follow()
                .shows("The limit of “acme” is saved. The list may have 50 entries, the standard limit.", "2 of 50");
        assertThat(server.store().limit("acme")).isEqualTo(50);
        olga.open(LISTS + "/acme/limit").submit("/limit").follow().shows("The list may have 50 entries, the standard limit."); // unchanged
        assertThat(server.store().summary("acme").ownLimit()).isFalse();
        olga.open(LISTS).showsNot("is saved.");
    }

    @Test
    void aLimitThatIsNoneIsExplainedAndNothingIsChanged() {
        for (String typed : List.of("0", "-1", "1,000", "1e3", "1000001", "ten", "٣", "9999999999999999999")) {
            olga.open(LISTS + "/acme/limit").submit("/limit", Map.of("limit", typed)).answers(422)
                    .shows("Error: Enter a whole number from 1 to 1,000,000, such as 100.");
            assertThat(olga.form("/limit").fields()).containsEntry("limit", typed);
            assertThat(olga.title()).startsWith("Error: Limit of acme");
        }
        olga.open(LISTS + "/acme/limit").submit("/limit", Map.of("limit", "7", "csrf", "wrong")).answers(403).shows("Not saved yet.");
        assertThat(server.store().limit("acme")).isEqualTo(50);
        olga.submit("/limit").answers(303);
        assertThat(server.store().limit("acme")).isEqualTo(7);
    }

    @Test
    void namesOfAllKindsWorkInEveryLink() {
        for (String name : List.of("a/b", "..", ".", "a/../b", "100%", "%2e%2e", "a%2Fb", "x".repeat(100), "語".repeat(100), "株式会社", "شركة",
                "\"'&<>", "<script>alert(1)</script>", "~acme", "a b", "a;b", "a\\b", "a?b#c", "7", "new", "lists", "limit", "a+b", "-", "a..")) {
            String id = ListId.of(name);
            String base = LISTS + "/" + id;
            olga.open(base + "/new").answers(200).submit("/" + id, Map.of("name", "Office", "address", "192.0.2.1")).answers(303).follow()
                    .answers(200).shows("Office is saved.");
            assertThat(olga.path()).as(name).isEqualTo(base);
            long entry = server.store().list(name).entries().get(0).id();
            olga.open(base + "/" + entry).answers(200).submit("/" + entry, Map.of("name", "Head office")).follow().shows("Head office is saved.");
            olga.open(base + "/" + entry + "/delete").answers(200).submit("/delete").answers(303).follow();
            assertThat(server.store().list(name).entries()).as(name).isEmpty();
            olga.open(base + "/limit").answers(200).submit("/limit", Map.of("limit", "9")).answers(303);
            assertThat(server.store().limit(name)).as(name).isEqualTo(9);
            olga.open(LISTS + "?q=" + java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8)).answers(200).shows(name, "0 of 9");
            assertThat(olga.html()).contains("ip-restriction/lists/" + id + "\"").doesNotContain("<script>alert");
        }
        for (String id : List.of("~YWNtZQ", "~Li4=", "~", "%2e%2e%2e", "~Li5", "a%20b", "*")) {
            assertThat(olga.open(LISTS + "/" + id).status()).as(id).isIn(400, 404);
        }
    }

    /** What was typed comes back on the page of the same list. */
    @Test
    void aFormThatArrivesSignedOutIsKeptForTheListItWasMadeFor() {
        PlainBrowser late = PlainBrowser.signedIn(server, "olga");
        late.open(LISTS + "/a~b").answers(404);
        String id = ListId.of("a/b");
        late.open(LISTS + "/" + id + "/new").answers(200);
        PlainBrowser out = PlainBrowser.signedIn(server, "olga");
        out.open(LISTS + "/" + id + "/new");
        Map<String, String> typed = Map.of("name", "Typed", "address", "192.0.2.1", "type", "ip", "nonce", UUID.randomUUID().toString());
        out.submit("/sign-out").follow();
        out.post(server.uri(LISTS + "/" + id), typed, Map.of("Sec-Fetch-Site", "same-origin")).answers(403)
                .shows("What you typed is kept");
        out.submit("/sign-in", Map.of("user", "olga", "password", PagesServer.PASSWORD)).answers(303).follow().answers(200)
                .shows("Not saved yet.");
        assertThat(out.path()).isEqualTo(LISTS + "/" + id + "/new");
        out.submit("/" + id).answers(303).follow().shows("Typed is saved.");
        assertThat(server.store().list("a/b").entries()).hasSize(1);
    }

    @Test
    void whileTheDatabaseIsDownTheListsCannotBeShownAndALimitIsKeptInItsField() throws Exception {
        add("acme", "Office", "203.0.113.1");
        olga.open(LISTS + "/acme/limit");
        execute("alter table ipr_state rename to ipr_state_gone");
        olga.submit("/limit", Map.of("limit", "77")).answers(503).shows("Not saved: the table ipr_state is missing");
        assertThat(olga.form("/limit").fields()).containsEntry("limit", "77");
        olga.open(LISTS).answers(200).shows("The lists cannot be shown right now. The table ipr_state is missing", "Try again");
        assertThat(olga.html()).contains("role=\"alert\"");
        olga.open(LISTS + "/acme/limit").answers(200).shows("The lists cannot be shown");
        execute("alter table ipr_state_gone rename to ipr_state");
        olga.open(LISTS).shows("acme", "1 of 50");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.database().getConnection()) {
            connection.createStatement().execute(sql);
        }
    }

    @Test
    void aSearchThatLooksLikeARouteAndAnOddMethodAreRefusedKindly() {
        olga.post(server.uri(LISTS), Map.of(), Map.of("Sec-Fetch-Site", "same-origin")).answers(405);
        assertThat(olga.header("Allow")).isEqualTo("GET, HEAD");
        olga.open(LISTS + "/").answers(404);
        olga.open(LISTS + "?after=..&trail=%2E%2E,,zz/&q=").answers(200);
    }
}
