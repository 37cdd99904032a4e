package org.iprestriction.live;

/**
 * What one node says about itself after a poll. Immutable.
 *
 * @param node a random name for this start of this node
 * @param name the name that people gave the node
 * @param loaded the position up to which this node knows and will apply every change; null before the first load
 * @param startedAt when it started, by its own clock, in milliseconds since 1970-01-01T00:00Z
 * @param clockOffsetMillis its own clock minus the clock of the store, in milliseconds
 * @param problem one sentence on why it could not apply everything, or null
 * @param signedOff whether it stops and wants no longer to be waited for
 */
public record NodeReport(String node, String name, Changes.Position loaded, long startedAt, long clockOffsetMillis,
        String problem, boolean signedOff) {
}
