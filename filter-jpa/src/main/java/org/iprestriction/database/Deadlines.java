package org.iprestriction.database;

import java.util.HashMap;
import java.util.Map;

/**
 * JDBC driver properties that limit the waiting time for a database that does not respond. After a dropped route or a
 * firewall that has lost the state of a connection, most drivers and pools by default wait for data for ever.
 *
 * <p>Thread-safe.
 */
public final class Deadlines {

    private static final Map<String, String> POSTGRESQL = Map.of("connectTimeout", "5", "loginTimeout", "10", "socketTimeout", "15",
            "tcpKeepAlive", "true");
    /** In milliseconds. */
    private static final Map<String, String> MARIADB = Map.of("connectTimeout", "5000", "socketTimeout", "15000");

    private Deadlines() {
    }

    /**
     * Returns the properties with which a JDBC driver abandons a connection that cannot be opened or no longer
     * responds. Properties that the URL sets are omitted.
     *
     * @param jdbcUrl the JDBC URL of the database, not null
     * @return the driver's properties; empty if the driver is not known
     */
    public static Map<String, String> properties(String jdbcUrl) {
        Map<String, String> properties = new HashMap<>(known(jdbcUrl));
        properties.keySet().removeIf(name -> jdbcUrl.contains(name + "="));
        return properties;
    }

    private static Map<String, String> known(String jdbcUrl) {
        if (jdbcUrl.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        return jdbcUrl.startsWith("jdbc:mariadb:") || jdbcUrl.startsWith("jdbc:mysql:") ? MARIADB : Map.of();
    }
}
