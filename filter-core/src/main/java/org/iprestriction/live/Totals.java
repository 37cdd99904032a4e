package org.iprestriction.live;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Sums over all lists of a node, kept up to date as lists change, so that nothing has to walk through them. Thread-safe. */
final class Totals {

    private final LongAdder inForce = new LongAdder();
    private final LongAdder rules = new LongAdder();
    private final LongAccumulator since = new LongAccumulator(Math::max, -1);

    /** Notes that a list has other rules in force than before; a size is -1 if no rules are applied. */
    void changed(int before, int after, long from) {
        inForce.add((after < 0 ? 0 : 1) - (before < 0 ? 0 : 1));
        rules.add(Math.max(after, 0) - Math.max(before, 0));
        if (after >= 0) {
            since.accumulate(from);
        }
    }

    int rules() {
        return rules.intValue();
    }

    /** Returns the instant since which exactly these rules are in force, or -1 if no list is. */
    long since() {
        return inForce.sum() == 0 ? -1 : since.get();
    }

    /** Forgets instants that a clock showed which has been set back to {@code now}. */
    void clockWentBack(long now) {
        since.reset();
        since.accumulate(now);
    }
}
