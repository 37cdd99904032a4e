package org.iprestriction.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.iprestriction.live.Changes;

/**
 * The numbers of entries that were counted in long lists, with the revisions at which they were counted. A revision adds
 * at most one entry, so an earlier count often proves that a list is not full, without counting its entries again for
 * each save. Thread-safe.
 */
public final class KnownCounts {

    /** Shorter lists are always counted, so that the names of lists that hold nothing are not kept here. */
    private static final int LONG = 1_000;

    private final Map<String, Counted> counted = new ConcurrentHashMap<>();

    private record Counted(Changes.Position at, int used) {
    }

    /**
     * Returns the number of entries of a list as it was before this transaction, without those that are being removed.
     * If it is certainly below the limit, the result may be too high, but is below the limit too. Requires the lock.
     */
    public int used(Work work, String list, int limit) {
        Counted known = counted.get(list);
        if (known != null && Revisions.holds(work, known.at)) {
            long most = known.used + work.begunAt().revision() - known.at.revision();
            if (most < limit) {
                return (int) most;
            }
        }
        return count(work, list);
    }

    /**
     * Returns the number of entries of a list, without those that are being removed. A long list is counted only if something
     * was saved since it was last counted.
     */
    public int used(Work work, String list) {
        Counted known = counted.get(list);
        return known != null && known.at.equals(work.position()) ? known.used : count(work, list);
    }

    private int count(Work work, String list) {
        int used = StoredEntries.count(work, list);
        if (used > LONG) {
            counted.put(list, new Counted(work.begunAt(), used));
        } else {
            counted.remove(list);
        }
        return used;
    }
}
