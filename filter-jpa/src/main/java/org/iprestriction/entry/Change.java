package org.iprestriction.entry;

import java.time.Instant;

/**
 * One line of the history.
 *
 * @param revision the revision that this change made
 * @param entry the id of the entry
 * @param entryName the name of the entry after the change
 * @param verb {@code added}, {@code changed}, {@code renamed}, {@code disabled}, {@code enabled}, {@code deleted} or
 *     {@code undone}
 * @param who the user
 * @param at when it was saved
 * @param fromAddress the address the request came from, or null
 * @param before the saved state before, for people, or null where there was none
 * @param after the saved state after, for people, or null where there is none
 * @param effectiveAt when the change takes effect, or null where it applied, or changed nothing that applies, at once
 */
public record Change(long revision, long entry, String entryName, String verb, String who, Instant at,
        String fromAddress, String before, String after, Instant effectiveAt) {
}
