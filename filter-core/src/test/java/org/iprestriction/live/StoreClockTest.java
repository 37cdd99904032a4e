package org.iprestriction.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.iprestriction.Seeds;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreClockTest {

    private static final long MILLI = 1_000_000;
    private static final long START = 1_800_000_000_000L;

    private long nanos = 77 * MILLI;
    private final StoreClock clock = new StoreClock(() -> nanos);

    private void read(long millis) {
        clock.set(millis, nanos, nanos);
    }

    /** Whenever in the course of the question the store looked at its clock: a switch too early is not to be undone. */
    @RepeatedTest(20)
    void itIsNeverAheadOfTheStore(RepetitionInfo repetition) {
        Random random = Seeds.random(repetition.getCurrentRepetition());
        long lag = START * MILLI - nanos; // the store's clock in nanoseconds is always nanoTime plus this
        for (int i = 0; i < 10_000; i++) {
            nanos += random.nextInt(30_000) * MILLI;
            long asked = nanos;
            long readAt = asked + (long) (random.nextDouble() * random.nextInt(3_000) * MILLI);
            long readBy = readAt + (long) (random.nextDouble() * random.nextInt(3_000) * MILLI);
            nanos = readBy;
            clock.set(Math.floorDiv(readAt + lag, MILLI), asked, readBy);
            nanos += random.nextInt(1_000) * MILLI;
            long truth = Math.floorDiv(nanos + lag, MILLI);
            assertThat(clock.millis()).isLessThanOrEqualTo(truth).isGreaterThan(truth - 4_000);
        }
    }

    @Test
    void aSlowAnswerDoesNotSpoilAGoodReading() {
        read(START);
        nanos += 30_000 * MILLI;
        clock.set(START + 30_000 - 4_000, nanos - 9_000 * MILLI, nanos); // read four seconds ago, as far as can be told
        assertThat(clock.millis()).isBetween(START + 30_000 - 7, START + 30_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {3_600_000, 5_000, -5_000, -3_600_000})
    void aJumpIsTold(long jump) {
        read(START);
        nanos += 30_000 * MILLI;
        assertThat(clock.jump(START + 30_000, nanos, nanos)).isZero();
        assertThat(clock.jump(START + 30_000 + jump, nanos, nanos)).isBetween(jump - 10, jump + 10);
        read(START + 30_000 + jump);
        assertThat(clock.millis()).isEqualTo(START + 30_000 + jump);
    }

    @ParameterizedTest
    @ValueSource(longs = {900, 20, -20, -900})
    void aClockThatIsSetRightByLittleIsFollowedWithoutAWord(long step) {
        read(START);
        nanos += 30_000 * MILLI;
        assertThat(clock.jump(START + 30_000 + step, nanos, nanos)).isZero();
        read(START + 30_000 + step);
        assertThat(clock.millis()).isEqualTo(START + 30_000 + step);
    }

    @Test
    void whatEndedByAClockThatJumpedHasNotEndedForGood() {
        read(START);
        assertThat(clock.steadyUntil()).as("nothing confirms the first reading").isEqualTo(Long.MIN_VALUE);
        nanos += 30_000 * MILLI;
        read(START + 30_000);
        assertThat(clock.steadyUntil()).isEqualTo(START + 30_000);
        for (int poll = 1; poll < 20; poll++) {
            nanos += 30_000 * MILLI;
            read(START + 3_600_000 + poll * 30_000L);
            assertThat(clock.steadyUntil()).isEqualTo(START + 30_000);
        }
        nanos += 90_000 * MILLI;
        read(START + 3_600_000 + 660_000);
        assertThat(clock.steadyUntil()).as("ten minutes later it is believed").isEqualTo(START + 3_600_000 + 660_000);
    }

    @Test
    void aTimeThatNoClockShouldShowIsAFailure() {
        assertThatThrownBy(() -> read(-1)).hasMessageContaining("says -1 ms since 1970");
        assertThatThrownBy(() -> read(Long.MAX_VALUE / 1_000)).isInstanceOf(IllegalStateException.class);
    }
}
