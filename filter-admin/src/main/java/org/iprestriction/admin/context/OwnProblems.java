package org.iprestriction.admin.context;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.Listing;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.live.ListStatus;

/**
 * What nodes tell somebody who may see only one of the lists that they apply. A problem of a node is a text that may name other
 * lists and quote their entries, so only the sentences that the list itself accounts for are passed on.
 *
 * @param sentences what is wrong with the list
 * @param revision  the revision of the list
 */
public record OwnProblems(List<String> sentences, long revision) {
    /** The reason that a node gives for each of its lists if it has left out rules of one of them. */
    private static final String SKIPPED = "rows_skipped";
    /** The problem of a node that is not about the list. */
    private static final String OTHER = "It has a problem. An operator can see which.";

    /** Returns the problems of a list, and why it cannot be read now. */
    public static OwnProblems of(ListReading reading) {
        Listing listing = reading.listing();
        String refusal = listing == null ? null : listing.refusal();
        Stream<String> unreadable = listing == null ? Stream.empty()
                : listing.unreadable().stream().filter(sentence -> refusal == null || !refusal.startsWith(sentence));
        return new OwnProblems(Stream.concat(Stream.of(reading.problem(), refusal).filter(Objects::nonNull), unreadable).toList(),
                listing == null ? 0 : listing.revision());
    }

    /** Returns {@code problem} as far as it is about the list; null if it is null. */
    public String of(String problem) {
        if (problem == null) {
            return null;
        }
        String own = sentences.stream().filter(problem::contains).collect(Collectors.joining(" "));
        return own.isEmpty() ? OTHER : own;
    }

    /** Returns a node without what it says about other lists: how much it applies, and which of their changes it has loaded. */
    public NodeStatus of(NodeStatus node) {
        return new NodeStatus(node.node(), node.name(), node.state(), Math.min(node.loadedRevision(), revision), node.refusedFrom(), -1,
                null, node.lastSeen(), node.startedAt(), node.clockOffsetMillis(), of(node.problem()));
    }

    /** Returns what this node applies of the list, without what it says about others. */
    public ListStatus of(ListStatus status) {
        List<String> reasons = status.reasons().stream().filter(reason -> !reason.equals(SKIPPED) || !sentences.isEmpty()).toList();
        return new ListStatus(status.list(), status.loaded(), Math.min(status.revision(), revision), status.rulesInForce(),
                status.inForceSince(), status.nextChange(), status.age(), of(status.problem()), reasons);
    }

    List<NodeStatus> of(List<NodeStatus> nodes) {
        return nodes.stream().map(this::of).toList();
    }

    Entry of(Entry e) {
        return e.delayedBy().isEmpty() ? e : new Entry(e.id(), e.list(), e.name(), e.version(), e.deleted(), e.saved(), e.inForce(),
                e.upcoming(), e.status(), of(e.delayedBy()), e.undoable(), e.undoUntil(), e.createdAt(), e.createdBy(), e.changedAt(),
                e.changedBy(), e.revision());
    }

    Listing in(Listing listing) {
        return new Listing(listing.list(), listing.entries().stream().map(this::of).toList(), listing.revision(), listing.now(),
                listing.activation(), listing.limit(), listing.used(), of(listing.nodes()), listing.unreadable(), listing.refusal());
    }
}
