package org.iprestriction.jpa;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.Listing;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.live.Changes;
import org.iprestriction.store.Nodes;
import org.iprestriction.store.Revisions;
import org.iprestriction.store.StoredList;
import org.iprestriction.store.Work;

/**
 * The lists that were read last, each of which is used again as long as nothing in it can have changed. Changes to other lists
 * do not matter. Thread-safe.
 */
final class RecentLists {

    /** After this time a list is read again anyway, because somebody may have changed the tables by hand. */
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST_LISTS = 500;
    /** Of all of them together, without the longest one. */
    private static final int MOST_ENTRIES = 20_000;

    /** By name; those that were asked for last are at the end. */
    private final Map<String, Reading> readings = new LinkedHashMap<>(16, 0.75f, true);

    /** A list as it was read; {@code due} is the instant from which it has to be read again. */
    private record Reading(Changes.Position at, Listing listing, Instant due) {

        boolean holds(Work work, StoredList list, List<NodeStatus> nodes) {
            Instant now = Instant.ofEpochMilli(work.now());
            return listing.revision() == list.revision() && listing.activation().equals(work.activation())
                    && !now.isBefore(listing.now()) && now.isBefore(due) && loadedByAll(nodes) >= listing.revision()
                    && Revisions.holds(work, at);
        }
    }

    /** {@code usual} is the limit that is set for all lists. */
    Listing read(Work work, String list, int usual) {
        Reading known = find(list);
        StoredList whole = StoredList.read(work, list);
        List<NodeStatus> nodes = Nodes.all(work);
        if (known != null && known.holds(work, whole, nodes)) {
            Listing then = known.listing;
            return new Listing(list, then.entries(), then.revision(), Instant.ofEpochMilli(work.now()), then.activation(),
                    whole.limit(usual), then.used(), nodes, then.unreadable(), then.refusal());
        }
        Listing listing = WholeList.read(work, list, whole, nodes, usual);
        if (listing.revision() <= work.revision()) { // otherwise the position does not say to which history it belongs
            keep(new Reading(work.position(), listing, due(listing)));
        }
        return listing;
    }

    private synchronized Reading find(String list) {
        return readings.get(list);
    }

    /** The least recently used ones make room. */
    private synchronized void keep(Reading reading) {
        readings.put(reading.listing.list(), reading);
        Iterator<Reading> oldest = readings.values().iterator();
        while (readings.size() > MOST_LISTS || entriesBesideTheLongest() > MOST_ENTRIES) {
            oldest.next();
            oldest.remove();
        }
    }

    private int entriesBesideTheLongest() {
        int all = 0;
        int longest = 0;
        for (Reading reading : readings.values()) {
            all += reading.listing.entries().size();
            longest = Math.max(longest, reading.listing.entries().size());
        }
        return all - longest;
    }

    /**
     * Returns when an entry may have another state without another change. That the nodes report something else does not matter
     * once they have loaded every change to the list.
     */
    private static Instant due(Listing listing) {
        boolean settled = listing.refusal() == null && listing.unreadable().isEmpty()
                && loadedByAll(listing.nodes()) >= listing.revision();
        Instant latest = listing.now().plus(LONGEST);
        return !settled ? listing.now() : listing.entries().stream().flatMap(entry -> instants(entry, listing.now()))
                .filter(at -> at.isBefore(latest)).min(Instant::compareTo).orElse(latest);
    }

    private static long loadedByAll(List<NodeStatus> nodes) {
        return nodes.stream().filter(NodeStatus::live).mapToLong(NodeStatus::loadedRevision).min().orElse(Long.MAX_VALUE);
    }

    private static Stream<Instant> instants(Entry entry, Instant now) {
        return Stream.concat(entry.turns(now), Stream.ofNullable(entry.undoUntil()));
    }
}
