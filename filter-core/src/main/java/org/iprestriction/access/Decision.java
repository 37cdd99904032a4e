package org.iprestriction.access;

/** The result of an access list for one address. */
public enum Decision {
    /** A rule allows the address and none blocks it, or no rule contains it and the list allows such addresses. */
    ALLOWED,
    /** A rule blocks the address, or no rule contains it and the list blocks such addresses. */
    BLOCKED,
    /** No rule contains the address, and another list has to decide. */
    NO_RULE,
    /** The text is not an address. */
    UNIDENTIFIED
}
