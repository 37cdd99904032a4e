package org.iprestriction.entry;

import java.time.Instant;

/**
 * One record of the history. Immutable and thread-safe.
 *
 * @param list the name of the list
 * @param revision the revision that this change created
 * @param entry the id of the entry; 0 if the change concerns the list as a whole
 * @param entryName the name of the entry after the change; empty if the change concerns the list as a whole
 * @param verb {@code added}, {@code changed}, {@code renamed}, {@code disabled}, {@code enabled}, {@code deleted} or
 *     {@code undone}; {@code limited} if the limit of the list was set
 * @param who the user
 * @param at the instant at which the change was saved
 * @param fromAddress the address from which the request came, or null if it is not known
 * @param before the saved state before the change, as text for people, or null if there was none
 * @param after the saved state after the change, as text for people, or null if there is none
 * @param effectiveAt the instant at which the change takes effect; that of its saving if it did not wait for the
 *     activation delay; null if it only changed the name or a limit, or has no effect on what applies
 */
public record Change(String list, long revision, long entry, String entryName, String verb, String who, Instant at,
        String fromAddress, String before, String after, Instant effectiveAt) {

    /**
     * Returns whether the change did not wait for the activation delay: it was marked as effective now because of an
     * incident, or the delay was zero.
     *
     * @return true if it took effect when it was saved
     */
    public boolean effectiveNow() {
        return effectiveAt != null && !effectiveAt.isAfter(at);
    }
}
