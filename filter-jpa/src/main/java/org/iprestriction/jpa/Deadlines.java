package org.iprestriction.jpa;

import java.util.HashMap;
import java.util.Map;

/**
 * Limits to the wait for a database that has gone silent: a route that was dropped or a firewall that forgets a connection
 * leaves a driver waiting for bytes for ever, unless it is told otherwise. Most drivers and pools are not.
 */
public final class Deadlines {

    private static final Map<String, String> POSTGRESQL = Map.of("connectTimeout", "5", "loginTimeout", "10", "socketTimeout", "15",
            "tcpKeepAlive", "true");

    private Deadlines() {
    }

    /**
     * Returns the properties by which a JDBC driver gives up a connection that cannot be opened or has gone silent. What the URL
     * itself says is left to it.
     *
     * @param jdbcUrl the URL of the database, not null
     * @return the driver's properties; none where the driver is not known
     */
    public static Map<String, String> properties(String jdbcUrl) {
        Map<String, String> properties = new HashMap<>(jdbcUrl.startsWith("jdbc:postgresql:") ? POSTGRESQL : Map.of());
        properties.keySet().removeIf(name -> jdbcUrl.contains(name + "="));
        return properties;
    }
}
