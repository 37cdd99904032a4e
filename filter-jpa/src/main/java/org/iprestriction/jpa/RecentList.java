package org.iprestriction.jpa;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.Listing;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.live.Changes;
import org.iprestriction.store.Nodes;
import org.iprestriction.store.Work;

/** The list that was read last, which is used again as long as nothing in it can have changed. Thread-safe. */
final class RecentList {

    /** After this time the list is read again anyway, because somebody may have changed the tables by hand. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final AtomicReference<Reading> last = new AtomicReference<>();

    /** A list as it was read; {@code due} is the instant from which it has to be read again. */
    private record Reading(Changes.Position at, Listing listing, List<Object> nodes, Instant due) {

        boolean holds(Work work, String list, List<Object> nodesNow) {
            Instant now = Instant.ofEpochMilli(work.now());
            return listing.list().equals(list) && at.equals(work.position()) && listing.activation().equals(work.activation())
                    && nodes.equals(nodesNow) && !now.isBefore(listing.now()) && now.isBefore(due);
        }
    }

    /** {@code usual} is the limit that is set for all lists. */
    Listing read(Work work, String list, int usual) {
        Reading known = last.get();
        List<NodeStatus> nodes = Nodes.all(work);
        if (known != null && known.holds(work, list, states(nodes))) {
            Listing then = known.listing;
            return new Listing(list, then.entries(), then.revision(), Instant.ofEpochMilli(work.now()), then.activation(), then.limit(),
                    then.used(), nodes, then.unreadable(), then.refusal());
        }
        Listing listing = WholeList.read(work, list, usual);
        last.set(new Reading(work.position(), listing, states(listing.nodes()), due(listing)));
        return listing;
    }

    /** Returns what the status of entries depends on. */
    private static List<Object> states(List<NodeStatus> nodes) {
        return nodes.stream().<Object>map(node -> List.of(node.node(), node.state(), node.loadedRevision(),
                node.refusedFrom(), node.problem() == null ? "" : node.problem())).toList();
    }

    private static Instant due(Listing listing) {
        long loadedByAll = listing.nodes().stream().filter(NodeStatus::live).mapToLong(NodeStatus::loadedRevision).min()
                .orElse(Long.MAX_VALUE);
        boolean unsettled = listing.refusal() != null || !listing.unreadable().isEmpty()
                || listing.entries().stream().anyMatch(entry -> entry.revision() > loadedByAll);
        return unsettled ? listing.now() : listing.entries().stream().flatMap(entry -> instants(entry, listing.now()))
                .min(Instant::compareTo).filter(at -> at.isBefore(listing.now().plus(LONGEST))).orElse(listing.now().plus(LONGEST));
    }

    private static Stream<Instant> instants(Entry entry, Instant now) {
        return Stream.concat(entry.turns(now), Stream.ofNullable(entry.undoUntil()));
    }
}
