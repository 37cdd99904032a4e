package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of how the caller is identified. */
interface CallerTests extends OnServer {

    /**
     * Returns whether it is known and tested that a caller gets through if a trusted proxy passes on the caller's
     * header lines.
     */
    default boolean isKnownGap(Caller caller) {
        return false;
    }

    /** Returns whether the server closes the connection after every refusal. */
    default boolean refusalEndsConnection() {
        return false;
    }

    @Test
    default void duplicate_and_hostile_headers_let_nobody_in() throws Exception {
        try (Breaches breaches = new Breaches(this)) {
            for (int port : server().ports()) {
                for (Caller caller : Hostile.CALLERS) {
                    if (!isKnownGap(caller)) {
                        breaches.watch(caller, port, caller.request("GET", "/api/v1"));
                        breaches.watch(caller, port, caller.request("GET", "/closed/"));
                    }
                }
            }
            breaches.thenNone();
        }
    }

    @Test
    default void the_right_most_untrusted_hop_is_the_caller_over_all_header_lines() throws Exception {
        thenReaches("X-Forwarded-For: 198.51.100.66, 203.0.113.7");
        thenReaches("X-Forwarded-For: 198.51.100.66", "X-Forwarded-For: 203.0.113.7");
        thenReaches("X-Forwarded-For: 203.0.113.7, 127.0.0.1");
        thenReaches("X-Forwarded-For: garbage, 203.0.113.7");
        thenReaches("x-forwarded-FOR:   203.0.113.7  ");
        thenReaches("X-Forwarded-For: 203.0.113.7", "X_Forwarded_For: 198.51.100.66");
        thenReaches("X-Forwarded-For: 2001:db8::7");
        thenReaches("X-Forwarded-For: [2001:db8::7]:4711");
        thenReaches("X-Forwarded-For: ::ffff:203.0.113.7");
    }

    private void thenReaches(String... lines) throws IOException {
        Answer answer = server().get(Caller.through("allowed", "127.0.0.1", lines), "/api/v1");
        assertThat(answer.status()).as(List.of(lines).toString()).isEqualTo(200);
        assertThat(answer.said("reached")).isEqualTo("echo");
    }

    @Test
    default void header_lines_of_64_KB_are_read_right_or_refused() throws Exception {
        String long64 = "198.51.100.66, ".repeat(4_370);
        try (Breaches breaches = new Breaches(this)) {
            for (String line : List.of(
                    "X-Forwarded-For: " + "203.0.113.7, ".repeat(5_000) + "198.51.100.66",
                    "X-Forwarded-For: 203.0.113.7" + ", 127.0.0.1".repeat(5_900),
                    "X-Forwarded-For: 203.0.113.7" + ",".repeat(65_000),
                    "X-Forwarded-For: " + "0".repeat(65_000) + "203.0.113.7",
                    "X-Forwarded-For: 203.0.113.7" + " ".repeat(65_000) + "x",
                    "X-Forwarded-For: " + "[".repeat(65_000))) {
                Caller caller = Caller.through("64 KB", "127.0.0.1", line);
                breaches.watch(caller, server().port(), caller.request("GET", "/api/v1"));
            }
            breaches.thenNone();
        }
        thenReaches("X-Forwarded-For: " + long64 + "203.0.113.7");
        thenReaches("X-Forwarded-For: 203.0.113.7", "X-Filler: " + "f".repeat(65_000));
    }

    @Test
    default void every_request_of_a_kept_alive_connection_is_decided_for_itself() throws Exception {
        Wire wire = Wire.connect("127.0.0.1", server().port());
        try {
            for (int round = 0; round < 5; round++) {
                for (Caller blocked : List.of(Caller.BLOCKED, Caller.direct("127.0.0.1"))) {
                    assertThat(wire.exchange(Caller.ALLOWED.requestKeptAlive("GET", "/api/v1")).status()).isEqualTo(200);
                    try (Breaches breaches = new Breaches(this)) {
                        breaches.watch("kept alive", wire.exchange(blocked.requestKeptAlive("GET", "/api/v1")));
                        breaches.thenNone();
                    }
                    if (refusalEndsConnection()) {
                        assertThat(wire.in().read()).isEqualTo(-1);
                        wire.close();
                        wire = Wire.connect("127.0.0.1", server().port());
                    }
                }
            }
        } finally {
            wire.close();
        }
    }

