package org.iprestriction.database;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Translates a failure of the database into a sentence and a code, if it says more than that the database does not respond. */
final class Outage {

    private static final int DEEPEST = 20;
    private static final Fault FULL = new Fault(Reason.DISK_FULL, "The disk that holds the database is full. Free some space;"
            + " the database then recovers without a restart.");
    private static final Fault READ_ONLY = new Fault(Reason.READ_ONLY, "The database is read-only. Make it writable;"
            + " changes are then accepted again without a restart.");
    private static final Fault FILES_REFUSED = new Fault(Reason.DISK_FAILING, "This process may not read or write the files of the"
            + " database. Give them back to its user; the database then recovers without a restart.");
    /** Parts of operating system messages about files, from any layer, and what they mean. */
    private static final List<Words> WORDS = List.of(
            new Words("no space left", FULL),
            new Words("not enough space on the disk", FULL),
            new Words("quota exceeded", new Fault(Reason.DISK_FULL, "The disk quota of the database is used up. Free some space;"
                    + " the database then recovers without a restart.")),
            new Words("read-only file system", new Fault(Reason.READ_ONLY, "The file system that holds the database is read-only. Mount"
                    + " it for writing; the database then recovers without a restart.")),
            new Words("permission denied", FILES_REFUSED),
            new Words("operation not permitted", FILES_REFUSED),
            new Words("too many open files", new Fault(Reason.TOO_MANY_FILES, "This process has too many open files. Raise the limit"
                    + " and restart it.")),
            new Words("input/output error", failing("input/output error")),
            new Words("stale file handle", failing("stale file handle")),
            new Words("transport endpoint is not connected", failing("its file system is gone")));

    private static final Fault REFUSED = new Fault(Reason.LOGIN_REFUSED, "The database refuses this user or password. Correct"
            + " ip-restriction.jdbc-user and ip-restriction.jdbc-password, or the data source of the application.");
    private static final Fault NO_DATABASE = new Fault(Reason.DATABASE_MISSING, "The server has no database of the name in the JDBC"
            + " URL. Correct the URL, or create the database.");
    private static final Fault NOT_PERMITTED = new Fault(Reason.PERMISSION_MISSING, "This database user may not write to the tables of"
            + " the access lists. Grant it select, insert, update and delete on the tables whose names begin with ipr_.");
    private static final Fault NO_CONNECTION = new Fault(Reason.TOO_MANY_CONNECTIONS, "The database accepts no more connections. Raise"
            + " its limit, or let the connection pools of its clients open fewer.");
    private static final Fault BINARY_LOG = new Fault(Reason.BINARY_LOG, "The database writes its binary log by statement, which does"
            + " not work with these transactions. Set its binlog_format to MIXED or ROW.");
    private static final Fault BAD_URL = new Fault(Reason.URL_UNREADABLE, "The driver cannot read the JDBC URL. Correct it.");
    private static final Fault BAD_PATH = new Fault(Reason.URL_UNREADABLE, "The path in the JDBC URL of H2 is relative. Write an"
            + " absolute one, such as jdbc:h2:/var/lib/app/lists, or one that begins with ./ or ~/.");
    private static final Fault NO_DRIVER = new Fault(Reason.DRIVER_MISSING, "The JDBC driver of the data source cannot be loaded. Add"
            + " the jar of the driver to the libraries of the server, or correct the data source.");
    private static final Fault NO_HOST = new Fault(Reason.HOST_UNKNOWN, "The host in the JDBC URL is not known. Correct the URL, or the"
            + " name server's entry.");
    private static final Fault NOBODY_LISTENS = new Fault(Reason.STORE_UNREACHABLE, "Nothing listens at the host and port of the JDBC"
            + " URL. Start the database, or correct the URL.");

    private record Words(String part, Fault fault) {
    }

    private Outage() {
    }

    private static Fault failing(String how) {
        return new Fault(Reason.DISK_FAILING, "The disk that holds the database fails (" + how + "). Check the disk and its mount.");
    }

    /** Returns the first known cause; empty if there is none. */
    static Optional<Fault> of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < DEEPEST && cause != null; depth++) {
            Fault fault = cause instanceof SQLException sql ? of(sql) : cause instanceof IOException io ? of(io) : ofOther(cause);
            if (fault != null) {
                return Optional.of(fault);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    /** Returns whether the database answered that it knows no such table or column, or does not accept the statement. */
    static boolean isSyntax(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < DEEPEST && cause != null; depth++) {
            if (cause instanceof SQLException sql && String.valueOf(sql.getSQLState()).startsWith("42")) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static Fault of(SQLException failure) {
        if (failure instanceof StoreProblemException said) {
            return new Fault(said.reason(), said.getMessage());
        }
        if (String.valueOf(failure.getMessage()).startsWith("No suitable driver")) { // DriverManager; the rest is the URL
            return NO_DRIVER;
        }
        return switch (String.valueOf(failure.getSQLState())) {
            case "53100" -> FULL; // PostgreSQL: disk_full
            case "58030" -> failing("input/output error"); // PostgreSQL: io_error
            case "25006", "90097" -> READ_ONLY; // read_only_sql_transaction of the SQL standard; H2's own state
            case "28000", "28P01" -> REFUSED; // the SQL standard; PostgreSQL: invalid_password
            case "3D000", "90013", "90146", "90149" -> NO_DATABASE; // the SQL standard; H2
            case "42501", "90040", "90096" -> NOT_PERMITTED; // PostgreSQL: insufficient_privilege; H2
            case "53300" -> NO_CONNECTION; // PostgreSQL: too_many_connections
            case "90046", "90113" -> BAD_URL; // H2
            case "90011" -> BAD_PATH; // H2
            case "08004", "42000", "HY000", "70100" -> ofMariaDb(failure.getErrorCode());
            default -> null;
        };
    }

    /** What drivers and pools throw that is neither an SQLException nor an IOException. */
    private static Fault ofOther(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof ClassNotFoundException && message.contains("Driver")) {
            return NO_DRIVER;
        }
        return failure instanceof IllegalArgumentException && message.startsWith("port out of range") ? BAD_URL : null; // MariaDB
    }

    /** MariaDB and MySQL use few states of the SQL standard. */
    private static Fault ofMariaDb(int code) {
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
    private static Fault of(IOException failure) {
        if (failure instanceof UnknownHostException) {
            return NO_HOST;
        }
        if (failure instanceof ConnectException && String.valueOf(failure.getMessage()).contains("refused")) {
            return NOBODY_LISTENS;
        }
        String said = failure instanceof AccessDeniedException ? "permission denied"
                : String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return WORDS.stream().filter(words -> said.contains(words.part)).map(Words::fault).findFirst().orElse(null);
    }
}
