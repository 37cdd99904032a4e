package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.store.SteadyClock;
import org.junit.jupiter.api.Test;

/** A clock is read before a save; sometimes the answer is slow, and sometimes the clock is wrong. */
class SteadyClockTest {

    private static final long SECOND = 1_000_000;

    private final SteadyClock steady = new SteadyClock();
    private long ahead;
    private int readings;

    private long now() {
        return System.nanoTime() / 1000 + ahead;
    }

    private static void pass(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    @Test
    void anAnswerThatTakesLongIsNotAJump() {
        steady.note(now());
        long read = steady.read(() -> {
            long micros = now();
            pass(readings++ == 0 ? 1_500 : 0);
            return micros;
        });
        assertThat(read).isBetween(now() - SECOND / 2, now());
    }

    @Test
    void twoReadingsThatContradictEachOtherAreRefused() {
        steady.note(now());
        assertThatThrownBy(() -> steady.read(() -> now() + (readings++ == 0 ? 60 * SECOND : 0)))
                .isInstanceOf(StoreUnavailableException.class).hasMessageStartingWith("The clock of the database jumps: it said ");
    }

    @Test
    void aJumpThatASecondReadingConfirmsIsFollowed() {
        steady.note(now());
        ahead = 60 * SECOND;
        assertThat(steady.read(this::now)).isBetween(now() - SECOND / 2, now());
    }
}
