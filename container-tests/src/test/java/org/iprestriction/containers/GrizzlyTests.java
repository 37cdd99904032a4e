package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Differences between Payara and GlassFish, which both use Grizzly, and other servers; described in docs/containers.md. */
interface GrizzlyTests extends OnServer {

    /** An invalid escape in the path, or a Host header continued on a second line. */
    @Override
    default boolean isUnreadable(String request) {
        return request.contains("/%u002e/") || request.contains("Host: localhost | \t");
    }

    @Test
    default void what_it_cannot_read_the_server_answers_itself_with_an_empty_200_that_no_application_has_seen()
            throws Exception {
        Map<String, Long> before = server().reached();
        for (int port : server().ports()) {
            for (Caller caller : new Caller[] {Caller.ALLOWED, Caller.BLOCKED}) {
                for (String request : new String[] {caller.request("GET", "/%u002e/api/v1"), caller.request("GET", "/%zz"),
                        caller.request("GET", "/closed/%u002e/api/v1"),
                        caller.request("GET", "/api/v1").replace("Host: localhost\r\n", "Host: localhost\r\n\tX-Other: x\r\n")}) {
                    Answer answer = Wire.exchange(caller.from(), port, request);
                    assertThat(answer.status()).as(request).isEqualTo(200);
                    assertThat(answer.header("Content-Length")).as(request).isEqualTo("0");
                    assertThat(answer.header("Reached")).as(request).isEmpty();
                }
            }
        }
        assertThat(server().reached()).isEqualTo(before);
    }
}
