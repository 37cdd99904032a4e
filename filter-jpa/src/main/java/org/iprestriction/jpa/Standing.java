package org.iprestriction.jpa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.EntryStatus;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.store.EntryRow;
import org.iprestriction.store.Nodes;
import org.iprestriction.store.StoredEntries;
import org.iprestriction.store.StoredEntry;
import org.iprestriction.store.Timeline;
import org.iprestriction.store.VersionRow;
import org.iprestriction.store.Work;

/** Determines the status of entries at the instant of a transaction, based on what the nodes have loaded. */
final class Standing {

    private final Work work;
    private final Supplier<List<NodeStatus>> nodes;
    private final BooleanSupplier refused;
    /** The live nodes; null until they are needed. */
    private List<NodeStatus> live;
    private boolean isRefused;
    /** The revision up to which all of them apply every change. */
    private long appliedByAll;

    /**
     * {@code nodes} returns the nodes that have reported, and is asked only if an entry depends on them; without any, a
     * version counts as applied from its instant on. {@code refused} returns whether the list contains a block that cannot be
     * read, and is asked only if a node has found one in any list.
     */
    Standing(Work work, Supplier<List<NodeStatus>> nodes, BooleanSupplier refused) {
        this.work = work;
        this.nodes = nodes;
        this.refused = refused;
    }

    /** Returns an object that reads the nodes and the blocks of a list once it needs them. */
    static Standing of(Work work, String list) {
        return new Standing(work, () -> Nodes.all(work), () -> StoredEntries.refusal(work, list, null).isPresent());
    }

    private boolean isAppliedByAll(long revision) {
        if (live == null) {
            live = nodes.get().stream().filter(NodeStatus::live).toList();
            isRefused = live.stream().anyMatch(node -> node.refusedFrom() != Long.MAX_VALUE) && refused.getAsBoolean();
            appliedByAll = live.stream().mapToLong(this::applied).min().orElse(Long.MAX_VALUE);
        }
        return revision <= appliedByAll;
    }

    /** Returns the revision up to which a node applies every change to this list. */
    private long applied(NodeStatus node) {
        return isRefused ? Math.min(node.loadedRevision(), node.refusedFrom() - 1) : node.loadedRevision();
    }

    /** Returns the live nodes that do not apply the newest state of a delayed entry. */
    private List<NodeStatus> delaying(StoredEntry stored) {
        return live.stream().filter(node -> applied(node) < stored.timeline.last().revision).toList();
    }

    /** Returns an entry in its public form; empty if it is gone, or cannot be read. */
    static Optional<Entry> present(Work work, StoredEntry stored) {
        if (stored.timeline.last() == null || stored.isGone(work.now())) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(work, stored.row.list).entry(stored));
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
        EntryStatus status = status(stored);
        return new Entry(row.id, row.list, row.name, row.version, row.isDeleted(), saved,
                applies == null ? null : applies == timeline.last() ? saved : applies.spec(row.name), upcoming(stored), status,
                status == EntryStatus.DELAYED ? delaying(stored) : List.of(), undoable.isPresent(),
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
        if (!isAppliedByAll(last.revision)) {
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
