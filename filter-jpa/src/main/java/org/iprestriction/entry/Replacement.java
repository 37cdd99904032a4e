package org.iprestriction.entry;

/**
 * What replacing a whole list did, or would do.
 *
 * @param added how many entries were added
 * @param changed how many were changed or renamed
 * @param removed how many were deleted
 * @param unchanged how many stay as they are
 * @param revision the revision of the store afterwards
 */
public record Replacement(int added, int changed, int removed, int unchanged, long revision) {
}
