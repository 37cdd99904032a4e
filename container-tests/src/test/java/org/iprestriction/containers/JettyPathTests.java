package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves what docs/containers.md says about Jetty's uriCompliance, on the port where it is UNSAFE. */
interface JettyPathTests extends PathTests {

    @Override
    default List<String> knownGaps() {
        return List.of("/api%2fv1", "/api%2Fv1");
    }

    /** Jetty selects the servlet by the decoded path and the filters by the path in which the slash is still encoded. */
    @Test
    default void with_uriCompliance_UNSAFE_an_encoded_slash_leads_Jetty_past_a_filter_that_is_mapped_by_path_only()
            throws Exception {
        String request = Caller.BLOCKED.request("GET", "/api%2fv1");
        assertThat(Wire.exchange("127.0.0.1", server().lenientPort(), request).said("client")).isEqualTo("null");
        assertThat(Wire.exchange("127.0.0.1", server().port(), request).status()).isEqualTo(400);
    }

    @Test
    default void with_uriCompliance_UNSAFE_a_filter_that_is_mapped_by_the_name_of_the_servlet_too_holds() throws Exception {
        try (Breaches breaches = new Breaches(this)) {
            for (Caller caller : Caller.ALL_BLOCKED) {
                breaches.watch(caller, server().lenientPort(), caller.request("GET", "/twice%2fx"));
                breaches.watch(caller, server().lenientPort(), caller.request("GET", "/twice/x"));
            }
            breaches.thenNone();
        }
        assertThat(Wire.exchange("127.0.0.1", server().lenientPort(), Caller.ALLOWED.request("GET", "/twice%2fx"))
                .said("client")).isEqualTo("203.0.113.7");
    }
}
