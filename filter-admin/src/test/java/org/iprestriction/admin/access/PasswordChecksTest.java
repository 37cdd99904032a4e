package org.iprestriction.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.iprestriction.address.IpAddress;
import org.junit.jupiter.api.Test;

class PasswordChecksTest {
    private final AtomicLong nanos = new AtomicLong();
    private final PasswordChecks checks = new PasswordChecks(nanos::get, (monitor, wait) -> nanos.addAndGet(wait));
    private final PasswordAttempt attempt = PasswordAttempt.of("admin", "a password", IpAddress.parse("192.0.2.1"), null);

    @Test
    void a_password_that_was_wrong_is_wrong_for_two_seconds_without_a_check_and_no_longer() throws Exception {
        assertThat(run(null)).isNull();
        nanos.addAndGet(Duration.ofMillis(1_900).toNanos());
        assertThat(run("admin")).as("not asked").isNull();
        nanos.addAndGet(Duration.ofMillis(200).toNanos());
        assertThat(run("admin")).as("set to it in the meantime").isEqualTo("admin");
    }

    /** Returns the result of a check for which the realm would return {@code user}. */
    private String run(String user) throws Exception {
        return checks.<String, Exception>run(attempt, () -> user);
    }
}
