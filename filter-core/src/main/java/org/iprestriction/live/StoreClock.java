package org.iprestriction.live;

import java.util.function.LongSupplier;

/**
 * The clock of the store, read at each poll and carried on in between, so that all nodes switch at the same instant
 * whatever their own clocks say. Written by the loader, read by every thread.
 */
final class StoreClock {

    private static final long MILLI = 1_000_000L;
    /** A reading this uncertain is not taken while a better one is at hand: the store answered slowly. */
    private static final long DOUBTFUL_NANOS = 500 * MILLI;
    private static final long STALE_NANOS = 600_000 * MILLI;

    private final LongSupplier nanoTime;
    private volatile Reading reading;

    private record Reading(long millis, long nanos) {
    }

    StoreClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Takes a reading.
     *
     * @param millis what the clock of the store said
     * @param askedAt {@code nanoTime} before it was asked
     * @param answeredAt {@code nanoTime} after it had answered
     */
    void set(long millis, long askedAt, long answeredAt) {
        long doubt = answeredAt - askedAt;
        Reading last = reading;
        if (last == null || !isDoubtful(askedAt, answeredAt) || answeredAt - last.nanos > STALE_NANOS) {
            reading = new Reading(millis, askedAt + doubt / 2);
        }
    }

    static boolean isDoubtful(long askedAt, long answeredAt) {
        return answeredAt - askedAt > DOUBTFUL_NANOS;
    }

    boolean isSet() {
        return reading != null;
    }

    /** Answers the store's time now, in milliseconds since 1970-01-01T00:00Z. */
    long millis() {
        Reading last = reading;
        return last.millis + Math.floorDiv(nanoTime.getAsLong() - last.nanos, MILLI);
    }
}
