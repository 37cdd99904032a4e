/**
 * The database below the entries: connections that do not wait for ever, the supported products, the check of the tables, and the
 * sentences for what can go wrong with them.
 */
package org.iprestriction.database;
