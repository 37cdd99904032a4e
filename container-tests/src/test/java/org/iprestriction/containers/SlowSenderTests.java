package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The example's pages and API under attack by slow senders, on servers with their default configuration. */
interface SlowSenderTests extends ExampleTests {

    /** Opens two hundred connections, the number of threads of most servers, and sends one byte of a body on each. */
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
