package org.iprestriction.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.iprestriction.admin.access.PasswordAttempt.Key;
import org.junit.jupiter.api.Test;

/** Counts in virtual time; the clock may overflow. */
class WrongGuessesTest {
    private static final Key KEY = new Key(1, 2);
    private long now = Long.MAX_VALUE - 1_000;
    private final WrongGuesses guesses = new WrongGuesses(5);

    @Test
    void after_the_free_ones_each_pause_is_twice_as_long_up_to_eight_seconds() {
        for (int i = 0; i < 5; i++) {
            guess(i, 0);
        }
        int i = 5;
        for (int seconds : new int[] {1, 2, 4, 8, 8, 8}) {
            guess(i++, seconds);
        }
    }

    @Test
    void checks_under_way_use_up_what_is_free() {
        for (int i = 0; i < 5; i++) {
            assertThat(guesses.delay(KEY, now)).isZero();
            guesses.begin(KEY, now);
        }
        assertThat(guesses.delay(KEY, now)).as("first one has to end").isNegative();
        guesses.end(KEY, null, now);
        assertThat(guesses.delay(KEY, now)).as("it was right").isZero();
    }

    @Test
    void the_same_wrong_password_again_is_no_further_guess() {
        for (int i = 0; i < 100; i++) {
            guess(7, 0);
        }
    }

    @Test
    void five_minutes_after_the_last_guess_all_is_forgotten() {
        for (int i = 0; i < 9; i++) {
            pass(Duration.ofSeconds(8));
            guess(i, 0);
        }
        pass(Duration.ofMinutes(5));
        for (int i = 0; i < 5; i++) {
            guess(i, 0);
        }
    }

    @Test
    void guessing_without_an_end_gets_one_check_in_eight_seconds() {
        int checks = 0;
        for (long end = now + Duration.ofHours(1).toNanos(); now - end < 0; checks++) {
            now += guesses.delay(KEY, now);
            guesses.begin(KEY, now);
            guesses.end(KEY, new Key(checks, 0), now);
        }
        assertThat(checks).isLessThanOrEqualTo(5 + 4 + 3600 / 8);
    }

    private void guess(int password, int expectedSeconds) {
        assertThat(guesses.delay(KEY, now)).isEqualTo(Duration.ofSeconds(expectedSeconds).toNanos());
        pass(Duration.ofSeconds(expectedSeconds));
        guesses.begin(KEY, now);
        guesses.end(KEY, new Key(password, 0), now);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
