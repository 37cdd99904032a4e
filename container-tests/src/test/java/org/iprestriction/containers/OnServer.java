package org.iprestriction.containers;

/** Tests on a running server; the class of each server selects those that it supports. */
interface OnServer {

    Server server();

    /** Returns whether the server responds to requests that it cannot parse with an empty 200, which is tested. */
    default boolean isUnreadable(String request) {
        return false;
    }
}
