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

    /** A node's clock that is fast, by as much as clocks are, or one that is corrected slowly. */
    @ParameterizedTest
    @ValueSource(longs = {-180, -50, 0, 50, 100, 180})
    void aClockThatDriftsMakesItLateButNeverEarlyAndNeverLetsItGoBack(long partsPerMillion) {
        long truth = START * MILLI;
        long shown = 0;
        for (int poll = 0; poll < 200; poll++) {
            clock.set(Math.floorDiv(truth, MILLI), nanos, nanos);
            for (int tick = 0; tick < 30; tick++) {
                truth += 1_000 * MILLI;
                nanos += 1_000 * MILLI + 1_000 * partsPerMillion;
                assertThat(clock.millis()).isLessThanOrEqualTo(Math.floorDiv(truth, MILLI)).isGreaterThanOrEqualTo(shown)
                        .isGreaterThan(Math.floorDiv(truth, MILLI) - 15);
                shown = clock.millis();
            }
        }
        truth += 3_600_000 * MILLI;
        nanos += 3_600_000 * MILLI + 3_600_000 * partsPerMillion;
        assertThat(clock.millis()).as("after an hour without an answer").isLessThanOrEqualTo(Math.floorDiv(truth, MILLI));
    }

    @Test
    void aSlowAnswerDoesNotSpoilAGoodReading() {
        read(START);
        nanos += 30_000 * MILLI;
        clock.set(START + 30_000 - 4_000, nanos - 9_000 * MILLI, nanos); // read four seconds ago, as far as can be told
        assertThat(clock.millis()).isBetween(START + 30_000 - 15, START + 30_000);
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

    private void polls(int number, long ahead) {
        for (int i = 0; i < number; i++) {
            nanos += 30_000 * MILLI;
            read(START + nanos / MILLI + ahead);
        }
    }

    @Test
    void whatEndedByAClockThatMayBeWrongHasNotEndedForGood() {
        polls(20, 0);
        assertThat(clock.steadyUntil()).as("nothing confirms it yet").isEqualTo(Long.MIN_VALUE);
        polls(3, 0);
        long steady = START + nanos / MILLI;
        assertThat(clock.steadyUntil()).as("it ran on for ten minutes").isEqualTo(steady);
        polls(20, 3_600_000);
        assertThat(clock.steadyUntil()).isEqualTo(steady);
        polls(3, 3_600_000);
        assertThat(clock.steadyUntil()).as("ten minutes later it is believed").isEqualTo(START + nanos / MILLI + 3_600_000);
    }

    @Test
    void aTimeThatNoClockShouldShowIsAFailure() {
        assertThatThrownBy(() -> read(-1)).hasMessageContaining("says -1 ms since 1970");
        assertThatThrownBy(() -> read(Long.MAX_VALUE / 1_000)).isInstanceOf(IllegalStateException.class);
    }
}
