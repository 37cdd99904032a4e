package org.iprestriction.jpa;

import java.time.Instant;

/**
 * What a running copy last reported, and whether it still counts.
 *
 * @param node the id that the copy drew when it started
 * @param name its name, not unique
 * @param live whether it signed on, has not signed off, and was heard of within two activations (at least two minutes)
 * @param loadedRevision the newest revision it has loaded
 * @param lastSeen when it was last heard of, by the database's clock
 * @param startedAt when it started, by its own clock
 * @param clockOffsetMillis how far its wall clock is from the database's, in milliseconds
 * @param problem what keeps it from loading, one sentence, or null
 */
public record NodeStatus(String node, String name, boolean live, long loadedRevision, Instant lastSeen,
        Instant startedAt, long clockOffsetMillis, String problem) {
}
