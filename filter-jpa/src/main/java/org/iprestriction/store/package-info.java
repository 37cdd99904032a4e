/**
 * The tables as objects: rows, transactions, and what is read of entries and nodes. Only {@code org.iprestriction.jpa} uses it;
 * nothing in it is meant for applications.
 */
package org.iprestriction.store;
