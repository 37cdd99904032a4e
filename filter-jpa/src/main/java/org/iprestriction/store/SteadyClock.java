package org.iprestriction.store;

import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.iprestriction.database.Reason;
import org.iprestriction.database.StoreUnavailableException;

/**
 * Watches the clock of the database for jumps. A change saved with a wrong time would delay everything saved after it, so
 * before a save, an unexpected time is read a second time. Times are in microseconds since 1970-01-01T00:00Z.
 * Thread-safe.
 */
public final class SteadyClock {

    private static final Logger LOG = System.getLogger(SteadyClock.class.getName());
    private static final long JUMP_MICROS = 1_000_000;

    private volatile Reading last;

    /** The last reading of the clock, and when it was read. */
    private record Reading(long micros, long nanos) {

        boolean leadsTo(long now) {
            long passed = (System.nanoTime() - nanos) / 1000;
            return Math.abs(now - micros - passed) <= JUMP_MICROS + passed / 1000;
        }
    }

    /** Remembers a time that was just read. */
    public void note(long micros) {
        last = new Reading(micros, System.nanoTime());
    }

    /**
     * Reads the clock before a save.
     *
     * @throws StoreUnavailableException if two readings in a row contradict each other
     */
    public long read(LongSupplier clock) {
        long asked = System.nanoTime();
        long micros = clock.getAsLong();
        Reading before = last;
        if (before != null && !before.leadsTo(micros)) {
            long again = clock.getAsLong();
            long passed = (System.nanoTime() - asked) / 1000; // an answer that takes long is not a jump
            if (again < micros - JUMP_MICROS || again > micros + passed + JUMP_MICROS) {
                throw new StoreUnavailableException(Reason.STORE_PROBLEM, "The clock of the database jumps: it said " + instant(micros) + " and then "
                        + instant(again) + ". Correct it.");
            }
            if (!before.leadsTo(again)) {
                LOG.log(Level.WARNING, "The clock of the database jumped to {0}; changes are saved with the new time.", instant(again));
            }
            micros = again;
        }
        note(micros);
        return micros;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochMilli(micros / 1000);
    }
}
