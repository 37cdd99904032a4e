package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Differences between Open Liberty and other servers; described in docs/containers.md. */
interface LibertyTests extends BareCrTests {

    @Override
    default boolean isKnownGap(Caller caller) {
        return BareCrTests.super.isKnownGap(caller) || Hostile.hasSpaceBeforeColon(caller);
    }

    @Test
    default void a_space_before_the_colon_that_a_trusted_proxy_passes_on_is_overlooked_and_names_another_caller()
            throws Exception {
        for (String name : new String[] {"X-Forwarded-For ", "X-Forwarded-For\t"}) {
            Caller caller = Caller.through("behind a careless proxy", "127.0.0.1", "X-Forwarded-For: 198.51.100.66",
                    name + ": 203.0.113.7");
            assertThat(server().get(caller, "/api/v1").said("client")).isEqualTo("203.0.113.7");
        }
    }

    @Override
    default boolean refusalEndsConnection() {
        return true;
    }
}
