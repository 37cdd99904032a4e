package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

interface WebSocketTests extends OnServer {

    String[] UPGRADE = {"Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Origin: http://localhost"};

    default Answer upgrade(Caller caller, String target) throws Exception {
        return Wire.exchange(caller.from(), server().port(), caller.requestKeptAlive("GET", target, UPGRADE));
    }

    @Test
    default void a_WebSocket_is_opened_for_an_allowed_caller_only() throws Exception {
        try (Breaches breaches = new Breaches(this)) {
            for (Caller caller : Caller.ALL_BLOCKED) {
                for (String target : new String[] {"/api/socket", "/api/socket;x", "//api/socket", "/api/./socket",
                        "/%61pi/socket", "/x/../api/socket", "/api/socket?x=y"}) {
                    breaches.watch(caller + " " + target, upgrade(caller, target));
                }
            }
            breaches.thenNone();
        }
        long before = server().reached("socket");
        assertThat(upgrade(Caller.ALLOWED, "/api/socket").status()).isEqualTo(101);
        awaitOpened(before + 1);
    }

    /** Waits for the endpoint, which is called after the caller has received the response. */
    default void awaitOpened(long sockets) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (server().reached("socket") < sockets) {
            assertThat(System.nanoTime()).as("no socket was opened").isLessThan(end);
            Thread.onSpinWait();
        }
        assertThat(server().reached("socket")).isEqualTo(sockets);
    }

    /** The application of this test declares no WebSocket filter and nothing else of the container. */
    interface FilterFirst extends WebSocketTests {

        @Test
        default void a_filter_in_web_xml_stands_before_the_WebSocket_of_the_container() throws Exception {
            try (Breaches breaches = new Breaches(this)) {
                breaches.watch("deny-all", upgrade(Caller.ALLOWED, "/socket/api/socket"));
                breaches.thenNone();
            }
            assertThat(server().process().printed()).as("a false alarm").doesNotContain("WebSocket upgrades",
                    "WebSocket endpoint", "WebSocket container");
        }
    }

    /** Proves the warning in docs/containers.md: Jetty determines this order, not the filter. */
    interface UpgradeFirst extends WebSocketTests {

        @Test
        default void without_its_upgrade_filter_in_web_xml_Jetty_answers_101_before_a_filter_that_denies_everybody()
                throws Exception {
            long before = server().reached("socket");
            assertThat(server().get(Caller.ALLOWED, "/socket/api/socket").status()).as("no upgrade").isEqualTo(403);
            assertThat(upgrade(Caller.ALLOWED, "/socket/api/socket").status()).as("upgrade").isEqualTo(101);
            awaitOpened(before + 1);
            assertThat(server().process().printed().split("WebSocketUpgradeFilter runs before this filter", -1))
                    .as("what stands around the warnings of socket, closed and the two filters of example; the others declare it after ours")
                    .hasSize(5);
        }

        @Test
        default void with_its_upgrade_filter_declared_after_ours_Jetty_lets_our_filter_decide() throws Exception {
            try (Breaches breaches = new Breaches(this)) {
                Answer answer = upgrade(Caller.ALLOWED, "/guarded-socket/api/socket");
                breaches.watch("deny-all", answer);
                breaches.thenNone();
                assertThat(answer.status()).isEqualTo(403);
            }
        }
    }
}
