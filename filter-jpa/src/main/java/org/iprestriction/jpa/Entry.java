package org.iprestriction.jpa;

import java.time.Instant;
import java.util.List;

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
 * @param undoable whether a saved change can still be undone
 * @param undoUntil the instant until which it can be undone, or null if it cannot
 * @param createdAt the instant at which the entry was added
 * @param createdBy the user who added it
 * @param changedAt the instant of its last change
 * @param changedBy the user who made the last change
 * @param revision the revision of its last change
 */
public record Entry(long id, String list, String name, long version, boolean deleted, EntrySpec saved,
        EntrySpec inForce, List<Step> upcoming, EntryStatus status, boolean undoable, Instant undoUntil,
        Instant createdAt, String createdBy, Instant changedAt, String changedBy, long revision) {

    /**
     * An instant at which the state in force may change.
     *
     * @param at the instant, not null
     * @param spec the state from then on (which has no effect if it is disabled); null if the entry is removed
     */
    public record Step(Instant at, EntrySpec spec) {
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
