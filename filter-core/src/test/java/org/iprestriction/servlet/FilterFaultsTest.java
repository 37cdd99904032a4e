package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iprestriction.LogLines;
import org.iprestriction.caller.StubRequest;
import org.iprestriction.live.LiveLists;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every step that the filter takes fails, with whatever can be thrown: nobody is let in who is not allowed for certain. */
class FilterFaultsTest extends FilterHarness {

    /** Steps before there is a verdict; where one of these fails, the reason is the fault. */
    private static final List<String> DECIDING = List.of("getAttribute", "getRemoteAddr", "getHeader", "getHeaders",
            "hasMoreElements", "nextElement", "setAttribute", "count");
    private static final List<String> AFTER = List.of("getMethod", "getRequestURI", "getDispatcherType", "removeAttribute",
            "nanoTime", "log", "isCommitted", "resetBuffer", "setStatus", "getStatus", "setHeader", "setContentType", "setContentLength",
            "getOutputStream");
    private static final List<Throwable> THROWN = List.of(new IllegalStateException("secret"), new Error("secret"),
            new StackOverflowError("secret"), new OutOfMemoryError("secret"), new Exception("secret, and checked"),
            new ServletException("secret"), new InterruptedException("secret"));

    private Broken broken = new Broken(null);
    private Counters counters;
    private LogLines log;

    @BeforeEach
    void listenToTheLog() {
        log = new LogLines(() -> broken.at("log"), IpRestrictionFilter.class);
    }

    @AfterEach
    void leaveTheLog() {
        log.close();
    }

    /** A filter that was started while all was well. */
    private void givenBreakable(String... parameters) throws ServletException {
        stop();
        broken = new Broken(null);
        filter = new IpRestrictionFilter(() -> {
            broken.at("nanoTime");
            return System.nanoTime();
        }, (settings, lists) -> counters = new Fragile(settings, lists));
        givenFilter(parameters);
    }

    /** Cannot count some verdict; a fault can be counted. */
    private final class Fragile extends Counters {
        Fragile(FilterSettings settings, LiveLists lists) {
            super(settings, lists);
        }

        @Override
        void count(Verdict verdict) {
            if (verdict != Verdict.FAULT) {
                broken.at("count");
            }
            super.count(verdict);
        }
    }

    static Stream<Arguments> faults() {
        return Stream.concat(DECIDING.stream(), AFTER.stream()).flatMap(step -> THROWN.stream()
                .flatMap(thrown -> Stream.of(false, true).map(proxies -> Arguments.of(step, thrown, proxies))));
    }

    private static List<HttpServletRequest> callers(boolean allowed) {
        return allowed ? List.of(StubRequest.from("203.0.113.9").build(),
                        StubRequest.from("10.0.0.1").header("X-Forwarded-For", "203.0.113.9").build(),
                        StubRequest.from("10.0.0.1").header("X-Forwarded-For", "203.0.113.9", "10.0.0.1").build())
                : List.of(StubRequest.from("198.51.100.66").header("X-Forwarded-For", "203.0.113.9").build(),
                        StubRequest.from("10.0.0.1").header("X-Forwarded-For", "198.51.100.66").build(),
                        StubRequest.from("10.0.0.1").header("X-Forwarded-For", "203.0.113.9", "198.51.100.66").build(),
                        StubRequest.from(null).build());
    }

