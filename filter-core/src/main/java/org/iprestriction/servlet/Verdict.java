package org.iprestriction.servlet;

/** The filter's verdict on one request. Verdicts are counted; the caller never sees the reason. */
enum Verdict {
    ALLOWED("allowed"),
    NOT_LISTED("the address is not allowed by the list"),
    UNIDENTIFIED("the address of the caller could not be determined"),
    NOT_LOADED("the list has not been loaded"),
    NO_LIST("it does not say under which list it falls"),
    NO_LIST_NAME("what should say under which list it falls is not the name of a list"),
    EMPTY_LIST("its list has no entries in force"),
    FAULT("the filter failed");

    private final String reason;

    Verdict(String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    /** Returns whether the verdict came from a list, or from what should have named one. */
    boolean isAboutAList() {
        return this == NOT_LISTED || this == NOT_LOADED || isAboutOwnList();
    }

    /** Returns whether only a filter whose requests have lists of their own comes to this verdict. */
    boolean isAboutOwnList() {
        return this == NO_LIST || this == NO_LIST_NAME || this == EMPTY_LIST;
    }
}
