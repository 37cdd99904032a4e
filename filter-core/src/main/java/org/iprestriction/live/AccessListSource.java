package org.iprestriction.live;

import java.util.Set;

/**
 * A source of rules. Implement this interface to keep access lists in a store of your own.
 *
 * <p>Both methods may block and may throw exceptions. The loader thread of a {@link Refresher} calls them; requests
 * never wait for them. Calls do not overlap, except that a call that hangs is abandoned after some seconds (half a
 * minute if everything is read) and another thread makes the next call.
 */
public interface AccessListSource {

    /**
     * Reads the changes since a revision. The implementation must read the revision of the store <em>first</em> and
     * then all rules in one query, so that a concurrent change is seen too early rather than never.
     *
     * @param known the position that an earlier call returned; null to read everything
     * @param lists the names of the wanted lists, not null; the source may omit others. If {@link LiveLists#EVERY} is among them, every
     *     list of the store is wanted
     * @return the changes, not null; complete if {@code known} is null or not in the history of the store. A list with
     *     a block rule that cannot be read must be one of the refused lists
     * @throws Exception if the store cannot be read; the lists then stay as they are. A {@link SourceException} says what to do
     */
    Changes changesSince(Changes.Position known, Set<String> lists) throws Exception;

    /**
     * Receives a report of what this node has loaded. Called after each poll, and once more when the node stops.
     *
     * @param report the report, not null
     * @throws Exception if the report cannot be stored; the failure is logged, and the next report follows with the
     *     next poll
     */
    void report(NodeReport report) throws Exception;
}
