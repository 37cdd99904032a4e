package org.iprestriction.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.iprestriction.live.Changes;

/**
 * The numbers of entries that were counted in long lists, with the revisions at which they were counted. A revision adds
 * at most one entry, so an earlier count often proves that a list is not full, without counting its entries again for
 * each save; and a list that no revision has touched since has as many as before. Thread-safe.
 */
public final class KnownCounts {

    /** Shorter lists are always counted, so that the names of lists that hold nothing are not kept here. */
    private static final int LONG = 1_000;

    private final Map<String, Counted> counted = new ConcurrentHashMap<>();

    /** A number of entries; {@code at} is the position of the store, and {@code revision} that of the list. */
    private record Counted(Changes.Position at, long revision, int used) {
    }

    /**
     * Returns the number of entries of a list as it was before this transaction, without those that are being removed.
     * If it is certainly below the limit, the result may be too high, but is below the limit too. Requires the lock.
     */
    public int usedAtMost(Work work, String list, int limit) {
        Counted known = counted.get(list);
        if (known != null && Revisions.holds(work, known.at)) {
            long most = known.used + work.begunAt().revision() - known.at.revision();
            if (most < limit) {
                return (int) most;
            }
        }
        return used(work, list, StoredList.read(work, list));
    }

    /** Returns the number of entries of a list, without those that are being removed; {@code whole} was read before. */
    public int used(Work work, String list, StoredList whole) {
        return used(work, Map.of(list, whole)).get(list);
    }

    /**
     * Returns the numbers of entries of lists, by their names, without those that are being removed. A long list is counted only
     * if something in it was saved since it was last counted.
     */
    public Map<String, Integer> used(Work work, Map<String, StoredList> lists) {
        Map<String, Integer> used = new HashMap<>();
        lists.forEach((list, whole) -> {
            Counted known = counted.get(list);
            if (known != null && known.revision == whole.revision() && Revisions.holds(work, known.at)) {
                used.put(list, known.used);
            }
        });
        List<String> others = lists.keySet().stream().filter(list -> !used.containsKey(list)).toList();
        if (!others.isEmpty()) {
            Map<String, Integer> now = StoredEntries.count(work, others);
            others.forEach(list -> {
                used.put(list, now.getOrDefault(list, 0));
                note(list, new Counted(work.begunAt(), lists.get(list).revision(), used.get(list)));
            });
        }
        return used;
    }

    private void note(String list, Counted now) {
        if (now.used > LONG && now.revision <= now.at.revision()) { // otherwise the position does not say to which history it belongs
            counted.put(list, now);
        } else {
            counted.remove(list);
        }
    }
}
