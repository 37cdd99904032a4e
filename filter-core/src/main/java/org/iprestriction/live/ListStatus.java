package org.iprestriction.live;

import java.time.Duration;
import java.time.Instant;

/**
 * The status of one list on this node. Immutable and thread-safe; instants are by the clock of the store.
 *
 * @param list the name of the list, not null
 * @param loaded whether the list has been loaded and is not too old to be applied
 * @param revision the revision up to which this node knows every change; -1 if the list was never loaded
 * @param rulesInForce the number of rules in force, 0 or more
 * @param inForceSince the instant at which the current rules came into force on this node; null if {@code loaded} is
 *     false
 * @param nextChange the next instant at which the rules change; null if no change is planned
 * @param age the time since the list was last read successfully; null if it was never read
 * @param problem one sentence that says why the list is not current, or null
 */
public record ListStatus(String list, boolean loaded, long revision, int rulesInForce, Instant inForceSince,
        Instant nextChange, Duration age, String problem) {
}
