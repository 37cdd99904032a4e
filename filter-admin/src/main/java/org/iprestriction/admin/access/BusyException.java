package org.iprestriction.admin.access;

/** Thrown if a password could not be checked in time. It says nothing about whether the password is right. */
public final class BusyException extends Exception {
    private static final long serialVersionUID = 1L;

    BusyException() {
        super("the password was not checked", null, false, false);
    }
}
