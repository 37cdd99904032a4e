package org.iprestriction.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottlesTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // the clock may overflow
    private final ChangeRate changes = new ChangeRate(nanos::get);

    @Test
    void a_user_makes_sixty_changes_a_minute_and_no_more() {
        for (int i = 0; i < 60; i++) {
            assertThat(changes.take("admin")).isZero();
            pass(Duration.ofMillis(500));
        }
        assertThat(changes.take("Admin")).isEqualTo(Duration.ofSeconds(30));
        assertThat(changes.take("other")).isZero();
        pass(Duration.ofSeconds(30));
        assertThat(changes.take("admin")).isZero();
        assertThat(changes.take("admin")).isEqualTo(Duration.ofMillis(500));
        assertThat(ChangeRate.sentence(Duration.ofMillis(500))).isEqualTo("Too many changes in a short time. Try again in 1 second.");
        assertThat(ChangeRate.sentence(Duration.ofMillis(19_001))).endsWith("in 20 seconds.");
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
