package org.iprestriction.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The lists whose rules change at a planned instant, the earliest first: the work of the switcher grows with what changes, not with
 * how many lists there are. Thread-safe.
 */
final class Instants {

    private final TreeSet<LiveList> queue = new TreeSet<>(
            Comparator.<LiveList>comparingLong(list -> list.queuedAt).thenComparing(LiveList::name));

    /** Queues a list at its next instant, instead of the one at which it was queued before. Call this after each change of a list. */
    synchronized void put(LiveList list) {
        long at = list.nextChange();
        if (at != list.queuedAt) {
            queue.remove(list);
            list.queuedAt = at;
            if (at != ListPlan.NEVER) {
                queue.add(list);
            }
        }
    }

    /** Returns the lists whose instant has come. They stay queued until they are put again. */
    synchronized List<LiveList> due(long now) {
        List<LiveList> due = new ArrayList<>();
        for (LiveList list : queue) {
            if (list.queuedAt > now) {
                break;
            }
            due.add(list);
        }
        return due;
    }

    /** Returns the earliest instant, or {@link ListPlan#NEVER}. */
    synchronized long first() {
        return queue.isEmpty() ? ListPlan.NEVER : queue.first().queuedAt;
    }
}
