package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.iprestriction.LogLines;
import org.iprestriction.access.Action;
import org.iprestriction.access.Rule;
import org.iprestriction.address.Notation;
import org.iprestriction.caller.StubRequest;
import org.iprestriction.live.AccessListSource;
import org.iprestriction.live.Changes;
import org.iprestriction.live.LiveLists;
import org.iprestriction.live.NodeReport;
import org.iprestriction.live.Refresher;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each request falls under a list of its own. The caller 10.0.0.1 is allowed by acme, 10.0.0.2 by globex. */
class ListFromTest extends FilterHarness {

    private static final String ACME = "10.0.0.1";
    private static final String FORMS = ", but has to be attribute:NAME with the name of a request attribute that a filter of the application sets,"
            + " principal, host, or path:N with N from 1 to 9.";

    private final LiveLists lists = new LiveLists();
    private Refresher refresher;

    @AfterEach
    void close() {
        if (refresher != null) {
            refresher.close();
        }
    }

    private void givenLists(String listFrom) throws Exception {
        contextAttributes.put(LiveLists.ATTRIBUTE, lists);
        givenFilter("list-from", listFrom);
        Map<String, List<Rule>> rules = new HashMap<>(Map.of("acme", List.of(rule(1, ACME)), "globex", List.of(rule(2, "10.0.0.2")),
                "api.acme.example", List.of(rule(3, ACME)), "later", List.of(new Rule(4, Action.ALLOW, Notation.parse(ACME).range(),
                        Long.MAX_VALUE - 1, Long.MAX_VALUE))));
        refresher = Refresher.start(new AccessListSource() {
            @Override
            public Changes changesSince(Changes.Position known, Set<String> names) {
                return new Changes(new Changes.Position("store", 1), System.currentTimeMillis(), Duration.ofMinutes(5), known == null,
                        known == null ? rules : Map.of(), Map.of());
            }

            @Override
            public void report(NodeReport report) {
                // nobody reads it here
            }
        }, Settings.of(Map.of(), Map.of(), Map.of()), lists);
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!lists.isEveryLoaded()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static Rule rule(long id, String address) {
        return new Rule(id, Action.ALLOW, Notation.parse(address).range(), 0, Long.MAX_VALUE);
    }

    private StubRequest fromAcme() {
        return StubRequest.from(ACME);
    }

    private void thenVerdictIs(StubRequest request, Verdict verdict) throws Exception {
        @SuppressWarnings("unchecked")
        Map<String, Long> before = ((IpRestrictionMXBean) contextAttributes.get(IpRestrictionMXBean.ATTRIBUTE + "restriction")).getRequests();
        assertThat(call(request.build())).as(verdict.name()).isEqualTo(verdict == Verdict.ALLOWED);
        Map<String, Long> after = ((IpRestrictionMXBean) contextAttributes.get(IpRestrictionMXBean.ATTRIBUTE + "restriction")).getRequests();
        assertThat(after.get(verdict.name())).as(verdict.name()).isEqualTo(before.get(verdict.name()) + 1);
    }

    static Stream<Arguments> attributes() {
        return Stream.of(Arguments.of("acme", Verdict.ALLOWED), Arguments.of("globex", Verdict.NOT_LISTED),
                Arguments.of("Acme", Verdict.EMPTY_LIST), Arguments.of("acme ", Verdict.NO_LIST_NAME), Arguments.of("later", Verdict.EMPTY_LIST),
                Arguments.of(null, Verdict.NO_LIST), Arguments.of(new StringBuilder("acme"), Verdict.NO_LIST), Arguments.of(7, Verdict.NO_LIST),
                Arguments.of(List.of("acme"), Verdict.NO_LIST), Arguments.of("", Verdict.NO_LIST_NAME), Arguments.of(" ", Verdict.NO_LIST_NAME),
                Arguments.of("acme\u0000", Verdict.NO_LIST_NAME), Arguments.of("acme\n", Verdict.NO_LIST_NAME),
                Arguments.of("ac\u200Bme", Verdict.NO_LIST_NAME), Arguments.of("acme\uD800", Verdict.NO_LIST_NAME),
                Arguments.of("x".repeat(100), Verdict.EMPTY_LIST), Arguments.of("x".repeat(101), Verdict.NO_LIST_NAME),
                Arguments.of("x".repeat(10_240), Verdict.NO_LIST_NAME), Arguments.of("*", Verdict.NO_LIST_NAME),
                Arguments.of("../acme", Verdict.EMPTY_LIST));
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void anAttributeNamesTheListOrTheRequestIsBlocked(Object value, Verdict verdict) throws Exception {
        givenLists("attribute:account");
        thenVerdictIs(fromAcme().attribute("account", value), verdict);
        assertThat(answer.getOrDefault("setStatus", 200)).isEqualTo(verdict == Verdict.ALLOWED ? 200 : 403);
    }

    @Test
    void theUserNamesTheList() throws Exception {
        givenLists("principal");
        thenVerdictIs(fromAcme().user("acme"), Verdict.ALLOWED);
        thenVerdictIs(fromAcme().user("globex"), Verdict.NOT_LISTED);
        thenVerdictIs(fromAcme().user(null), Verdict.NO_LIST);
        thenVerdictIs(fromAcme(), Verdict.NO_LIST);
    }

    @Test
    void theHostNamesTheListExactly() throws Exception {
        givenLists("host");
        thenVerdictIs(fromAcme().server("api.acme.example"), Verdict.ALLOWED);
        thenVerdictIs(fromAcme().server("API.acme.example"), Verdict.EMPTY_LIST);
        thenVerdictIs(fromAcme().server("api.acme.example."), Verdict.EMPTY_LIST);
        thenVerdictIs(fromAcme().server(null), Verdict.NO_LIST);
    }

    static Stream<Arguments> paths() {
        return Stream.of(Arguments.of("/acme/hello", "/acme/hello", Verdict.ALLOWED), Arguments.of("/acme", "/acme", Verdict.ALLOWED),
                Arguments.of("/acme/", "/acme/", Verdict.ALLOWED), Arguments.of("/globex/hello", "/globex/hello", Verdict.NOT_LISTED),
                Arguments.of("/acme/../globex/hello", "/globex/hello", Verdict.NO_LIST),
                Arguments.of("/acme/%2e%2e/globex/hello", "/globex/hello", Verdict.NO_LIST),
                Arguments.of("/acme/..;x=1/globex/hello", "/globex/hello", Verdict.NO_LIST),
                Arguments.of("/acme/..\\globex/hello", "/globex/hello", Verdict.NO_LIST),
                Arguments.of("/acme;x=1/hello", "/acme/hello", Verdict.NO_LIST), Arguments.of("/%61cme/hello", "/acme/hello", Verdict.NO_LIST),
                Arguments.of("//acme/hello", "/acme/hello", Verdict.NO_LIST), Arguments.of("/./acme/hello", "/acme/hello", Verdict.NO_LIST),
                Arguments.of("/;/acme/hello", "/acme/hello", Verdict.NO_LIST), Arguments.of("/", "/", Verdict.NO_LIST),
                Arguments.of("", "", Verdict.NO_LIST), Arguments.of("/ACME/hello", "/ACME/hello", Verdict.EMPTY_LIST),
                Arguments.of("/globex/../acme/hello", "/acme/hello", Verdict.NO_LIST));
    }

    /** The second text is what the container makes of the first. */
    @ParameterizedTest
    @MethodSource("paths")
    void aSegmentOfThePathNamesTheListIfTheContainerReadsItAlike(String written, String used, Verdict verdict) throws Exception {
        givenLists("path:1");
        thenVerdictIs(fromAcme().path(written, used), verdict);
    }

    @Test
    void aLaterSegmentIsCountedBelowTheContextPath() throws Exception {
        givenLists("path:3");
        thenVerdictIs(fromAcme().path("/api/v1/acme/hello", "/api/v1/acme/hello"), Verdict.ALLOWED);
        thenVerdictIs(fromAcme().path("/api/v1", "/api/v1"), Verdict.NO_LIST);
        thenVerdictIs(fromAcme().path("/api/v1/", "/api/v1/"), Verdict.NO_LIST);
        thenVerdictIs(fromAcme().path("/api//acme/x", "/api/acme/x"), Verdict.NO_LIST);
        thenVerdictIs(fromAcme().path("/api//acme/globex", "/api//acme/globex"), Verdict.NO_LIST); // an application may collapse slashes
        thenVerdictIs(fromAcme().path("//v1/acme/globex", "//v1/acme/globex"), Verdict.NO_LIST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"attribute:", "attribute: ", "attribute:jakarta.servlet.forward.request_uri", "path:0", "path:10", "path:99", "path:",
        "path:-1", "path:١", "Principal", "cookie:account", "query:account"})
    void anyOtherFormStopsTheStart(String form) {
        contextAttributes.put(LiveLists.ATTRIBUTE, lists);
        assertThatThrownBy(() -> givenFilter("list-from", form)).isInstanceOf(ServletException.class)
                .hasMessage("list-from is “" + form + "”" + FORMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"header", "header:X-Account"})
    void aHeaderStopsTheStartWithTheReason(String form) {
        contextAttributes.put(LiveLists.ATTRIBUTE, lists);
        assertThatThrownBy(() -> givenFilter("list-from", form)).hasMessage("list-from is “" + form + "”" + FORMS
                + " A header is written by the caller, who would choose the list.");
    }

    @Test
    void oneListForAllAndOneForEachStopTheStart() {
        contextAttributes.put(LiveLists.ATTRIBUTE, lists);
        assertThatThrownBy(() -> givenFilter("list", "default", "list-from", "principal")).hasMessage("list is “default”, but list-from is"
                + " “principal”: either one list decides every request, or each request has its own. Remove one of them.");
        assertThatThrownBy(() -> givenFilter("default", "allow", "list-from", "principal")).hasMessage("default is “allow”, but list-from is set"
                + " too: a list always blocks what it does not allow. Remove default.");
    }

    @Test
    void deploymentRulesComeFirstWhicheverTheList() throws Exception {
        givenLists("attribute:account");
        givenFilter("list-from", "attribute:account", "allow", "192.0.2.1", "block", ACME);
        thenVerdictIs(StubRequest.from("192.0.2.1"), Verdict.ALLOWED);
        thenVerdictIs(fromAcme().attribute("account", "acme"), Verdict.NOT_LISTED);
        thenVerdictIs(StubRequest.from("10.0.0.2").attribute("account", "globex"), Verdict.ALLOWED);
    }

    @Test
    void untilTheListsAreLoadedTheAnswerIsThatTheyAreNot() throws Exception {
        contextAttributes.put(LiveLists.ATTRIBUTE, lists);
        givenFilter("list-from", "attribute:account");
        thenVerdictIs(fromAcme().attribute("account", "acme"), Verdict.NOT_LOADED);
        assertThat(answer).containsEntry("setStatus", 503);
        assertThat(lists.ready()).isFalse();
        thenVerdictIs(fromAcme().attribute("account", ""), Verdict.NO_LIST_NAME);
    }

    @Test
    void aRequestPassesTwoFiltersOnlyIfBothOfItsListsAllowIt() throws Exception {
        givenLists("attribute:account");
        IpRestrictionFilter first = filter;
        filter = start("second", "list-from", "attribute:partner");
        for (String partner : List.of("acme", "globex")) {
            var request = fromAcme().attribute("account", "acme").attribute("partner", partner).build();
            int before = passed;
            first.doFilter(request, response(), (req, res) -> filter.doFilter(req, res, (again, answered) -> passed++));
            assertThat(passed - before).as(partner).isEqualTo(partner.equals("acme") ? 1 : 0);
        }
    }

    /** Whatever happens to the attribute afterwards, a request is decided once. */
    @Test
    void theListIsReadOnceForEachRequest() throws Exception {
        givenLists("attribute:account");
        var request = fromAcme().attribute("account", "globex").build();
        assertThat(call(request)).isFalse();
        request.setAttribute("account", "acme");
        assertThat(call(request)).as("a further dispatch").isFalse();
    }

    @Test
    void theLogSaysWhichListDecidedAndNobodyCanForgeALine() throws Exception {
        givenLists("attribute:account");
        try (LogLines log = new LogLines(IpRestrictionFilter.class)) {
            call(fromAcme().attribute("account", "globex").build());
            call(fromAcme().attribute("account", "nobody").build());
            call(fromAcme().attribute("account", "x\nRefused GET /forged").build());
            call(fromAcme().build());
            assertThat(log.messages()).hasSize(4);
            assertThat(log.messages().get(0)).contains("because the address is not allowed by the list (list “globex”); request ");
            assertThat(log.messages().get(1)).contains("because its list has no entries in force (list “nobody”); request ");
            assertThat(log.messages().get(2)).contains(" is not the name of a list (list “x").doesNotContain("\n");
            assertThat(log.messages().get(3)).contains("because it does not say under which list it falls; request ");
        }
    }

    @Test
    void aMillionMadeUpNamesLeaveNothingBehind() throws Exception {
        givenLists("attribute:account");
        for (int i = 0; i < 1_000_000; i++) {
            lists.find("made-up-" + i);
        }
        for (int i = 0; i < 1_000; i++) {
            call(fromAcme().attribute("account", "made-up-" + i).build());
        }
        assertThat(lists.status()).hasSize(1);
    }
}
