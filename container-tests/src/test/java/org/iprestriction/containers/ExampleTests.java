package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The example's WAR, the very file that runs by itself, deployed as /example. */
interface ExampleTests extends OnServer {

    @Test
    default void the_example_loads_its_list_and_is_ready() throws Exception {
        awaitReady();
        assertThat(server().get(Caller.BLOCKED, "/example/health/live").status()).isEqualTo(200);
    }

    private void awaitReady() throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        Answer answer = server().get(Caller.BLOCKED, "/example/health/ready");
        while (answer.status() != 200 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(200); // between two looks at the condition
            answer = server().get(Caller.BLOCKED, "/example/health/ready");
        }
        assertThat(answer.status()).as(answer + " " + server().process().output()).isEqualTo(200);
    }

    @Test
    default void the_example_refuses_who_is_not_listed_and_answers_who_is_allowed() throws Exception {
        awaitReady();
        for (Caller caller : Caller.ALL_BLOCKED) {
            for (String target : new String[] {"/example/api/v1/hello", "/example/api;x/v1/hello", "/example//api/v1/hello",
                    "/example/%61pi/v1/hello", "/example/health/..;/api/v1/hello", "/example/x/../api/v1/hello"}) {
                assertThat(server().get(caller, target).isSuccess()).as(caller + " " + target).isFalse();
            }
            Answer refusal = server().get(caller, "/example/api/v1/hello");
            assertThat(refusal.status()).isEqualTo(403);
            assertThat(refusal.header("Content-Type")).startsWith("application/problem+json");
        }
        assertThat(server().get(Caller.ALLOWED, "/example/api/v1/hello").status()).isEqualTo(200);
    }

    @Test
    default void the_example_shows_its_sign_in_page_to_everybody() throws Exception {
        for (Caller caller : Caller.ALL_BLOCKED) {
            Answer answer = server().get(caller, "/example/admin/ip-restriction/sign-in");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).startsWith("text/html");
            assertThat(answer.body()).contains("<form", "type=\"password\"");
            assertThat(server().get(caller, "/example/admin/ip-restriction").isSuccess()).isFalse();
        }
    }

    /** Two hundred connections, the number of threads that most servers have, each with one byte of a body. */
    @Test
    default void the_example_answers_who_is_allowed_while_others_send_their_bodies_slowly() throws Exception {
        awaitReady();
        for (String[] request : new String[][] {
            {"POST", "/example/admin/api/v1/ip-restriction/entries", "Content-Length: 1000000"},
            {"POST", "/example/admin/ip-restriction", "Content-Length: 16000", "Sec-Fetch-Site: same-origin"},
            {"POST", "/example/admin/ip-restriction", "Content-Length: 16000000", "Sec-Fetch-Site: cross-site"},
            {"POST", "/example/admin/ip-restriction/sign-in", "Content-Length: 16000", "Sec-Fetch-Site: same-origin"},
            {"GET", "/example/admin/ip-restriction/assets/favicon.svg", "Content-Length: 1000000"}}) {
            List<Wire> slow = new ArrayList<>();
            try {
                for (int i = 0; i < 200; i++) {
                    Wire wire = Wire.connect("127.0.0.1", server().port());
                    slow.add(wire);
                    wire.send((Caller.BLOCKED.requestKeptAlive(request[0], request[1],
                            Arrays.copyOfRange(request, 2, request.length)) + "u").getBytes(StandardCharsets.US_ASCII));
                }
                for (int i = 0; i < 5; i++) {
                    long begun = System.nanoTime();
                    assertThat(server().get(Caller.ALLOWED, "/example/api/v1/hello").status()).isEqualTo(200);
                    assertThat(System.nanoTime() - begun).as(request[1]).isLessThan(TimeUnit.SECONDS.toNanos(5));
                }
            } finally {
                for (Wire wire : slow) {
                    wire.close();
                }
            }
        }
    }
}
