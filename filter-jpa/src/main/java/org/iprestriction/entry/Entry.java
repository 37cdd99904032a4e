package org.iprestriction.entry;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.iprestriction.access.Action;
import org.iprestriction.address.IpAddress;

/**
 * An entry of an access list at one instant: the saved state, the state in force, and pending changes. Immutable and
 * thread-safe.
 *
 * @param id identifies the entry; never reused
 * @param list the name of the list that contains the entry
 * @param name the name of the entry
 * @param version a number that increases with each change of this entry; an edit refers to the version on which it is
 *     based
 * @param deleted whether the entry is being removed
 * @param saved the newest saved state; for an entry that is being removed, the last one; not null
 * @param inForce the state in force; null if none is, because the entry is not in force yet, no longer in force,
 *     disabled or expired
 * @param upcoming the pending changes, earliest first; not null
 * @param status the status, not null
 * @param delayedBy if the status is {@link EntryStatus#DELAYED}, the live nodes that do not apply the saved state yet,
 *     sorted by name; otherwise empty; not null
 * @param undoable whether a saved change can still be undone
 * @param undoUntil the instant until which it can be undone, or null if it cannot
 * @param createdAt the instant at which the entry was added
 * @param createdBy the user who added it
 * @param changedAt the instant of its last change
 * @param changedBy the user who made the last change
 * @param revision the revision of its last change
 */
public record Entry(long id, String list, String name, long version, boolean deleted, EntrySpec saved,
        EntrySpec inForce, List<Step> upcoming, EntryStatus status, List<NodeStatus> delayedBy, boolean undoable,
        Instant undoUntil, Instant createdAt, String createdBy, Instant changedAt, String changedBy, long revision) {

    /**
     * An instant at which the state in force may change.
     *
     * @param at the instant, not null
     * @param spec the state from then on (which has no effect if it is disabled); null if the entry is removed
     */
    public record Step(Instant at, EntrySpec spec) {
    }

    /**
     * Returns the state that is in force at an instant, according to the changes saved so far.
     *
     * @param instant not before the instant at which the entry was read
     * @return the state; null if none is in force then
     */
    public EntrySpec appliedAt(Instant instant) {
        EntrySpec spec = inForce;
        for (Step step : upcoming) {
            if (!step.at().isAfter(instant)) {
                spec = step.spec();
            }
        }
        boolean applies = spec != null && spec.enabled() && (spec.expiresAt() == null || instant.isBefore(spec.expiresAt()));
        return applies ? spec : null;
    }

    /**
     * Returns whether the entry allows or blocks an address at an instant.
     *
     * @param address the address, not null
     * @param action whether to ask for allowing or blocking
     * @param instant not before the instant at which the entry was read
     * @return true if the state in force then has that action and contains the address
     */
    public boolean covers(IpAddress address, Action action, Instant instant) {
        EntrySpec spec = appliedAt(instant);
        return spec != null && spec.action() == action && spec.address().range().contains(address);
    }

    /**
     * Returns the instants at which a saved state begins or ends.
     *
     * @param after only later instants are returned
     * @return the instants, in no particular order
     */
    public Stream<Instant> turns(Instant after) {
        Stream<EntrySpec> states = Stream.concat(Stream.ofNullable(inForce), upcoming.stream().map(Step::spec).filter(Objects::nonNull));
        return Stream.concat(upcoming.stream().map(Step::at), states.map(EntrySpec::expiresAt).filter(Objects::nonNull))
                .filter(instant -> instant.isAfter(after));
    }

    /**
     * Returns when the newest saved state takes effect.
     *
     * @return the instant of the last pending change, or null if there is none
     */
    public Instant effectiveAt() {
        return upcoming.isEmpty() ? null : upcoming.get(upcoming.size() - 1).at();
    }
}
