package org.iprestriction.live;

import java.util.concurrent.atomic.AtomicReference;

/**
 * One poll on its way. While it waits for the store it may be given up; whatever still comes of it then is dropped, so that an
 * answer that was on its way for an hour undoes nothing. Thread-safe.
 */
final class Attempt {

    private enum Phase { WAITING, WORKING, OVER, GIVEN_UP }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WORKING);
    /** How long it may wait, in nanoseconds. */
    private final long patience;
    private volatile long waitingSince;
    private volatile boolean reporting;

    Attempt(long patience) {
        this.patience = patience;
    }

    /** From here on it waits for others. */
    void waits(long now) {
        waitingSince = now;
        phase.compareAndSet(Phase.WORKING, Phase.WAITING);
    }

    /** From here on it waits with its report only: the lists are current. */
    void reports(long now) {
        reporting = true;
        waits(now);
    }

    boolean isReporting() {
        return reporting;
    }

    /**
     * The others have answered, and from here on nobody gives it up.
     *
     * @return whether it goes on; false if it was given up meanwhile
     */
    boolean goesOn() {
        return phase.compareAndSet(Phase.WAITING, Phase.WORKING) || phase.get() == Phase.WORKING;
    }

    void end() {
        if (goesOn()) {
            phase.set(Phase.OVER);
        }
    }

    /** Returns for how many nanoseconds it has waited for others; 0 if it does not. */
    long waitedUntil(long now) {
        long since = waitingSince;
        return phase.get() == Phase.WAITING ? Math.max(0, now - since) : 0;
    }

    /** Gives it up if it waits too long. Returns whether it did. */
    boolean giveUpIfStuck(long now) {
        return waitedUntil(now) > patience && phase.compareAndSet(Phase.WAITING, Phase.GIVEN_UP);
    }

    boolean isGivenUp() {
        return phase.get() == Phase.GIVEN_UP;
    }

    long patience() {
        return patience;
    }
}
