package org.iprestriction.jpa;

import java.time.Instant;
import java.util.List;

/**
 * What an administrator edits, as it stood at one instant: what is saved, what applies, and what is still to come.
 *
 * @param id identifies the entry, for ever
 * @param list the list it is on
 * @param name its name
 * @param version grows with each change of this entry; an edit names the version it started from
 * @param deleted whether it is being removed
 * @param saved the newest saved state; the last one where it is being removed
 * @param inForce what applies at that instant; null where nothing does, because it is not yet or no longer in force,
 *     disabled or expired
 * @param upcoming what is still to come, oldest first
 * @param status how it stands
 * @param undoable whether something saved can still be undone
 * @param undoUntil until when, or null where it cannot
 * @param createdAt when it was added
 * @param createdBy who added it
 * @param changedAt when it was last changed
 * @param changedBy who changed it last
 * @param revision the revision of its last change
 */
public record Entry(long id, String list, String name, long version, boolean deleted, EntrySpec saved,
        EntrySpec inForce, List<Step> upcoming, EntryStatus status, boolean undoable, Instant undoUntil,
        Instant createdAt, String createdBy, Instant changedAt, String changedBy, long revision) {

    /**
     * An instant at which what applies may change.
     *
     * @param at the instant
     * @param spec what applies from then on (nothing, where it is disabled); null where the entry is removed
     */
    public record Step(Instant at, EntrySpec spec) {
    }

    /**
     * Returns when the newest saved state takes effect.
     *
     * @return the instant of the last step, or null where nothing is to come
     */
    public Instant effectiveAt() {
        return upcoming.isEmpty() ? null : upcoming.get(upcoming.size() - 1).at();
    }
}
