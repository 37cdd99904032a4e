package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests behind a real proxy: the callers use other addresses of this machine; 127.0.0.3 is allowed and 127.0.0.2 is not. */
interface ProxyTests extends OnServer {

    @Test
    default void behind_nginx_nobody_gets_in_by_what_he_writes_himself(@TempDir Path directory) throws Exception {
        try (Nginx nginx = Nginx.start(directory, server().port()); Breaches breaches = new Breaches(this)) {
            for (int port : List.of(nginx.appending(), nginx.careless(), nginx.replacing(), nginx.stripping())) {
                for (Caller hostile : Hostile.CALLERS) {
                    Caller caller = new Caller(hostile.name(), "127.0.0.2", hostile.lines());
                    breaches.watch(caller, port, caller.request("GET", "/api/v1"));
                    breaches.watch(caller, port, caller.request("GET", "/closed/"));
                }
            }
            for (int port : List.of(nginx.appending(), nginx.careless())) {
                for (String target : Targets.ALL) {
                    Caller caller = Caller.through("spoofs", "127.0.0.2", "X-Forwarded-For: 203.0.113.7");
                    breaches.watch(caller, port, caller.request("GET", target));
                }
            }
            breaches.thenNone();
        }
    }

    @Test
    default void behind_nginx_no_header_can_be_taken_away_by_naming_it_in_Connection(@TempDir Path directory)
            throws Exception {
        try (Nginx nginx = Nginx.start(directory, server().port()); Breaches breaches = new Breaches(this)) {
            for (int port : List.of(nginx.appending(), nginx.careless(), nginx.replacing(), nginx.stripping())) {
                for (String connection : List.of("X-Forwarded-For", "close, X-Forwarded-For", "keep-alive, x-forwarded-for",
                        "X-Forwarded-For, X-Real-IP, Host", "close\r\nConnection: X-Forwarded-For, X-Real-IP")) {
                    for (String target : List.of("/api/v1", "/closed/", "/single/x")) {
                        String request = Caller.through("", "127.0.0.2", "Connection: " + connection,
                                "X-Real-IP: 203.0.113.7").requestKeptAlive("GET", target);
                        breaches.watch(connection + " " + target, Wire.exchange("127.0.0.2", port, request));
                    }
                }
            }
            breaches.thenNone();
        }
    }

    @Test
    default void behind_nginx_the_caller_is_the_one_that_nginx_saw(@TempDir Path directory) throws Exception {
        try (Nginx nginx = Nginx.start(directory, server().port())) {
            for (int port : List.of(nginx.appending(), nginx.careless(), nginx.replacing())) {
                for (String line : List.of("X-Forwarded-For: 198.51.100.66", "X-Forwarded-For: garbage", "X-Other: none",
                        "X_Forwarded_For: 198.51.100.66", "Connection: X-Forwarded-For")) {
                    assertThat(client(port, line, "/api/v1")).as(port + " " + line).isEqualTo("127.0.0.3");
                    assertThat(client(port, line, "/single/x")).as(port + " " + line).isEqualTo("127.0.0.3");
                }
            }
        }
    }

    private static String client(int port, String line, String target) throws IOException {
        return Wire.exchange("127.0.0.3", port, Caller.through("allowed", "127.0.0.3", line).request("GET", target))
                .said("client");
    }

    @Test
    default void behind_a_proxy_that_takes_the_header_away_nobody_gets_in(@TempDir Path directory) throws Exception {
        try (Nginx nginx = Nginx.start(directory, server().port()); Breaches breaches = new Breaches(this)) {
            for (String from : List.of("127.0.0.1", "127.0.0.2", "127.0.0.3")) {
                Caller caller = Caller.through(from, from, "X-Forwarded-For: 203.0.113.7");
                breaches.watch(caller, nginx.stripping(), caller.request("GET", "/api/v1"));
            }
            breaches.thenNone();
        }
    }
}
