package org.iprestriction.live;

/**
 * The report of a node after a poll. Immutable and thread-safe.
 *
 * @param node a random id for this start of the node
 * @param name the name of the node; not unique
 * @param loaded the position up to which the node knows and will apply every change; null before the first load
 * @param startedAt the time at which the node started, by its own clock, in milliseconds since 1970-01-01T00:00Z
 * @param clockOffsetMillis the node's clock minus the clock of the store, in milliseconds
 * @param problem the reasons why the node could not apply everything, in one line, or null
 * @param signedOff whether the node is stopping, so that other nodes need not wait for it
 */
public record NodeReport(String node, String name, Changes.Position loaded, long startedAt, long clockOffsetMillis,
        String problem, boolean signedOff) {
}
