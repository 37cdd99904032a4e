package org.iprestriction.live;

import java.util.function.LongSupplier;

/**
 * The clock of the store, read at each poll and continued between polls by {@code nanoTime}, so that all nodes switch
 * at the same instant whatever their own clocks show. It never runs ahead of the store's clock: of all times that the
 * store's clock may show, it shows the earliest. Written by the loader, read by every thread.
 */
final class StoreClock {

    private static final long MILLI = 1_000_000L;
    /** The year 2200. Times much later do not fit into nanoseconds, and no correct clock shows them. */
    private static final long LATEST = 7_258_118_400_000L;
    /** A smaller difference is inaccuracy or a small correction of a clock, not a jump. */
    private static final long JUMP_NANOS = 1_000 * MILLI;
    /** The maximum drift between two clocks: 1/5000, or 200 parts per million. */
    private static final long DRIFT = 5_000;
    /** How long a clock must run without a jump before it can end a permission permanently. */
    private static final long PROBATION_NANOS = 600_000 * MILLI;

    private final LongSupplier nanoTime;
    private volatile Reading reading;
    private long steadyUntil = Long.MIN_VALUE;
    private long onProbationUntil;

    /** The earliest and the latest time that the store's clock may have shown at {@code at}; all in nanoseconds. */
    private record Reading(long earliest, long latest, long at, boolean doubted) {

        /** Returns the reading continued to a later time. Both clocks drift, so the bounds move apart. */
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
     * Returns how far the store's clock is from its expected time.
     *
     * @param millis the time of the store's clock, rounded down to the millisecond
     * @param askedAt {@code nanoTime} before the clock was queried
     * @param readBy {@code nanoTime} by which it had been read
     * @return the jump in milliseconds, negative if the clock went back; 0 if there was no jump or no earlier reading
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

    /** Sets the clock to a new reading; the parameters are those of {@link #jump}. */
    void set(long millis, long askedAt, long readBy) {
        Reading last = reading;
        Reading read = read(millis, askedAt, readBy);
        boolean jumped = jump(millis, askedAt, readBy) != 0;
        if (last == null || last.doubted) { // nothing has confirmed this clock yet
            onProbationUntil = readBy + PROBATION_NANOS;
        } else {
            Reading carried = last.carriedTo(readBy);
            if (read.latest >= carried.earliest && read.earliest <= carried.latest) { // both hold, so combine them
                read = new Reading(Math.max(read.earliest, carried.earliest), Math.min(read.latest, carried.latest), readBy,
                        false);
            }
            learn(millis, jumped, readBy);
        }
        reading = read;
    }

    /** Permissions that have ended stay ended only if the clock was right: a clock that has jumped may jump back. */
    private void learn(long millis, boolean jumped, long readBy) {
        if (jumped) {
            onProbationUntil = readBy + PROBATION_NANOS;
        } else if (readBy - onProbationUntil > 0) {
            steadyUntil = Math.max(steadyUntil, millis);
        }
    }

    private static Reading read(long millis, long askedAt, long readBy) {
        if (millis < 0 || millis > LATEST) {
            throw new IllegalStateException("The clock of the store says " + millis + " ms since 1970, which cannot be right."
                    + " Correct that clock.");
        }
        return new Reading(millis * MILLI, millis * MILLI + MILLI - 1 + (readBy - askedAt), readBy, false);
    }

    /** Sets a provisional time from another clock, while the store does not respond. */
    void guess(long millis) {
        long nanos = nanoTime.getAsLong();
        reading = new Reading(millis * MILLI, millis * MILLI, nanos, true);
    }

    boolean isSet() {
        return reading != null;
    }

    /** Returns whether the time is only provisional. */
    boolean isDoubted() {
        Reading last = reading;
        return last != null && last.doubted;
    }

    /** Returns the time up to which the clock ran steadily: permissions that ended by then stay ended, even if it is set back. */
    long steadyUntil() {
        return steadyUntil;
    }

    /** Returns the current time of the store, in milliseconds since 1970-01-01T00:00Z. */
    long millis() {
        Reading last = reading;
        return Math.floorDiv(last.carriedTo(nanoTime.getAsLong()).earliest, MILLI);
    }
}
