package org.iprestriction.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The time for which MariaDB lets a transaction wait for its client, so that a client that has disappeared holds no lock. MariaDB
 * has this limit for a session only: it is set when a connection is taken, and restored before the connection is given back.
 */
final class Idleness {

    private static final String LIMIT = "set @ipr_idle = @@idle_transaction_timeout,"
            + " idle_transaction_timeout = if(@@idle_transaction_timeout between 1 and 15, @@idle_transaction_timeout, 15)";
    private static final String RESTORE = "set idle_transaction_timeout = @ipr_idle";

    private Idleness() {
    }

    /** Returns whether a limit was set. */
    static boolean limit(Connection connection) {
        return isMariaDb(connection) && run(connection, LIMIT);
    }

    static void restore(Connection connection) {
        run(connection, RESTORE);
    }

    private static boolean isMariaDb(Connection connection) {
        try {
            return "MariaDB".equalsIgnoreCase(connection.getMetaData().getDatabaseProductName());
        } catch (SQLException | AbstractMethodError | UnsupportedOperationException unknown) {
            return false; // the first statement will say what is wrong with the connection
        }
    }

    /** A failure is left to the next statement: a connection that is broken, or a server that is too old to know the limit. */
    private static boolean run(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return true;
        } catch (SQLException unable) {
            return false;
        }
    }
}
