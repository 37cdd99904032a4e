package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.iprestriction.admin.ApiClient.Reply;
import org.iprestriction.admin.PagesServlet.Route;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.admin.api.ApiResources;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Listing;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two accounts on one server, each with administrators of its own. Every route of pages and API is tried by people of Acme with
 * whatever belongs to Globex: nothing of Globex is seen, and nothing of it is changed.
 */
class AccountsTest {
    private static final String PAGES = "/admin/ip-restriction";
    private static final Settings SETTINGS = Settings.of(Map.of());
    private static final AccountOfUser ACCOUNTS = new AccountOfUser();
    /** What nobody of Acme may read anywhere. */
    private static final String[] OF_GLOBEX = {"Globex", "globex", "198.51.100", "gus@"};

    private static final Map<String, PlainBrowser> BROWSERS = new HashMap<>();
    private static final Map<String, String> TOKENS = new HashMap<>();

    private static PagesServer server;
    private static Entry secret;
    private static String cursor;
    private static String tag;

    @BeforeAll
    static void start() throws Exception {
        AtomicLong nanos = new AtomicLong(); // two seconds pass for each change that is counted
        server = PagesServer.start("/", Map.of("list-from", AccountOfUser.LIST_FROM), ACCOUNTS,
                new ChangeRate(() -> nanos.addAndGet(2_000_000_000L)));
        secret = add("globex", "gus@globex", "Globex secret", "198.51.100.7");
        add("globex", "gus@globex", "Globex office", "198.51.100.128/25");
        cursor = new ApiClient(server, "gus@globex").get("/entries?limit=1").json().get("next").textValue();
        tag = "\"r" + server.store().revision("globex") + "\"";
        add("acme", "anna@acme", "Acme office", "203.0.113.0/24");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Entry add(String list, String who, String name, String address) {
        return server.store().add(list, EntrySpec.of(null, name, address, null, true, null, SETTINGS), new Author(who, null, null));
    }

    /** What would show that somebody has changed the list of Globex. */
    private static List<Object> globex() {
        Listing list = server.store().list("globex");
        return List.of(list.revision(), list.limit(), list.entries().stream()
                .map(entry -> List.of(entry.id(), entry.version(), entry.saved(), entry.deleted(), entry.changedBy())).toList());
    }

    static Stream<Arguments> pages() {
        List<Route> operators = List.of(PagesServlet.LIMIT, PagesServlet.ALL_LISTS);
        return Stream.of("anna@acme", "vera@acme").flatMap(user -> Stream.of("", "/lists/globex", "/lists/acme")
                .flatMap(base -> Stream.concat(PagesServlet.OF_A_LIST.stream(), operators.stream())
                        .map(route -> Arguments.of(user, base, route.path()))));
    }

    @ParameterizedTest(name = "{0} {1}{2}")
    @MethodSource("pages")
    void noPageShowsOrChangesTheListOfAnotherAccount(String user, String base, String path) {
        List<Object> before = globex();
        String to = PAGES + base + path.replace("#", Long.toString(secret.id()));
        PlainBrowser browser = BROWSERS.computeIfAbsent(user, name -> PlainBrowser.signedIn(server, name).answers(200));
        String token = TOKENS.computeIfAbsent(user, name -> token(browser, name.startsWith("vera") ? "/sign-out" : "ip-restriction"));
        for (String query : List.of("", "?q=Globex", "?check=198.51.100.7", "?at=" + secret.id() + "&id=" + secret.id(), "?after=globex")) {
            assertThat(browser.open(to + query).answer()).as(to + query).doesNotContain(query.contains("=Globex")
                    ? new String[] {"globex", "secret", "gus@", "198.51.100"} : query.contains("check") ? new String[] {"lobex", "gus@"}
                            : OF_GLOBEX);
        }
        browser.post(server.uri(to), Map.of("csrf", token, "nonce", UUID.randomUUID().toString(), "version",
                Long.toString(secret.version()), "type", "ip", "name", "Taken over", "address", "192.0.2.66", "limit", "1"),
                Map.of("Sec-Fetch-Site", "same-origin"));
        assertThat(browser.answer()).as(to).doesNotContain(OF_GLOBEX);
        if (!base.isEmpty() || path.startsWith("/li")) {
            assertThat(browser.status()).isEqualTo(404);
        }
        assertThat(browser.follow().answer()).doesNotContain(OF_GLOBEX);
        assertThat(globex()).isEqualTo(before);
    }

    /** On a busy machine, the database may not answer in time, and the list is then shown without forms. */
    private static String token(PlainBrowser browser, String form) {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!browser.open(PAGES + "/new").html().matches("(?s).*method=\"post\" action=\"[^\"]*" + form + "\".*")) {
            assertThat(Instant.now()).as(browser.html()).isBefore(deadline);
        }
        return browser.form(form).fields().get("csrf");
    }