    @Test
    default void requests_sent_in_one_piece_are_decided_each_for_itself() throws Exception {
        String allowed = Caller.ALLOWED.requestKeptAlive("GET", "/api/v1");
        String blocked = Caller.BLOCKED.requestKeptAlive("GET", "/api/v1");
        long before = server().reached("echo");
        try (Wire wire = Wire.connect("127.0.0.1", server().port())) {
            wire.send((allowed + blocked + allowed).getBytes(StandardCharsets.US_ASCII));
            assertThat(wire.read(false).status()).isEqualTo(200);
            assertThat(wire.read(false).status()).isEqualTo(403);
            assertThat(wire.read(false).status()).isEqualTo(refusalEndsConnection() ? 0 : 200);
        }
        assertThat(server().reached("echo")).isEqualTo(before + (refusalEndsConnection() ? 1 : 2));
    }

    @Test
    default void without_proxies_the_socket_decides_and_no_header_is_read() throws Exception {
        assertThat(server().get(Caller.direct("127.0.0.1"), "/plain/x").said("client")).isEqualTo("127.0.0.1");
        try (Breaches breaches = new Breaches(this)) {
            for (Caller caller : List.of(Caller.direct("127.0.0.2"),
                    Caller.through("claims loopback", "127.0.0.2", "X-Forwarded-For: 127.0.0.1", "X-Real-IP: 127.0.0.1",
                            "Forwarded: for=127.0.0.1", "Client-IP: 127.0.0.1", "X-Client-IP: ::1"))) {
                breaches.watch(caller, server().port(), caller.request("GET", "/plain/x"));
            }
            breaches.thenNone();
        }
    }

    @Test
    default void a_caller_by_IPv6_is_told_from_one_by_IPv4() throws Exception {
        Caller caller = Caller.direct("::1");
        assertThat(server().get(caller, "/plain/x").said("client")).isEqualTo("::1");
        assertThat(server().get(Caller.direct("127.0.0.1"), "/ipv4/x").status()).isEqualTo(200);
        assertThat(server().get(Caller.through("behind", "::1", "X-Forwarded-For: 203.0.113.7"), "/api/v1").status())
                .isEqualTo(200);
        try (Breaches breaches = new Breaches(this)) {
            breaches.watch(caller, server().port(), caller.request("GET", "/ipv4/x"));
            Caller blocked = Caller.through("behind ::1", "::1", "X-Forwarded-For: 2001:db8::8");
            breaches.watch(blocked, server().port(), blocked.request("GET", "/api/v1"));
            breaches.thenNone();
        }
    }

    @Test
    default void a_header_for_one_address_takes_exactly_one() throws Exception {
        assertThat(server().get(Caller.through("", "127.0.0.1", "X-Real-IP: 203.0.113.7"), "/single/x").status())
                .isEqualTo(200);
        try (Breaches breaches = new Breaches(this)) {
            for (String[] lines : new String[][] {{}, {"X-Real-IP: 198.51.100.66"}, {"X-Real-IP: 203.0.113.7, 203.0.113.7"},
                    {"X-Real-IP: 203.0.113.7", "X-Real-IP: 203.0.113.7"}, {"X-Real-IP: 203.0.113.7:80"}, {"X-Real-IP:"},
                    {"X-Real-IP: localhost"}, {"X_Real_IP: 203.0.113.7"}, {"X-Forwarded-For: 203.0.113.7"}}) {
                Caller caller = Caller.through(List.of(lines).toString(), "127.0.0.1", lines);
                breaches.watch(caller, server().port(), caller.request("GET", "/single/x"));
            }
            breaches.thenNone();
        }
    }
}
