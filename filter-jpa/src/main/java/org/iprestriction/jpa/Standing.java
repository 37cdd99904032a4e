package org.iprestriction.jpa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.EntryStatus;
import org.iprestriction.entry.NodeStatus;

/** Determines the status of entries at the instant of a transaction, based on what the nodes have loaded. */
final class Standing {

    private final Work work;
    private final Supplier<List<NodeStatus>> nodes;
    /** The revision that every live node has loaded; null until it is needed. */
    private Long loadedByAll;

    /**
     * {@code nodes} returns the nodes that have reported, and is asked only if an entry depends on them; without any, a
     * version counts as applied from its instant on.
     */
    Standing(Work work, Supplier<List<NodeStatus>> nodes) {
        this.work = work;
        this.nodes = nodes;
    }

    private boolean isLoadedByAll(long revision) {
        if (loadedByAll == null) {
            loadedByAll = nodes.get().stream().filter(NodeStatus::live).mapToLong(NodeStatus::loadedRevision).min()
                    .orElse(Long.MAX_VALUE);
        }
        return revision <= loadedByAll;
    }

    /** Returns an entry in its public form; empty if it is gone, or cannot be read. */
    static Optional<Entry> present(Work work, StoredEntry stored) {
        if (stored.timeline.last() == null || stored.isGone(work.now())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Standing(work, () -> Nodes.all(work)).entry(stored));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the listing reports it
        }
    }

    /**
     * Returns an entry in its public form.
     *
     * @throws IllegalArgumentException if its stored text cannot be read
     */
    Entry entry(StoredEntry stored) {
        EntryRow row = stored.row;
        Timeline timeline = stored.timeline;
        VersionRow applies = timeline.appliesAt(work.now());
        OptionalLong undoable = timeline.firstStepAfter(work.horizon());
        long window = work.horizon() - work.now();
        EntrySpec saved = timeline.last().spec(row.name);
        return new Entry(row.id, row.list, row.name, row.version, row.isDeleted(), saved,
                applies == null ? null : applies == timeline.last() ? saved : applies.spec(row.name), upcoming(stored), status(stored), undoable.isPresent(),
                undoable.isPresent() ? Instant.ofEpochMilli(undoable.getAsLong() - window) : null,
                Instant.ofEpochMilli(row.createdAt), row.createdBy, Instant.ofEpochMilli(row.changedAt), row.changedBy,
                row.revision);
    }

    private List<Entry.Step> upcoming(StoredEntry stored) {
        return stored.timeline.stepsAfter(work.now()).stream().map(instant -> {
            VersionRow begins = stored.timeline.beginningAt(instant);
            return new Entry.Step(Instant.ofEpochMilli(instant), begins == null ? null : begins.spec(stored.row.name));
        }).toList();
    }

    EntryStatus status(StoredEntry stored) {
        long now = work.now();
        Timeline timeline = stored.timeline;
        VersionRow last = timeline.last();
        boolean applies = timeline.appliesAt(now) != null;
        if (stored.row.isDeleted()) {
            return EntryStatus.PENDING_REMOVAL;
        }
        if (last.beginsAt > now) {
            if (applies) {
                return EntryStatus.PENDING_CHANGE;
            }
            return timeline.appliesAfter(now) ? EntryStatus.PENDING : EntryStatus.DISABLED;
        }
        if (!isLoadedByAll(last.revision)) {
            if (now > Math.max(last.beginsAt, last.touchedAt) + 2 * work.pollMillis()) {
                return EntryStatus.DELAYED;
            }
            if (applies && last.touchedAt <= last.beginsAt) { // not if it already applied before it was last changed
                return EntryStatus.PENDING;
            }
            if (last.touchedAt == last.beginsAt && timeline.appliesAt(last.beginsAt - 1) != null) {
                return EntryStatus.PENDING_CHANGE; // disabled at once, but a node may still apply the state before
            }
        }
        if (!last.isEnabled()) {
            return EntryStatus.DISABLED;
        }
        return applies ? EntryStatus.ACTIVE : EntryStatus.EXPIRED;
    }
}
