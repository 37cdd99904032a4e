package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

interface UnixSocketTests extends OnServer {

    default Answer onSocket(Caller caller, String target) throws Exception {
        try (Wire wire = Wire.connect(server().socket())) {
            return wire.exchange(caller.request("GET", target));
        }
    }

    /** Jetty has no address for such a caller, so the caller is unidentified. */
    interface Nameless extends UnixSocketTests {

        @Test
        default void a_caller_on_a_unix_domain_socket_is_nobody_and_blocked() throws Exception {
            try (Breaches breaches = new Breaches(this)) {
                for (String target : new String[] {"/api/v1", "/plain/x", "/ipv4/x", "/closed/", "/named/x-forwarded-for/x"}) {
                    breaches.watch(target, onSocket(Caller.ALLOWED, target));
                }
                breaches.thenNone();
            }
        }
    }

    /** Tomcat reports 127.0.0.1 for every such caller, which cannot be distinguished from a caller over TCP. */
    interface TakenForLoopback extends UnixSocketTests {

        @Test
        default void a_caller_on_a_unix_domain_socket_is_taken_for_loopback() throws Exception {
            assertThat(onSocket(Caller.direct(""), "/plain/x").said("client")).isEqualTo("127.0.0.1");
            try (Breaches breaches = new Breaches(this)) {
                breaches.watch("behind", onSocket(Caller.BLOCKED, "/api/v1"));
                breaches.watch("no header", onSocket(Caller.direct(""), "/api/v1"));
                breaches.thenNone();
            }
        }
    }
}
