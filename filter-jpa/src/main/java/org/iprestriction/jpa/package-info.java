/**
 * Access lists in a database: entries, their versions over time, the limit, the history, the reports of the nodes, and
 * the source that provides the lists to {@link org.iprestriction.live}.
 *
 * <p>Requires Jakarta Persistence 3.1 or later and a provider on the class path. The persistence unit is built in code,
 * so the application's own {@code persistence.xml} is neither required nor affected.
 */
package org.iprestriction.jpa;
