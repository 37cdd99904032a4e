package org.iprestriction.live;

import java.time.Duration;
import java.time.Instant;

/**
 * How one list stands on this node. Immutable; instants are by the clock of the store.
 *
 * @param list the name of the list
 * @param loaded whether it was ever loaded and is not too old to be applied
 * @param revision the revision up to which this node knows every change; -1 if never loaded
 * @param rulesInForce the number of rules applied now
 * @param inForceSince when the rules applied now came into force on this node; null if never loaded
 * @param nextChange when the rules will change next; null if nothing is planned
 * @param age the time since the store was last read with success; null if never
 * @param problem one sentence on what keeps the list from being current, or null
 */
public record ListStatus(String list, boolean loaded, long revision, int rulesInForce, Instant inForceSince,
        Instant nextChange, Duration age, String problem) {
}
