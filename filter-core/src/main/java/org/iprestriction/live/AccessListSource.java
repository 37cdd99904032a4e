package org.iprestriction.live;

import java.util.Set;

/**
 * Where rules come from: the one interface that others implement to keep lists in a store of their own.
 *
 * <p>Both methods may block and may fail. They are called by the loader of a {@link Refresher}; requests never wait for them.
 * Calls follow one another, but a call that hangs is given up after some seconds (half a minute where everything is read), and
 * another thread makes the next.
 */
public interface AccessListSource {

    /**
     * Reads what changed after a revision. Reads the revision of the store <em>first</em> and then all rules at one go, so
     * that a change made meanwhile is seen too early rather than never.
     *
     * @param known the position that an earlier call answered; null to read everything
     * @param lists the names of the lists wanted; the source may leave out the others
     * @return the changes; complete where {@code known} is null or is not in the history of the store. A list with a block rule
     *     that cannot be read is among the refused ones
     * @throws Exception if the store cannot be read: the lists then stay as they are
     */
    Changes changesSince(Changes.Position known, Set<String> lists) throws Exception;

    /**
     * Takes a report of what this node has loaded. Called after each poll, and once more when the node stops.
     *
     * @param report the report, not null
     * @throws Exception if it cannot be kept; it is logged and the next report follows at the next poll
     */
    void report(NodeReport report) throws Exception;
}
