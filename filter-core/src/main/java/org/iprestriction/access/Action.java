package org.iprestriction.access;

/** The effect of a rule on the addresses in its range. */
public enum Action {
    /** Allows them, unless another rule blocks them. */
    ALLOW,
    /** Blocks them, whatever other rules say. */
    BLOCK
}