    /** Nobody can find out which lists there are. */
    @Test
    void whatIsForOperatorsIsLikeAPathThatDoesNotExist() {
        PlainBrowser browser = PlainBrowser.signedIn(server, "anna@acme");
        String missing = browser.open(PAGES + "/nothing/x").answers(404).answer();
        for (String path : List.of("/lists/globex", "/lists/acme", "/lists/no-such-list", "/lists/~Z2xvYmV4", "/lists/..globex")) {
            assertThat(browser.open(PAGES + path).answers(404).answer()).isEqualTo(missing);
        }
        assertThat(browser.open(PAGES + "/lists").answers(404).answer()).isEqualTo(browser.open(PAGES + "/nothing").answer());
        ApiClient api = new ApiClient(server, "anna@acme");
        Reply nothing = api.get("/nothing");
        for (String path : List.of("/lists", "/lists/globex", "/lists/acme/entries", "/lists/globex/entries/" + secret.id(), "/lists/none")) {
            for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
                Reply reply = api.send(method, path, "application/json", method.equals("GET") ? null : "{}");
                assertThat(reply.status()).as(method + " " + path).isEqualTo(404);
                assertThat(reply.text()).isEqualTo(method.equals("HEAD") ? "" : nothing.text());
            }
        }
    }

    static Stream<Arguments> resources() {
        return Stream.of("anna@acme", "vera@acme").flatMap(user -> Stream.concat(
                ApiResources.all().entrySet().stream().map(resource -> Map.entry(resource.getKey().replace("*", "globex"), resource.getValue())),
                ApiResources.ofAList().entrySet().stream().map(resource -> Map.entry("/lists/globex" + resource.getKey(), resource.getValue())))
                .flatMap(resource -> resource.getValue().stream().map(method -> Arguments.of(user, method, resource.getKey()))));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("resources")
    void noResourceShowsOrChangesTheListOfAnotherAccount(String user, String method, String path) {
        List<Object> before = globex();
        String to = path.replace("#", Long.toString(secret.id()));
        String entry = "{\"name\":\"Taken over\",\"address\":\"192.0.2.77\"}";
        String patch = path.endsWith("globex") ? "{\"limit\":{\"max\":1}}" : "{\"enabled\":false}";
        for (String query : List.of("", "?cursor=" + cursor, "?q=secret", "?address=198.51.100.7", "?effective=now", "?dryRun=true")) {
            for (String match : query.isEmpty() ? List.of("*", tag, "\"" + secret.version() + "\"") : List.of(tag)) {
                ApiClient api = new ApiClient(server, user, "If-Match", match, "Idempotency-Key", "key-of-gus");
                Reply reply = api.send(method, to + query, method.equals("PATCH") ? "application/merge-patch+json" : "application/json",
                        switch (method) {
                            case "GET", "HEAD", "DELETE" -> null;
                            case "PATCH" -> patch;
                            case "PUT" -> path.endsWith("/entries") ? "{\"items\":[]}" : entry;
                            default -> path.endsWith("/undo") ? "{}" : entry;
                        });
                assertThat(reply.text()).as(to + query).doesNotContain(query.contains("address") ? new String[] {"lobex", "gus@"} : OF_GLOBEX);
                assertThat(reply.status()).as(reply.text()).isNotEqualTo(500);
                if (to.startsWith("/lists")) {
                    assertThat(reply.status()).isEqualTo(404);
                } else if (to.startsWith("/entries/")) {
                    assertThat(reply.status()).isGreaterThanOrEqualTo(400);
                }
            }
        }
        assertThat(globex()).isEqualTo(before);
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        assertThat(new ApiClient(server, "anna@acme").get("/entries?cursor=" + cursor).code()).isEqualTo("bad_parameter");
        assertThat(new ApiClient(server, "gus@globex").get("/entries?cursor=" + cursor).status()).isEqualTo(200);
    }

    @Test
    void aChangeToAnotherListNeitherChangesATagNorCausesAConflict() {
        ApiClient anna = new ApiClient(server, "anna@acme");
        String mine = anna.get("/entries").header("ETag");
        long revision = anna.get("/entries").json().get("revision").longValue();
        add("globex", "gus@globex", "Globex later", "198.51.100.9");
        assertThat(anna.get("/entries").header("ETag")).isEqualTo(mine);
        Reply replaced = anna.with("If-Match", mine).put("/entries", "{\"items\":[{\"name\":\"Acme office\",\"address\":\"203.0.113.0/25\"}]}");
        assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);
        assertThat(replaced.json().get("revision").longValue()).isGreaterThan(revision);
    }

    @Test
    void twoAccountsMayUseTheSameNamesAndAddresses() {
        ApiClient anna = new ApiClient(server, "anna@acme");
        assertThat(anna.post("/entries", "{\"name\":\"Globex secret\",\"address\":\"198.51.100.7\"}").status()).isEqualTo(201);
        long own = anna.get("/entries?q=Globex").json().at("/items/0/id").longValue();
        assertThat(own).isNotEqualTo(secret.id());
        assertThat(anna.with("If-Match", "*").delete("/entries/" + own).status()).isEqualTo(204);
    }

    @Test
    void statusAndNodesTellAnAccountOnlyAboutItsOwnList() {
        ApiClient anna = new ApiClient(server, "anna@acme");
        server.notice("The list globex was restored from a backup.");
        Reply status = anna.get("/status");
        while (!status.json().get("store").textValue().equals("up")) { // a busy machine does not answer in time
            status = anna.get("/status");
        }
        assertThat(status.json().get("notices")).isEmpty();
        assertThat(status.json().get("filters")).isEmpty();
        assertThat(status.json().get("lists").findValuesAsText("list")).isSubsetOf("acme");
        assertThat(status.json().get("scope").textValue()).startsWith("Only what concerns the list of this user is shown.");
        long own = server.store().revision("acme");
        assertThat(status.json().get("revisionSaved").longValue()).isEqualTo(own);
        assertThat(status.json().at("/node/loadedRevision").longValue()).isLessThanOrEqualTo(own);
        assertThat(status.json().at("/node/rulesInForce").isNull()).isTrue();
        assertThat(anna.get("/nodes").json().get("revision").longValue()).isEqualTo(own);
        PlainBrowser browser = PlainBrowser.signedIn(server, "anna@acme");
        browser.open(PAGES).showsNot("restored");
        PlainBrowser.signedIn(server, "otto@acme").open(PAGES).shows("The list globex was restored from a backup.");
        assertThat(new ApiClient(server, "otto@acme").get("/status").json().get("notices")).hasSize(1);
        server.notice("");
    }

    @Test
    void aFormIsForTheAccountThatItWasOpenedFor() {
        PlainBrowser browser = PlainBrowser.signedIn(server, "a.yilmaz");
        ACCOUNTS.set("a.yilmaz", "initech");
        browser.open(PAGES + "/new").answers(200);
        ACCOUNTS.set("a.yilmaz", "umbrella");
        browser.submit("ip-restriction", Map.of("name", "Lab", "address", "192.0.2.1")).answers(403)
                .shows("Not saved yet. You were signed out, or your account changed, while this form was open.");
        assertThat(server.store().list("umbrella").entries()).isEmpty();
        browser.submit("ip-restriction").answers(303).follow().shows("Lab is saved.");
        assertThat(server.store().list("umbrella").entries()).extracting(Entry::name).containsExactly("Lab");
        assertThat(server.store().list("initech").entries()).isEmpty();
    }

    @Test
    void aMessageAboutOneListIsNotShownOnAnother() {
        PlainBrowser browser = PlainBrowser.signedIn(server, "m.demir");
        ACCOUNTS.set("m.demir", "stark");
        browser.open(PAGES + "/new").submit("ip-restriction", Map.of("name", "Tower", "address", "192.0.2.1")).answers(303);
        ACCOUNTS.set("m.demir", "wayne");
        browser.open(PAGES).answers(200).showsNot("Tower");
        ACCOUNTS.set("m.demir", "stark");
        browser.open(PAGES).shows("Tower is saved.");
    }

    @Test
    void aSessionIsNeededForThePagesAndAPasswordForTheApi() {
        PlainBrowser nobody = new PlainBrowser(server);
        assertThat(nobody.open(PAGES + "/lists/globex").status()).isEqualTo(303);
        assertThat(nobody.header("Location")).contains("sign-in?to=%2Flists%2Fglobex");
        nobody.send(HttpRequest.newBuilder(server.uri(PAGES + "/lists/globex/state"))).answers(401);
    }
}
