package org.iprestriction.access;

/** The answer of an access list for one address. */
public enum Decision {
    /** A rule allows the address and none blocks it, or the list allows what no rule names. */
    ALLOWED,
    /** A rule blocks the address, or the list blocks what no rule names. */
    BLOCKED,
    /** No rule holds the address, and another list has to decide. */
    NO_RULE,
    /** The text is not an address. */
    UNIDENTIFIED
}