    private static String[] settings(boolean proxies, String mode) {
        return proxies ? new String[] {"mode", mode, "allow", "203.0.113.9", "trusted-proxies", "10.0.0.1", "client-header",
            "X-Forwarded-For"} : new String[] {"mode", mode, "allow", "203.0.113.9"};
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aBlockedCallerStaysOutAndIsCountedByReason(String step, Throwable thrown, boolean proxies) throws Exception {
        for (HttpServletRequest caller : callers(false)) {
            givenBreakable(settings(proxies, "enforce"));
            broken = new Broken(thrown, step);
            thenRefused(caller);
            thenCounted(reason(step, caller));
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void anAllowedCallerGetsInOnlyIfNothingFailed(String step, Throwable thrown, boolean proxies) throws Exception {
        for (HttpServletRequest caller : callers(true).subList(proxies ? 1 : 0, proxies ? 3 : 1)) {
            givenBreakable(settings(proxies, "enforce"));
            broken = new Broken(thrown, step);
            boolean letIn = passes(caller);
            assertThat(letIn).isEqualTo(broken.hits() == 0);
            thenCounted(letIn ? Verdict.ALLOWED : Verdict.FAULT);
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void reportModeLetsEverybodyInAndCountsWhatItWouldHaveRefused(String step, Throwable thrown, boolean proxies)
            throws Exception {
        for (HttpServletRequest caller : callers(false)) {
            givenBreakable(settings(proxies, "report"));
            broken = new Broken(thrown, step);
            assertThat(passes(caller)).isTrue();
            assertThat(answer).as("nothing is written in front of what the application answers").isEmpty();
            thenCounted(reason(step, caller));
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aListThatWasNeverLoadedBlocksAndIsReported(String step, Throwable thrown, boolean proxies) throws Exception {
        contextAttributes.put(LiveLists.ATTRIBUTE, new LiveLists());
        HttpServletRequest caller = StubRequest.from("198.51.100.66").build();
        givenBreakable("list", "default");
        broken = new Broken(thrown, step);
        thenRefused(caller);
        givenBreakable("list", "default", "mode", "report");
        broken = new Broken(thrown, step);
        assertThat(passes(caller)).isTrue();
        thenCounted(DECIDING.contains(step) && broken.hits() > 0 ? Verdict.FAULT : Verdict.NOT_LOADED);
    }

    @Test
    void whenNothingAtAllWorksTheContainerAnswersWithoutATraceOfUs() throws Exception {
        String[] all = Stream.concat(Stream.concat(DECIDING.stream(), AFTER.stream()), Stream.of("sendError"))
                .toArray(String[]::new);
        for (Throwable thrown : THROWN) {
            givenBreakable();
            broken = new Broken(thrown, all);
            thenRefused(StubRequest.from("198.51.100.66").build());
            givenBreakable("mode", "report");
            broken = new Broken(thrown, all);
            assertThat(passes(StubRequest.from("198.51.100.66").build())).isTrue();
        }
    }

    @Test
    void aRefusedRequestIsCountedOnceEvenIfItCannotBeRefusedAgainInAnyWay() throws Exception {
        HttpServletRequest caller = StubRequest.from("198.51.100.66").build();
        givenBreakable();
        assertThat(call(caller)).isFalse();
        broken = new Broken(new Error("secret"), "setStatus", "sendError");
        thenRefused(caller);
        thenCounted(Verdict.NOT_LISTED);
    }

    /** Nothing comes out of the filter but what it makes itself: what was thrown would bring its trace along. */
    private boolean passes(HttpServletRequest caller) throws ServletException {
        try {
            return call(broken.request(caller), broken.response(response()));
        } catch (Throwable out) {
            if (out instanceof ServletException own && !THROWN.contains(out)) {
                throw own;
            }
            throw new AssertionError("The filter let this out: " + out);
        }
    }

    /** What the container makes of it: the status that was set, 500 for what was thrown, else 200. */
    private void thenRefused(HttpServletRequest caller) throws Exception {
        answer.clear();
        body.reset();
        int status;
        try {
            assertThat(passes(caller)).isFalse();
            status = (int) answer.getOrDefault("sendError", answer.getOrDefault("setStatus", 200));
        } catch (ServletException last) {
            assertThat(last.getStackTrace()).isEmpty();
            assertThat(last).hasNoCause().hasMessage("A request was blocked, but no response could be written.");
            status = 500;
        }
        assertThat(status).isIn(403, 500, 503);
        assertThat(body.toString(StandardCharsets.UTF_8)).doesNotContain("secret", "Exception", "Error", "\tat");
    }

    private Verdict reason(String step, HttpServletRequest blocked) {
        boolean onlyTheMark = step.equals("setAttribute") && blocked.getRemoteAddr() == null;
        return DECIDING.contains(step) && broken.hits() > 0 && !onlyTheMark ? Verdict.FAULT
                : blocked.getRemoteAddr() == null ? Verdict.UNIDENTIFIED : Verdict.NOT_LISTED;
    }

    private void thenCounted(Verdict reason) {
        Map<String, Long> counts = counters.getRequests();
        assertThat(counts).containsEntry(reason.name(), 1L);
        assertThat(counts.values().stream().mapToLong(count -> count).sum()).isEqualTo(1);
    }
}
