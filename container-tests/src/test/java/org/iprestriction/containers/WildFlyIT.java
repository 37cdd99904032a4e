package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class WildFlyIT extends ServerIT implements BareCrTests, ProtocolTests, Http2Tests, WebSocketTests.FilterFirst {

    @Override
    Server start(Path directory) throws Exception {
        return WildFlyHome.probe(directory);
    }

    @Test
    void a_misspelt_setting_does_not_stop_the_deployment_on_WildFly_but_lets_nobody_in() throws Exception {
        try (Breaches breaches = new Breaches(this)) {
            for (int call = 1; call <= 3; call++) {
                Answer answer = server().get(Caller.ALLOWED, "/misspelt/x");
                breaches.watch("call " + call, answer);
                assertThat(answer.status()).isEqualTo(500);
            }
            breaches.thenNone();
        }
    }

    @Nested
    class Example extends OneServer implements ExampleTests {

        private Answer firstReady;
        private Answer firstCall;

        /** Makes the checks that are only possible once. */
        @Override
        Server start(Path directory) throws Exception {
            Server server = WildFlyHome.example(directory);
            firstReady = server.get(Caller.BLOCKED, "/example/health/ready");
            firstCall = server.get(Caller.BLOCKED, "/example/api/v1/hello");
            return server;
        }

        @Test
        void before_the_first_call_WildFly_has_made_no_filter_so_health_says_ready_and_the_call_is_refused_with_503() {
            assertThat(firstReady.status()).isEqualTo(200);
            assertThat(firstCall.status()).isEqualTo(503);
        }
    }
}
