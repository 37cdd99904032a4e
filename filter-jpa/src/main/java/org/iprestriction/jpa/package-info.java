/**
 * Access lists kept in a database: entries, their versions over time, the limit, the history and the reports of the
 * nodes; and the source that feeds them to {@link org.iprestriction.live}.
 *
 * <p>Needs Jakarta Persistence 3.1 or later and a provider on the class path. The persistence unit is built in code, so a
 * host application's own {@code persistence.xml} is neither needed nor touched.
 */
package org.iprestriction.jpa;
