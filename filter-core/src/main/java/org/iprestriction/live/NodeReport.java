package org.iprestriction.live;

/**
 * The report of a node after a poll. Immutable and thread-safe.
 *
 * @param node a random id for this start of the node
 * @param name the name of the node; not unique
 * @param loaded the position up to which the node knows every change, and applies it unless {@code refusedFrom} says
 *     otherwise; null before the first load
 * @param refusedFrom the first revision that may be missing in a list which cannot be refreshed, because it contains a
 *     block that cannot be read; 0 if such a list was never loaded; {@link Long#MAX_VALUE} if every list is refreshed
 * @param rulesInForce the number of rules in force, over all lists of the node
 * @param inForceSince the instant since which it applies exactly these rules, by the clock of the store, in milliseconds
 *     since 1970-01-01T00:00Z; -1 if it applies no list
 * @param startedAt the time at which the node started, by its own clock, in milliseconds since 1970-01-01T00:00Z
 * @param clockOffsetMillis the node's clock minus the clock of the store, in milliseconds
 * @param problem the reasons why the node could not apply everything, in one line, or null
 * @param signedOff whether the node is stopping, so that other nodes need not wait for it
 */
public record NodeReport(String node, String name, Changes.Position loaded, long refusedFrom, int rulesInForce,
        long inForceSince, long startedAt, long clockOffsetMillis, String problem, boolean signedOff) {
}
