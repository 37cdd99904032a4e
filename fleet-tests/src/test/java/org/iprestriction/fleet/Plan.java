package org.iprestriction.fleet;

import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Which callers are to be allowed from which instant on, as far as answers to administrators say. Thread-safe. */
final class Plan {

    /** By how many milliseconds a node may be late. It may never be early. */
    static final long LATEST = 100;

    /** What a caller is to be told. */
    enum Verdict {
        /** Yes. */
        ALLOWED,
        /** No. */
        BLOCKED,
        /** Either: a change is being made, or nobody knows whether it was saved. */
        EITHER
    }

    private final Map<String, NavigableMap<Long, Verdict>> turns = new ConcurrentHashMap<>();

    /** From an instant on, in milliseconds since 1970, a caller is to be told this. Before the first instant they are blocked. */
    void from(String caller, long instant, Verdict verdict) {
        NavigableMap<Long, Verdict> known = turns.computeIfAbsent(caller, none -> new ConcurrentSkipListMap<>(Map.of(Long.MIN_VALUE, Verdict.BLOCKED)));
        known.put(instant, verdict);
    }

    /** Nothing happens at an instant after all. */
    void never(String caller, long instant) {
        turns.get(caller).remove(instant);
    }

    /** Nobody asks for a caller any more. */
    void forget(Collection<String> callers) {
        turns.keySet().removeAll(callers);
    }

    Set<String> callers() {
        return turns.keySet();
    }

    /** Returns the instants at which a caller is to be told something new. */
    Set<Long> turns(String caller) {
        NavigableMap<Long, Verdict> known = turns.get(caller);
        return known == null ? Set.of() : known.tailMap(Long.MIN_VALUE, false).keySet();
    }

    /** Returns whether something changes for a caller within a period. */
    boolean turns(String caller, long from, long to) {
        NavigableMap<Long, Verdict> known = turns.get(caller);
        return known != null && !known.subMap(from, true, to, true).isEmpty();
    }

    /** Returns what the answer to a question may be that was sent and received at these times: all that holds in between, or just before. */
    Verdict at(String caller, long sent, long received) {
        NavigableMap<Long, Verdict> known = turns.get(caller);
        if (known == null) {
            return Verdict.EITHER;
        }
        Verdict first = known.floorEntry(sent - LATEST).getValue();
        return known.subMap(sent - LATEST, false, received, true).values().stream().allMatch(first::equals) ? first : Verdict.EITHER;
    }

    /** Returns what is new for a caller at an instant. */
    Verdict turnedTo(String caller, long instant) {
        NavigableMap<Long, Verdict> known = turns.get(caller);
        return known == null ? Verdict.EITHER : known.floorEntry(instant).getValue();
    }
}
