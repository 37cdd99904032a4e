package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iprestriction.admin.ApiClient.Reply;
import org.iprestriction.entry.Entry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Users for whom the application names no list, or something that is none. */
class NoAccountTest {
    private static final String PAGES = "/admin/ip-restriction";
    private static final AccountOfUser ACCOUNTS = new AccountOfUser();
    private static PagesServer server;

    @BeforeAll
    static void start() throws Exception {
        server = PagesServer.start("/", Map.of("list-from", AccountOfUser.LIST_FROM), ACCOUNTS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> whatIsNoName() {
        return Stream.of(Arguments.of(null, "is not set"), Arguments.of(42, "is not text"), Arguments.of(List.of("acme"), "is not text"),
                Arguments.of(new StringBuilder("acme"), "is not text"), Arguments.of("", "is not the name of a list"),
                Arguments.of(" acme", "is not the name of a list"), Arguments.of("a\nb", "is not the name of a list"),
                Arguments.of("a\u202Eb", "is not the name of a list"), Arguments.of("x".repeat(10_000), "is not the name of a list"),
                Arguments.of("x".repeat(101), "is not the name of a list"), Arguments.of("\uD800", "is not the name of a list"));
    }

    @ParameterizedTest
    @MethodSource("whatIsNoName")
    void somebodyWithoutAnAccountIsToldSoAndSeesNothing(Object attribute, String why) {
        if (attribute != null) {
            ACCOUNTS.set("nora", attribute);
        }
        PlainBrowser browser = PlainBrowser.signedIn(server, "nora").answers(403).shows("This user belongs to no account",
                "the application does not say which one is for nora. Nothing was changed. Ask the operator of the application",
                "For the operator: The request attribute “tenant” " + why + ". It has to be the name of a list: 1 to 100 characters")
                .showsNot("Go to the IP list", "xxxx");
        assertThat(browser.open(PAGES + "/new").answers(403).html()).hasSizeLessThan(10_000);
        browser.open(PAGES + "/state").answers(403);
        browser.post(server.uri(PAGES), Map.of("name", "A", "address", "192.0.2.1"), Map.of("Sec-Fetch-Site", "same-origin")).answers(403);
        ApiClient nora = new ApiClient(server, "nora");
        for (String path : List.of("/entries", "/entries/1", "/check?address=192.0.2.1", "/status", "/nodes")) {
            Reply refused = nora.get(path);
            assertThat(refused.status()).as(path).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("no_list");
            assertThat(refused.detail()).startsWith("This user belongs to no account, so there is no list for them. Nothing was done.")
                    .contains("The request attribute “tenant” " + why).doesNotContain("xxxx");
        }
        assertThat(nora.post("/entries", "{\"name\":\"A\",\"address\":\"192.0.2.1\"}").code()).isEqualTo("no_list");
        assertThat(nora.post("/validate", "{\"address\":\"192.0.2.1\"}").code()).isEqualTo("no_list");
        browser.open(PAGES + "/nothing").answers(404);
        browser.submit("/sign-out").follow().shows("Sign in");
    }

    @Test
    void somebodyWithoutARoleIsRefusedBeforeAnythingIsSaidAboutAccounts() {
        Reply refused = new ApiClient(server, "stranger").get("/entries");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("forbidden");
    }

    @Test
    void anOperatorWithoutAnAccountSeesTheListsInstead() {
        PlainBrowser browser = PlainBrowser.signedIn(server, "olga").answers(200);
        assertThat(browser.path()).isEqualTo(PAGES + "/lists");
        assertThat(browser.html()).doesNotContain(">IP list</a>");
        browser.open(PAGES + "/new").answers(403).shows("This user belongs to no account", "Go to the lists");
        ApiClient olga = new ApiClient(server, "olga");
        assertThat(olga.get("/entries").code()).isEqualTo("no_list");
        Reply status = olga.get("/status");
        assertThat(status.status()).isEqualTo(200);
        assertThat(status.json().get("store").textValue()).isEqualTo("up");
        assertThat(status.json().get("revisionSaved").isNull()).isTrue();
        assertThat(status.json().at("/nodes/total").intValue()).isGreaterThanOrEqualTo(0);
        assertThat(status.json().get("filters")).isNotEmpty();
        assertThat(olga.get("/nodes").json().get("revision").isNull()).isTrue();
    }

    /** Names an account before anybody has signed in to the API, and forgets it when the filter is left. */
    private static final class Eager extends HttpFilter {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            request.setAttribute("tenant", "initech");
            try {
                chain.doFilter(request, response);
            } finally {
                request.removeAttribute("tenant");
            }
        }
    }

    /** The body arrives later, in a dispatch in which such a filter does not take part. */
    @Test
    void theAccountIsThatOfTheBeginningOfARequest() throws Exception {
        try (PagesServer eager = PagesServer.start("/", Map.of("list-from", AccountOfUser.LIST_FROM), new Eager())) {
            PlainBrowser.signedIn(eager, "nora").open(PAGES + "/new")
                    .submit("ip-restriction", Map.of("name", "By form", "address", "192.0.2.1")).answers(303);
            assertThat(new ApiClient(eager, "nora").post("/entries", "{\"name\":\"By API\",\"address\":\"192.0.2.2\"}").status()).isEqualTo(201);
            assertThat(eager.store().list("initech").entries()).extracting(Entry::name).containsExactly("By API", "By form");
        }
    }

    @Test
    void theNameOfTheUserMayBeTheNameOfTheList() throws Exception {
        try (PagesServer byUser = PagesServer.start(Map.of("list-from", "principal"))) {
            assertThat(new ApiClient(byUser, "anna@acme").post("/entries", "{\"name\":\"A\",\"address\":\"192.0.2.1\"}").status()).isEqualTo(201);
            PlainBrowser.signedIn(byUser, "nora").answers(200).shows("No IP addresses yet");
            PlainBrowser.signedIn(byUser, "anna@acme").shows("192.0.2.1");
            assertThat(byUser.store().list("anna@acme").entries()).hasSize(1);
        }
    }

    @Test
    void aListThatTheCallerChoosesStopsTheStart() {
        assertThatThrownBy(() -> PagesServer.start(Map.of("list-from", "host")).close())
                .hasMessageStartingWith("ip-restriction.list-from is “host”, but has to be attribute:NAME or principal");
    }
}
