package org.iprestriction.entry;

import java.time.Instant;

/**
 * The last report of a node, and its current state. Immutable and thread-safe.
 *
 * @param node the random id that the node chose when it started
 * @param name the name of the node; not unique
 * @param state whether the node is live, silent or gone, and if it is live, whether it is up to date
 * @param loadedRevision the newest revision that the node has loaded; -1 if it has loaded none, or a history that a
 *     restored backup has replaced
 * @param refusedFrom the first revision that may be missing in a list of the node which cannot be refreshed, because it
 *     contains a block that cannot be read; {@link Long#MAX_VALUE} if there is no such list
 * @param rulesInForce the number of rules that the node applies, over all of its lists; -1 if it does not say, because it
 *     runs an older version of this library
 * @param inForceSince the instant since which it applies exactly these rules, by the database's clock; null if it applies
 *     no list, or does not say
 * @param lastSeen the instant of its last report, by the database's clock; null if the node describes itself, because only
 *     the database knows
 * @param startedAt the instant at which it started, by its own clock
 * @param clockOffsetMillis the difference between its wall clock and the database's, in milliseconds
 * @param problem the reason why it cannot load the lists, one sentence, or null
 */
public record NodeStatus(String node, String name, State state, long loadedRevision, long refusedFrom, int rulesInForce,
        Instant inForceSince, Instant lastSeen, Instant startedAt, long clockOffsetMillis, String problem) {

    /**
     * The state of a node. The first three are those of a live node: it has reported within two activation periods or two
     * minutes, whichever is longer. A change is pending until every live node has loaded it.
     */
    public enum State {
        /** It has loaded the newest revision and reports no problem. */
        UP_TO_DATE,
        /** It has not loaded the newest revision yet, but polls and reports no problem. */
        LOADING,
        /** It reports a problem, or has neither loaded the newest revision nor reported for two polls. */
        BEHIND,
        /** It has not reported for so long that it is no longer live. It may still apply what it has loaded. */
        SILENT,
        /** It has signed off, or has stopped reporting and another node with the same name has started since. */
        GONE
    }

    /**
     * Returns whether the node is live.
     *
     * @return true if its state is {@link State#UP_TO_DATE}, {@link State#LOADING} or {@link State#BEHIND}
     */
    public boolean live() {
        return state != State.SILENT && state != State.GONE;
    }
}
