package org.iprestriction.admin.access;

/** Says that a password could not be checked in time. It says nothing about the password, which nobody has looked at. */
public final class BusyException extends Exception {
    private static final long serialVersionUID = 1L;

    BusyException() {
        super("the password was not checked", null, false, false);
    }
}
