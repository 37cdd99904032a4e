package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

interface PathTests extends OnServer {

    /** Returns the targets that are known, tested and documented to get through on the lenient port. */
    default List<String> knownGaps() {
        return List.of();
    }

    @Test
    default void a_blocked_caller_reaches_nothing_by_any_path() throws Exception {
        try (Breaches breaches = new Breaches(this)) {
            for (int port : server().ports()) {
                for (Caller caller : Caller.ALL_BLOCKED) {
                    for (String target : Stream.concat(Targets.ALL.stream(), Targets.below("/closed")).toList()) {
                        if (port == server().port() || !knownGaps().contains(target)) {
                            breaches.watch(caller, port, caller.request("GET", target));
                        }
                    }
                }
            }
            breaches.thenNone();
        }
    }

    @Test
    default void a_blocked_caller_reaches_nothing_by_any_method() throws Exception {
        try (Breaches breaches = new Breaches(this)) {
            for (int port : server().ports()) {
                for (Caller caller : Caller.ALL_BLOCKED) {
                    for (String method : Targets.METHODS) {
                        breaches.watch(caller, port, caller.request(method, "/api/v1", "Content-Length: 0"));
                        breaches.watch(caller, port, caller.request(method, "/closed/", "Content-Length: 0"));
                        breaches.watch(caller, port, caller.request(method, "/api/v1", "X-HTTP-Method-Override: GET",
                                "Transfer-Encoding: chunked") + "0\r\n\r\n");
                    }
                }
            }
            breaches.thenNone();
        }
    }

    @Test
    default void a_blocked_caller_reaches_nothing_by_an_old_version_of_HTTP() throws Exception {
        try (Breaches breaches = new Breaches(this)) {
            String header = "X-Forwarded-For: 198.51.100.66\r\n";
            for (int port : server().ports()) {
                for (String request : new String[] {"GET /api/v1 HTTP/1.0\r\n\r\n", "GET /api/v1 HTTP/1.0\r\n" + header + "\r\n",
                        "GET /api/v1\r\n\r\n", "GET /api/v1 HTTP/0.9\r\n\r\n", "GET /api/v1 HTTP/1.2\r\n" + header + "\r\n",
                        "GET /api/v1 HTTP/1.1\r\n" + header + "\r\n", "GET  /api/v1 HTTP/1.1\r\nHost: h\r\n\r\n",
                        "\r\n\r\nGET /api/v1 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"}) {
                    breaches.watch("127.0.0.2: " + request, Wire.last("127.0.0.2", port, request));
                    breaches.watch("127.0.0.1: " + request, Wire.last("127.0.0.1", port, request));
                }
            }
            breaches.thenNone();
        }
    }

    /** The container responds to this request itself; it must not reach the application. */
    @Test
    default void OPTIONS_for_the_whole_server_reaches_no_servlet() throws Exception {
        var before = server().reached();
        for (int port : server().ports()) {
            for (Caller caller : Caller.ALL_BLOCKED) {
                Wire.exchange(caller.from(), port, caller.request("OPTIONS", "*"));
            }
        }
        assertThat(server().reached()).isEqualTo(before);
    }

    @Test
    default void an_allowed_caller_reaches_the_servlet_by_every_ordinary_path_and_method() throws Exception {
        for (int port : server().ports()) {
            for (String target : Targets.ORDINARY) {
                long before = server().reached("echo");
                Answer answer = Wire.exchange("127.0.0.1", port, Caller.ALLOWED.request("GET", target));
                assertThat(answer.status()).as(target).isEqualTo(200);
                assertThat(answer.said("client")).as(target).isEqualTo("203.0.113.7");
                assertThat(server().reached("echo")).as(target).isEqualTo(before + 1);
            }
            for (String method : new String[] {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"}) {
                Answer answer = Wire.exchange("127.0.0.1", port,
                        Caller.ALLOWED.request(method, "/api/v1", "Content-Length: 0"));
                assertThat(answer.status()).as(method).isEqualTo(200);
                assertThat(answer.header("Reached")).as(method).isEqualTo("echo");
            }
        }
        assertThat(server().get(Caller.ALLOWED, "/closed/").said("reached")).isEqualTo("closed");
        assertThat(server().get(Caller.ALLOWED, "/closed/x").said("reached")).isEqualTo("closed");
    }

    @Test
    default void a_refusal_is_a_problem_document_that_nobody_stores() throws Exception {
        Answer answer = server().get(Caller.BLOCKED, "/api/v1");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).contains("\"client\":\"198.51.100.66\"").doesNotContain("203.0.113.7");
    }
}
