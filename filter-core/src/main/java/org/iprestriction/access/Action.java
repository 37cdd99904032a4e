package org.iprestriction.access;

/** What a rule does with the addresses in its range. */
public enum Action {
    /** Lets them in, unless another rule blocks them. */
    ALLOW,
    /** Keeps them out, whatever other rules say. */
    BLOCK
}
