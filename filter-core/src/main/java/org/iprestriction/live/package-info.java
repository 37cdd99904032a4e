/**
 * Keeps access lists current: reads changes from a source, plans them over time, and puts each list in force at its
 * planned instant. This package owns all threads and does not use HTTP.
 */
package org.iprestriction.live;
