package org.iprestriction.entry;

import java.time.Instant;

/**
 * The last report of a node, and its current state. Immutable and thread-safe.
 *
 * @param node the random id that the node chose when it started
 * @param name the name of the node; not unique
 * @param state whether the node is live, silent or gone
 * @param loadedRevision the newest revision that the node has loaded; -1 if it has loaded none, or a history that a
 *     restored backup has replaced
 * @param lastSeen the instant of its last report, by the database's clock
 * @param startedAt the instant at which it started, by its own clock
 * @param clockOffsetMillis the difference between its wall clock and the database's, in milliseconds
 * @param problem the reason why it cannot load the lists, one sentence, or null
 */
public record NodeStatus(String node, String name, State state, long loadedRevision, Instant lastSeen,
        Instant startedAt, long clockOffsetMillis, String problem) {

    /** The state of a node. */
    public enum State {
        /**
         * It has reported within two activation periods or two minutes, whichever is longer. A change is pending until
         * every live node has loaded it.
         */
        LIVE,
        /** It has not reported for longer than that and has not signed off. It may still apply what it has loaded. */
        SILENT,
        /** It has signed off, or has stopped reporting and another node with the same name has started since. */
        GONE
    }

    /**
     * Returns whether the node is live.
     *
     * @return true if its state is {@link State#LIVE}
     */
    public boolean live() {
        return state == State.LIVE;
    }
}
