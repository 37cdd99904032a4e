package org.iprestriction.containers;

/** Tests of a running server; a class per server says which of them it can run. */
interface OnServer {

    Server server();

    /** Tells whether the server cannot read a request and answers it itself with an empty 200, and is tested as such. */
    default boolean isUnreadable(String request) {
        return false;
    }
}
