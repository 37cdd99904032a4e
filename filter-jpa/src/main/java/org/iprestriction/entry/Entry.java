package org.iprestriction.entry;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.iprestriction.access.Action;
import org.iprestriction.address.IpAddress;

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
     * Returns what the entry applies at an instant, as far as it has been saved.
     *
     * @param instant not before the one at which the entry was read
     * @return the state in force then; null where nothing is allowed or blocked
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
     * @param address the address
     * @param action which of the two is asked
     * @param instant not before the one at which the entry was read
     * @return true if a state that does this to the address is in force then
     */
    public boolean covers(IpAddress address, Action action, Instant instant) {
        EntrySpec spec = appliedAt(instant);
        return spec != null && spec.action() == action && spec.address().range().contains(address);
    }

    /**
     * Returns the instants at which something that is saved begins or ends.
     *
     * @param after the instant before the first of them
     * @return the instants in no order
     */
    public Stream<Instant> turns(Instant after) {
        Stream<EntrySpec> states = Stream.concat(Stream.ofNullable(inForce), upcoming.stream().map(Step::spec).filter(Objects::nonNull));
        return Stream.concat(upcoming.stream().map(Step::at), states.map(EntrySpec::expiresAt).filter(Objects::nonNull))
                .filter(instant -> instant.isAfter(after));
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
