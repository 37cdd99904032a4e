package org.iprestriction.live;

/**
 * When, and up to which revision, the source was last read successfully. All lists of a node share one, because a poll reads the
 * changes of all of them; a list that could not be refreshed keeps {@linkplain LiveList.Reading its own}. The loader writes it, any
 * thread reads it.
 */
final class Freshness {

    private volatile LiveList.Reading last = LiveList.Reading.NEVER;
    private volatile boolean tooOld;

    LiveList.Reading last() {
        return last;
    }

    void read(LiveList.Reading reading) {
        last = reading;
    }

    /** Returns whether the lists were taken out of force because they are older than allowed. */
    boolean isTooOld() {
        return tooOld;
    }

    void tooOld(boolean now) {
        tooOld = now;
    }
}
