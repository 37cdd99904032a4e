package org.iprestriction.live;

import java.util.function.LongSupplier;

/**
 * The clock of the store, read at each poll and carried on in between by {@code nanoTime}, so that all nodes switch at the
 * same instant whatever their own clocks say. It never runs ahead of the store's: of all times the store's clock may show, it
 * shows the earliest. Written by the loader, read by every thread.
 */
final class StoreClock {

    private static final long MILLI = 1_000_000L;
    /** The year 2200: what is later does not fit into nanoseconds for much longer, and is no time a clock should show. */
    private static final long LATEST = 7_258_118_400_000L;
    /** A difference this small is the inaccuracy of clocks, or their being set right, and no jump. */
    private static final long JUMP_NANOS = 1_000 * MILLI;
    /** How much two clocks may drift apart: a five-thousandth, 200 parts per million. */
    private static final long DRIFT = 5_000;
    /** How long a clock has to run without a jump before it ends anything for good. */
    private static final long PROBATION_NANOS = 600_000 * MILLI;

    private final LongSupplier nanoTime;
    private volatile Reading reading;
    private long steadyUntil = Long.MIN_VALUE;
    private long onProbationUntil;

    /** Of all that the store's clock may have shown at {@code at}, the earliest and the latest; all in nanoseconds. */
    private record Reading(long earliest, long latest, long at, boolean doubted) {

        /** Carries the reading on to a later time. Both clocks drift, so the bounds move apart. */
        Reading carriedTo(long nanos) {
            long passed = nanos - at;
            long drift = Math.abs(passed) / DRIFT;
            return new Reading(earliest + passed - drift, latest + passed + drift, nanos, doubted);
        }
    }

    StoreClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Tells how far the store's clock is from where it was carried on to.
     *
     * @param millis what the clock of the store said, cut to the millisecond
     * @param askedAt {@code nanoTime} before it was asked
     * @param readBy {@code nanoTime} at which it had been read
     * @return the jump in milliseconds, negative where the clock went back; 0 where it ran on, or was never read before
     */
    long jump(long millis, long askedAt, long readBy) {
        Reading last = reading;
        if (last == null) {
            return 0;
        }
        Reading carried = last.carriedTo(readBy);
        Reading read = read(millis, askedAt, readBy);
        long forward = read.earliest - carried.latest;
        long back = carried.earliest - read.latest;
        return forward > JUMP_NANOS ? forward / MILLI : back > JUMP_NANOS ? -back / MILLI : 0;
    }

    /** Takes a reading; the parameters are those of {@link #jump}. */
    void set(long millis, long askedAt, long readBy) {
        Reading last = reading;
        Reading read = read(millis, askedAt, readBy);
        boolean jumped = jump(millis, askedAt, readBy) != 0;
        if (last == null || last.doubted) { // nothing says yet that it is right
            onProbationUntil = readBy + PROBATION_NANOS;
        } else {
            Reading carried = last.carriedTo(readBy);
            if (read.latest >= carried.earliest && read.earliest <= carried.latest) { // both are right, so together they are better
                read = new Reading(Math.max(read.earliest, carried.earliest), Math.min(read.latest, carried.latest), readBy,
                        false);
            }
            learn(millis, jumped, readBy);
        }
        reading = read;
    }

    /** What ended stays ended, but only by a clock that was right: one that jumped may jump back. */
    private void learn(long millis, boolean jumped, long readBy) {
        if (jumped) {
            onProbationUntil = readBy + PROBATION_NANOS;
        } else if (readBy - onProbationUntil > 0) {
            steadyUntil = Math.max(steadyUntil, millis);
        }
    }

    private static Reading read(long millis, long askedAt, long readBy) {
        if (millis < 0 || millis > LATEST) {
            throw new IllegalStateException("The clock of the store says " + millis + " ms since 1970, which it cannot mean.");
        }
        return new Reading(millis * MILLI, millis * MILLI + MILLI - 1 + (readBy - askedAt), readBy, false);
    }

    /** Takes a time from elsewhere, as long as the store cannot be asked. */
    void guess(long millis) {
        long nanos = nanoTime.getAsLong();
        reading = new Reading(millis * MILLI, millis * MILLI, nanos, true);
    }

    boolean isSet() {
        return reading != null;
    }

    /** Tells whether the time is only guessed. */
    boolean isDoubted() {
        Reading last = reading;
        return last != null && last.doubted;
    }

    /** Returns the instant up to which the clock ran steadily: what ended by then stays ended, even if it is set back. */
    long steadyUntil() {
        return steadyUntil;
    }

    /** Returns the store's time now, in milliseconds since 1970-01-01T00:00Z. */
    long millis() {
        Reading last = reading;
        return Math.floorDiv(last.carriedTo(nanoTime.getAsLong()).earliest, MILLI);
    }
}
