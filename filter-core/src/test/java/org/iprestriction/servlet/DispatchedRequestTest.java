package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeSet;
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
    void aRefusedRequestIsRefusedAtItsFurtherDispatchesToo() throws Exception {
        givenFilter("allow", "203.0.113.7");
        HttpServletRequest request = StubRequest.from("198.51.100.66").build();
        for (int dispatch = 0; dispatch < 3; dispatch++) {
            assertThat(call(request)).isFalse();
        }
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
