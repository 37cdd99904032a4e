package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

interface Http2Tests extends OnServer {

    @Test
    default void a_blocked_caller_reaches_nothing_by_HTTP_2() throws Exception {
        try (Breaches breaches = new Breaches(this)) {
            for (Caller caller : Caller.ALL_BLOCKED) {
                for (String target : Targets.ALL) {
                    int status = status(caller, "GET", target);
                    breaches.watch("HTTP/2, " + caller + ": " + target, status / 100 == 2, status);
                }
                for (String method : Targets.METHODS) {
                    int status = status(caller, method, "/api/v1");
                    breaches.watch("HTTP/2, " + caller + ": " + method, status / 100 == 2, status);
                }
            }
            for (Caller caller : Hostile.CALLERS) {
                if (caller.lines().stream().noneMatch(line -> line.startsWith("Connection") || line.contains("\r"))) {
                    int status = status(caller, "GET", "/api/v1");
                    breaches.watch("HTTP/2: " + caller, status / 100 == 2, status);
                }
            }
            breaches.thenNone();
        }
    }

    private int status(Caller caller, String method, String target) throws IOException {
        try (Http2Wire wire = Http2Wire.connect(caller.from(), server().port())) {
            return wire.status(wire.request(method, target, caller.lines()));
        } catch (SocketException reset) {
            return 0;
        }
    }

    /**
     * A server may leave streams without a response, by refusing them or by closing the connection. This client then
     * retries, as any client does (RFC 9113, section 8.7). A wrong response, or a stream that is reset for another
     * reason, is never retried.
     */
    @Test
    default void a_hundred_streams_of_one_connection_are_decided_each_for_itself() throws Exception {
        List<String> unanswered = new ArrayList<>();
        for (int tries = 0; tries < 3; tries++) {
            long before = server().reached("echo");
            try (Http2Wire wire = Http2Wire.connect("127.0.0.1", server().port())) {
                int answered = askInAHundredStreams(wire);
                if (answered == 100) {
                    assertThat(server().reached("echo")).isEqualTo(before + 50);
                    return;
                }
                unanswered.add(100 - answered + " streams: " + wire.ends());
            } catch (IOException failure) {
                unanswered.add(failure.toString());
            }
        }
        fail("Three connections left streams unanswered: " + unanswered + ". " + server().process().output());
    }

    /** Returns how many streams got a response, all of them correct. */
    private static int askInAHundredStreams(Http2Wire wire) throws IOException {
        List<Integer> streams = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            streams.add(wire.request("GET", "/api/v1", (i % 2 == 0 ? Caller.ALLOWED : Caller.BLOCKED).lines()));
        }
        int answered = 0;
        for (int i = 0; i < 100; i++) {
            int status = wire.status(streams.get(i));
            assertThat(status).as("stream " + i).isIn(i % 2 == 0 ? 200 : 403, 0, Http2Wire.REFUSED);
            answered += status > 0 ? 1 : 0;
        }
        return answered;
    }

    @Test
    default void a_WebSocket_in_a_stream_of_HTTP_2_is_opened_for_no_blocked_caller() throws Exception {
        try (Breaches breaches = new Breaches(this)) {
            for (Caller caller : Caller.ALL_BLOCKED) {
                int status = socket(caller);
                breaches.watch("HTTP/2, CONNECT websocket, " + caller, status / 100 == 2, status);
            }
            breaches.thenNone();
        }
    }

    /** Requests a WebSocket in a stream (RFC 8441). */
    default int socket(Caller caller) throws IOException {
        try (Http2Wire wire = Http2Wire.connect(caller.from(), server().port())) {
            return wire.status(ask(wire, caller));
        } catch (SocketException reset) {
            return 0;
        }
    }

    private static int ask(Http2Wire wire, Caller caller) throws IOException {
        List<String> lines = new ArrayList<>(caller.lines());
        lines.addAll(List.of("Sec-WebSocket-Version: 13", "Origin: http://localhost"));
        return wire.connect("websocket", "/api/socket", lines);
    }

    /** Only for servers that support RFC 8441; otherwise nobody would get in, and blocked callers would prove nothing. */
    interface WithWebSockets extends Http2Tests {

        @Test
        default void a_WebSocket_in_a_stream_of_HTTP_2_is_opened_for_an_allowed_caller() throws Exception {
            long before = server().reached("socket");
            try (Http2Wire wire = Http2Wire.connect(Caller.ALLOWED.from(), server().port())) {
                assertThat(wire.status(ask(wire, Caller.ALLOWED))).isEqualTo(200);
                long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
                while (server().reached("socket") == before) { // the endpoint is called after the caller has the response
                    assertThat(System.nanoTime()).as("no socket was opened").isLessThan(end);
                }
            }
        }
    }

    @Test
    default void an_upgrade_to_HTTP_2_takes_a_blocked_caller_nowhere() throws Exception {
        try (Breaches breaches = new Breaches(this)) {
            for (Caller caller : Caller.ALL_BLOCKED) {
                int status = upgraded(caller);
                breaches.watch("h2c, " + caller, status / 100 == 2, status);
            }
            breaches.thenNone();
        }
        assertThat(upgraded(Caller.ALLOWED)).isEqualTo(200);
    }

    /** Requests an upgrade from HTTP/1.1 to HTTP/2; a server may decline and respond in HTTP/1.1. */
    private int upgraded(Caller caller) throws IOException {
        try (Wire wire = Wire.connect(caller.from(), server().port())) {
            Answer answer = wire.exchange(caller.requestKeptAlive("GET", "/api/v1",
                    "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA"));
            if (answer.status() != 101) {
                return answer.status();
            }
            try (Http2Wire http2 = Http2Wire.upgraded(wire)) {
                return http2.status(1);
            }
        }
    }
}
