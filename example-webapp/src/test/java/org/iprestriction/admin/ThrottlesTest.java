package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottlesTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // the clock may wrap
    private final FailedSignIns failures = new FailedSignIns(nanos::get);
    private final ChangeRate changes = new ChangeRate(nanos::get);

    @Test
    void the_sixth_failure_of_a_user_from_one_address_waits() {
        for (int i = 0; i < 5; i++) {
            assertThat(failures.begin("admin", "192.0.2.1")).isZero();
        }
        assertThat(failures.begin("ADMIN", "192.0.2.1")).isEqualTo(Duration.ofMinutes(5));
        assertThat(failures.begin("admin", "192.0.2.2")).as("from elsewhere the administrator still gets in").isZero();
        pass(Duration.ofMinutes(5));
        assertThat(failures.begin("admin", "192.0.2.1")).isZero();
    }

    @Test
    void a_right_password_forgets_the_failures_before_it() {
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 5; i++) {
                assertThat(failures.begin("admin", "192.0.2.1")).isZero();
                if (i == 4) {
                    failures.succeeded("admin", "192.0.2.1");
                }
            }
            pass(Duration.ofMinutes(2));
        }
    }

    @Test
    void many_users_from_one_address_wait_too() {
        for (int i = 0; i < 30; i++) {
            assertThat(failures.begin("user" + i, "192.0.2.1")).isZero();
        }
        assertThat(failures.begin("another", "192.0.2.1")).isPositive();
        assertThat(failures.begin("another", "192.0.2.2")).isZero();
    }

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
