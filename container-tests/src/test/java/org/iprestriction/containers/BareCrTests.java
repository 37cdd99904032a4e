package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves what docs/containers.md says about a server that ends a header line at a CR without LF: a caller can add a header. */
interface BareCrTests extends CallerTests {

    @Override
    default boolean isKnownGap(Caller caller) {
        return Hostile.hasBareCr(caller);
    }

    @Test
    default void a_bare_CR_that_a_trusted_proxy_passes_on_ends_a_header_line_and_names_another_caller() throws Exception {
        for (String line : List.of("X-Forwarded-For: 198.51.100.66\rX-Forwarded-For: 203.0.113.7",
                "X-Other: x\rX-Forwarded-For: 203.0.113.7")) {
            Caller caller = Caller.through("behind a careless proxy", "127.0.0.1", "X-Forwarded-For: 198.51.100.66", line);
            assertThat(server().get(caller, "/api/v1").said("client")).isEqualTo("203.0.113.7");
        }
    }

    @Test
    default void nginx_refuses_a_bare_CR_and_a_space_before_the_colon(@TempDir Path directory) throws Exception {
        try (Nginx nginx = Nginx.start(directory, server().port()); Breaches breaches = new Breaches(this)) {
            for (int port : List.of(nginx.appending(), nginx.careless(), nginx.replacing(), nginx.stripping())) {
                for (String line : List.of("X-Forwarded-For: 198.51.100.66\rX-Forwarded-For: 203.0.113.7",
                        "X-Other: x\rX-Forwarded-For: 203.0.113.7", "X_Other: x\rX-Forwarded-For: 203.0.113.7",
                        "X-Forwarded-For : 203.0.113.7", "X-Forwarded-For\t: 203.0.113.7")) {
                    Caller caller = Caller.through(line, "127.0.0.2", line);
                    Answer answer = Wire.exchange(caller.from(), port, caller.request("GET", "/api/v1"));
                    breaches.watch(line, answer);
                    assertThat(answer.status()).as(line).isEqualTo(400);
                }
            }
            breaches.thenNone();
        }
    }
}
