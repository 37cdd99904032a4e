package org.iprestriction.entry;

/**
 * The status of an entry, which compares its saved state with the state in force. It is derived from the entry's
 * versions at one instant and never stored.
 */
public enum EntryStatus {
    /** The saved state is in force, and every live node has loaded it. */
    ACTIVE,
    /** New or newly enabled, and not in force yet, or not yet on every node. */
    PENDING,
    /** Edited or disabled, while the previous state is still in force. */
    PENDING_CHANGE,
    /** Deleted, while a state of it is still in force or about to be. */
    PENDING_REMOVAL,
    /** Should have taken effect more than two polls ago, but a live node has not loaded it. */
    DELAYED,
    /** Saved as disabled; not in force. */
    DISABLED,
    /** Expired; not in force. */
    EXPIRED
}
