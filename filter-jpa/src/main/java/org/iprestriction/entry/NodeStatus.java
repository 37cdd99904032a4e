package org.iprestriction.entry;

import java.time.Instant;

/**
 * What a running copy last reported, and what that is worth now.
 *
 * @param node the id that the copy drew when it started
 * @param name its name, not unique
 * @param state whether it still counts
 * @param loadedRevision the newest revision it has loaded; -1 if it has loaded none, or loaded a history that a restored backup
 *     has replaced
 * @param lastSeen when it was last heard of, by the database's clock
 * @param startedAt when it started, by its own clock
 * @param clockOffsetMillis how far its wall clock is from the database's, in milliseconds
 * @param problem what keeps it from loading, one sentence, or null
 */
public record NodeStatus(String node, String name, State state, long loadedRevision, Instant lastSeen,
        Instant startedAt, long clockOffsetMillis, String problem) {

    /** Whether a node still counts. */
    public enum State {
        /** Heard of within two activations, or two minutes where that is longer. Everybody waits for it. */
        LIVE,
        /** Not heard of for longer, without having signed off: it may hang or be cut off, and still apply what it loaded. */
        SILENT,
        /** It signed off, or stopped answering and was followed by another start under its name. */
        GONE
    }

    /**
     * Tells whether the node counts.
     *
     * @return true if its state is {@link State#LIVE}
     */
    public boolean live() {
        return state == State.LIVE;
    }
}
