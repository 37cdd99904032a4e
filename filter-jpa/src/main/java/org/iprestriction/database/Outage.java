package org.iprestriction.database;

import java.io.IOException;
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
            default -> failure.getErrorCode() == 1021 && "HY000".equals(failure.getSQLState()) ? FULL : null; // MariaDB
        };
    }

    /** Java passes on the system's messages; they are only recognised in English. */
    private static String of(IOException failure) {
        String said = failure instanceof AccessDeniedException ? "permission denied"
                : String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return WORDS.stream().filter(words -> said.contains(words.part)).map(Words::sentence).findFirst().orElse(null);
    }
}
