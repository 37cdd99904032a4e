package org.iprestriction.store;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.iprestriction.entry.NodeStatus;

/**
 * The lists with many blocks that could all be read a moment ago. While a node reports something that cannot be read, in
 * whichever list, these are spared from being searched before each save. Thread-safe.
 */
public final class KnownBlocks {

    /** After this time a list is searched again, because somebody may have changed the tables by hand. */
    private static final long LONGEST_MILLIS = 60_000;

    private final Map<String, Search> searches = new ConcurrentHashMap<>();

    /** A search that found nothing; {@code problems} is what the nodes reported then. */
    private record Search(long at, List<List<String>> problems) {

        boolean isRecent(long now) {
            return at <= now && now < at + LONGEST_MILLIS;
        }
    }

    /** Returns whether a list need not be searched: no live node reports a problem, or none that was not there at the last search. */
    boolean hold(Work work, String list, List<NodeStatus> live) {
        if (!live.isEmpty() && live.stream().allMatch(node -> node.problem() == null)) {
            return true;
        }
        Search last = searches.get(list);
        return last != null && last.isRecent(work.now()) && last.problems.equals(problems(live));
    }

    /** Notes that a list was searched, and that all its blocks can be read. */
    void note(Work work, String list, List<NodeStatus> live) {
        searches.values().removeIf(search -> !search.isRecent(work.now()));
        searches.put(list, new Search(work.now(), problems(live)));
    }

    private static List<List<String>> problems(List<NodeStatus> live) {
        return live.stream().filter(node -> node.problem() != null).map(node -> List.of(node.node(), node.problem())).toList();
    }
}
