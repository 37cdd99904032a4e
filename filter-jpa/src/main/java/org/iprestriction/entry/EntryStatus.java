package org.iprestriction.entry;

/** How an entry stands between what is saved and what applies, derived from its versions at an instant and never stored. */
public enum EntryStatus {
    /** What is saved applies, and every live node had loaded it. */
    ACTIVE,
    /** New, newly enabled or about to be enabled: nothing of it applies yet, or not yet on every node. */
    PENDING,
    /** Edited or disabled, while its former state still applies. */
    PENDING_CHANGE,
    /** Deleted, while something of it still applies or is about to. */
    PENDING_REMOVAL,
    /** Its instant has passed by more than two polls and a live node has not loaded it. */
    DELAYED,
    /** Saved as disabled; nothing of it applies. */
    DISABLED,
    /** Its expiry has passed; nothing of it applies. */
    EXPIRED
}
