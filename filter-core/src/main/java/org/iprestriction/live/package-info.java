/**
 * Keeps access lists current: reads changes from a source, plans them over time, and puts each list in force at its
 * instant. Owns all threads. No HTTP.
 */
package org.iprestriction.live;
