package org.iprestriction.entry;

/**
 * The outcome of replacing a whole list, or of a dry run. Immutable and thread-safe.
 *
 * @param added the number of entries added
 * @param changed the number of entries changed or renamed
 * @param removed the number of entries deleted
 * @param unchanged the number of entries that stay the same
 * @param revision the revision of the list afterwards
 */
public record Replacement(int added, int changed, int removed, int unchanged, long revision) {
}
