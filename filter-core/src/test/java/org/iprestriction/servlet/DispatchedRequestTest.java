package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeSet;
import org.iprestriction.LogLines;
import org.iprestriction.caller.StubRequest;
import org.junit.jupiter.api.Test;

/** One request is decided once, by what the container says of it, and by nothing else that a caller can write. */
class DispatchedRequestTest extends FilterHarness {

    /** A request as an application wraps it before it forwards or includes: from another peer, with another header. */
    private static HttpServletRequest wrapped(HttpServletRequest request, String remote, String header) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getRemoteAddr() {
                return remote;
            }

            @Override
            public String getHeader(String name) {
                return header;
            }

            @Override
            public Enumeration<String> getHeaders(String name) {
                return Collections.enumeration(List.of(header));
            }
        };
    }

    @Test
    void aFurtherDispatchKeepsTheDecisionAndTheAddressWhateverTheApplicationWrapsItIn() throws Exception {
        givenFilter("allow", "203.0.113.7", "trusted-proxies", "10.0.0.1", "client-header", "X-Forwarded-For");
        HttpServletRequest request = StubRequest.from("10.0.0.1").header("X-Forwarded-For", "203.0.113.7").build();
        assertThat(call(request)).isTrue();
        for (String remote : new String[] {"10.0.0.1", "192.0.2.1", "", null}) {
            assertThat(call(wrapped(request, remote, "198.51.100.66"))).isTrue();
        }
        assertThat(request.getAttribute(IpRestrictionFilter.CLIENT_ADDRESS)).isEqualTo("203.0.113.7");
    }

    @Test
    void aRefusedRequestIsRefusedAlikeAtItsFurtherDispatchesWhateverTheApplicationWrapsItIn() throws Exception {
        Counters[] counters = new Counters[1];
        filter = new IpRestrictionFilter(System::nanoTime, (settings, lists) -> counters[0] = new Counters(settings, lists));
        givenFilter("allow", "203.0.113.7");
        HttpServletRequest request = StubRequest.from("198.51.100.66").build();
        try (LogLines log = new LogLines(IpRestrictionFilter.class)) {
            assertThat(call(request)).isFalse();
            String first = body.toString(StandardCharsets.UTF_8);
            for (int dispatch = 0; dispatch < 3; dispatch++) {
                body.reset();
                assertThat(call(wrapped(request, "203.0.113.7", "203.0.113.7"))).isFalse();
                assertThat(body.toString(StandardCharsets.UTF_8)).as("the same address and the same id").isEqualTo(first);
            }
            assertThat(log.messages()).hasSize(1);
        }
        assertThat(counters[0].getRequests()).containsEntry("NOT_LISTED", 1L).containsEntry("ALLOWED", 0L);
    }

    /** The response of a page that includes a servlet which then forwards to what is blocked. */
    @Test
    void aPageKeepsItsStatusAndItsTextWhereWhatItIncludesForwardsToWhatIsBlocked() throws Exception {
        givenFilter();
        HttpServletResponse included = new HttpServletResponseWrapper(response()) {
            @Override
            public void setStatus(int status) {
                // as containers have it: what is included has no say in the status
            }
        };
        HttpServletRequest request = StubRequest.from("10.0.0.1").dispatch(DispatcherType.FORWARD).build();
        assertThat(call(request, included)).isFalse();
        assertThat(answer).isEmpty();
        assertThat(body.size()).isZero();
        assertThat(call(StubRequest.from("10.0.0.1").build(), included)).as("not included, and no status").isFalse();
        assertThat(answer).containsEntry("sendError", 403);
    }

    @Test
    void theErrorPageForARefusalThatCouldNotBeWrittenIsShown() throws Exception {
        givenFilter();
        HttpServletRequest request = StubRequest.from("10.0.0.1").build();
        HttpServletRequest error = StubRequest.from("10.0.0.1").dispatch(DispatcherType.ERROR).build();
        assertThat(call(error)).as("an error that is not ours").isFalse();
        assertThat(call(request, new Broken(new Error(), "setStatus").response(response()))).isFalse();
        assertThat(answer).containsEntry("sendError", 403);
        assertThat(call(request)).as("no ERROR dispatch").isFalse();
        assertThat(call(dispatched(request, DispatcherType.FORWARD))).isFalse();
        assertThat(call(dispatched(request, DispatcherType.ERROR))).isTrue();
    }

    private static HttpServletRequest dispatched(HttpServletRequest request, DispatcherType type) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public DispatcherType getDispatcherType() {
                return type;
            }
        };
    }

    @Test
    void theDecisionOfAnotherFilterIsNotBelieved() throws Exception {
        givenFilter("allow", "10.0.0.1");
        HttpServletRequest request = StubRequest.from("10.0.0.1").build();
        assertThat(call(request)).isTrue();
        filter.destroy();
        filter = new IpRestrictionFilter();
        givenFilter("allow", "10.0.0.2");
        assertThat(call(request)).as("decided by a filter of the same name that was stopped since").isFalse();
    }

    /** Not Early-Data, not a method override, no second header that names an address: only the one that is configured. */
    @Test
    void noHeaderIsAskedForButTheOneThatTheSettingsName() throws Exception {
        assertThat(headersAskedFor("10.0.0.1")).isEmpty();
        assertThat(headersAskedFor("10.0.0.1", "client-header", "none")).isEmpty();
        for (String header : List.of("X-Forwarded-For", "Forwarded", "CF-Connecting-IP")) {
            for (String remote : new String[] {"10.0.0.1", "192.0.2.1"}) {
                assertThat(headersAskedFor(remote, "trusted-proxies", "10.0.0.1", "client-header", header))
                        .containsExactly(header);
            }
        }
    }

    private TreeSet<String> headersAskedFor(String remote, String... settings) throws Exception {
        filter.destroy();
        filter = new IpRestrictionFilter();
        givenFilter(settings);
        List<String> asked = new ArrayList<>();
        HttpServletRequest whole = StubRequest.from(remote).build();
        call(new HttpServletRequestWrapper(whole) {
            @Override
            public String getHeader(String name) {
                asked.add(name);
                return super.getHeader(name);
            }

            @Override
            public Enumeration<String> getHeaders(String name) {
                asked.add(name);
                return super.getHeaders(name);
            }
        });
        return new TreeSet<>(asked);
    }
}
