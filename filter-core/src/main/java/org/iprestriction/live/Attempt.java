package org.iprestriction.live;

import java.util.concurrent.atomic.AtomicReference;

/**
 * A poll in progress. While it waits for the store, it may be abandoned. Any later result is then discarded, so that a
 * very late response cannot undo newer changes. Thread-safe.
 */
final class Attempt {

    private enum Phase { WAITING, WORKING, OVER, GIVEN_UP }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WORKING);
    /** The maximum waiting time in nanoseconds. */
    private final long patience;
    private volatile long waitingSince;
    private volatile boolean reporting;

    Attempt(long patience) {
        this.patience = patience;
    }

    /** Marks the poll as waiting for the store. */
    void waits(long now) {
        waitingSince = now;
        phase.compareAndSet(Phase.WORKING, Phase.WAITING);
    }

    /** Marks the poll as waiting only for its report; the lists are current. */
    void reports(long now) {
        reporting = true;
        waits(now);
    }

    boolean isReporting() {
        return reporting;
    }

    /**
     * Marks the poll as working, because the store has responded; from now on it cannot be abandoned.
     *
     * @return true if the poll continues, false if it has been abandoned
     */
    boolean goesOn() {
        return phase.compareAndSet(Phase.WAITING, Phase.WORKING) || phase.get() == Phase.WORKING;
    }

    void end() {
        if (goesOn()) {
            phase.set(Phase.OVER);
        }
    }

    /** Returns how long it has been waiting, in nanoseconds, even if it was abandoned meanwhile; 0 if it is not waiting. */
    long waitedUntil(long now) {
        long since = waitingSince;
        Phase current = phase.get();
        return current == Phase.WAITING || current == Phase.GIVEN_UP ? Math.max(0, now - since) : 0;
    }

    /** Abandons the poll if it has waited too long. Returns whether it did. */
    boolean giveUpIfStuck(long now) {
        return waitedUntil(now) > patience && phase.compareAndSet(Phase.WAITING, Phase.GIVEN_UP);
    }

    /** Abandons the poll if it is waiting, however long it has waited. */
    void giveUp() {
        phase.compareAndSet(Phase.WAITING, Phase.GIVEN_UP);
    }

    boolean isGivenUp() {
        return phase.get() == Phase.GIVEN_UP;
    }

    long patience() {
        return patience;
    }
}
