package org.iprestriction.containers;

/** Tests of a running server; a class per server says which of them it can run. */
interface OnServer {

    Server server();
}
