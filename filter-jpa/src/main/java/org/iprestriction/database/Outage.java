package org.iprestriction.database;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Translates a failure of the database into a sentence, if it says more than that the database does not respond. */
final class Outage {

    private static final int DEEPEST = 20;
    private static final String FULL = "The disk that holds the database is full. Free some space;"
            + " the database then recovers without a restart.";
    private static final String READ_ONLY = "The database is read-only. Make it writable;"
            + " changes are then accepted again without a restart.";
    /** Parts of operating system messages about files, from any layer, and the sentences for them. */
    private static final List<Words> WORDS = List.of(
            new Words("no space left", FULL),
            new Words("not enough space on the disk", FULL),
            new Words("quota exceeded", "The disk quota of the database is used up. Free some space;"
                    + " the database then recovers without a restart."),
            new Words("read-only file system", "The file system that holds the database is read-only. Mount it for"
                    + " writing; the database then recovers without a restart."),
            new Words("permission denied", "This process may not read or write the files of the database. Give them back"
                    + " to its user; the database then recovers without a restart."),
            new Words("operation not permitted", "This process may not read or write the files of the database. Give them"
                    + " back to its user; the database then recovers without a restart."),
            new Words("too many open files", "This process has too many open files. Raise the limit and restart it."),
            new Words("input/output error", failing("input/output error")),
            new Words("stale file handle", failing("stale file handle")),
            new Words("transport endpoint is not connected", failing("its file system is gone")));

    private static final String REFUSED = "The database refuses this user or password. Correct ip-restriction.jdbc-user and"
            + " ip-restriction.jdbc-password, or the data source of the application.";
    private static final String NO_DATABASE = "The server has no database of the name in the JDBC URL. Correct the URL, or create the"
            + " database.";
    private static final String NOT_PERMITTED = "This database user may not write to the tables of the access lists. Grant it select,"
            + " insert, update and delete on the tables whose names begin with ipr_.";
    private static final String NO_CONNECTION = "The database accepts no more connections. Raise its limit, or let the connection"
            + " pools of its clients open fewer.";
    private static final String BINARY_LOG = "The database writes its binary log by statement, which does not work with these"
            + " transactions. Set its binlog_format to MIXED or ROW.";

    private record Words(String part, String sentence) {
    }

    private Outage() {
    }

    private static String failing(String how) {
        return "The disk that holds the database fails (" + how + "). Check the disk and its mount.";
    }

    /** Returns the sentence for the first known cause; empty if there is none. */
    static Optional<String> sentence(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < DEEPEST && cause != null; depth++) {
            String sentence = cause instanceof SQLException sql ? of(sql) : cause instanceof IOException io ? of(io) : null;
            if (sentence != null) {
                return Optional.of(sentence);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static String of(SQLException failure) {
        if (failure instanceof StoreProblemException) {
            return failure.getMessage();
        }
        return switch (String.valueOf(failure.getSQLState())) {
            case "53100" -> FULL; // PostgreSQL: disk_full
            case "58030" -> failing("input/output error"); // PostgreSQL: io_error
            case "25006", "90097" -> READ_ONLY; // read_only_sql_transaction of the SQL standard; H2's own state
            case "28000", "28P01" -> REFUSED; // the SQL standard; PostgreSQL: invalid_password
            case "3D000", "90013", "90146", "90149" -> NO_DATABASE; // the SQL standard; H2
            case "42501", "90096" -> NOT_PERMITTED; // PostgreSQL: insufficient_privilege; H2
            case "53300" -> NO_CONNECTION; // PostgreSQL: too_many_connections
            case "90046", "90113" -> "The driver cannot read the JDBC URL. Correct it."; // H2
            case "08004", "42000", "HY000", "70100" -> ofMariaDb(failure.getErrorCode());
            default -> null;
        };
    }

    /** MariaDB and MySQL use few states of the SQL standard. */
    private static String ofMariaDb(int code) {
        return switch (code) {
            case 1021, 1114 -> FULL;
            case 1036, 1290, 1836 -> READ_ONLY;
            case 1040, 1203 -> NO_CONNECTION;
            case 1044, 1045 -> REFUSED;
            case 1049 -> NO_DATABASE;
            case 1142, 1143 -> NOT_PERMITTED;
            case 1665 -> BINARY_LOG;
            default -> null;
        };
    }

    /** Java passes on the system's messages; they are only recognised in English. */
    private static String of(IOException failure) {
        if (failure instanceof UnknownHostException) {
            return "The host in the JDBC URL is not known. Correct the URL, or the name server's entry.";
        }
        if (failure instanceof ConnectException && String.valueOf(failure.getMessage()).contains("refused")) {
            return "Nothing listens at the host and port of the JDBC URL. Start the database, or correct the URL.";
        }
        String said = failure instanceof AccessDeniedException ? "permission denied"
                : String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return WORDS.stream().filter(words -> said.contains(words.part)).map(Words::sentence).findFirst().orElse(null);
    }
}
