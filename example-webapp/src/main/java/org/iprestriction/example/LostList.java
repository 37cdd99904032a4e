package org.iprestriction.example;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.iprestriction.example.StoreMarker.Held;

/**
 * Detects and reports that a data directory has lost the list that it contained.
 *
 * <p>The application then starts with an empty list. This blocks everybody, and administrators can use the pages to
 * restore the list. The loss must be reported.
 */
final class LostList {
    private static final Logger LOG = System.getLogger(LostList.class.getName());

    private final DatabaseFile file;
    private final StoreMarker marker;
    /** Null if it is not set. */
    private final Path snapshot;
    private final Held before;
    private final boolean missing;
    private final boolean empty;
    private boolean begun;
    private String notice;
    private boolean lost;

    /** Reads the state of the directory before its database is opened. */
    LostList(DatabaseFile file, StoreMarker marker, Path snapshot) throws IOException {
        this.file = file;
        this.marker = marker;
        this.snapshot = snapshot;
        this.before = marker.read().orElse(null);
        this.missing = !file.exists();
        this.empty = file.isEmpty();
    }

    /** Returns whether a new database has to be created. */
    boolean isNew() {
        return missing || empty;
    }

    /** Checks the database before its tables are created: a truncated file contains no tables. */
    void look(DataSource asFound) throws SQLException {
        try (Connection connection = asFound.getConnection();
                ResultSet table = connection.getMetaData().getTables(null, null, "IPR_STATE", null)) {
            begun = !table.next();
        }
    }

    /** Compares the opened database with its recorded state. */
    void compare(DataSource source) throws SQLException, IOException {
        Held now = held(source);
        if (empty || before != null && (begun || before.revision() > 0 && now.revision() == 0)) {
            lost = true;
            notice = lost(keepSnapshot());
        } else if (before != null && before.store().equals(now.store()) && now.revision() < before.revision()) {
            notice = "The database file “" + file.path() + "” holds revision " + now.revision() + ", but this data directory"
                    + " held revision " + before.revision() + " before: an older backup was put in its place. The changes"
                    + " after it are missing; check the list.";
        }
        if (notice != null) {
            LOG.log(Level.WARNING, notice);
        }
        remember(now);
    }

    /** Records the state of the database for the next start. */
    void remember(DataSource source) {
        try {
            remember(held(source));
        } catch (SQLException e) {
            notRemembered(e);
        }
    }

    /** Returns a sentence for administrators; null if nothing was lost. */
    String notice() {
        return notice;
    }

    /** Returns whether the whole list is lost; otherwise it is only older than before. */
    boolean isLost() {
        return lost;
    }

    private void remember(Held now) {
        // As long as the new list is empty, the next start must report the loss again.
        if (!lost || now.revision() > 0) {
            try {
                marker.write(now);
            } catch (IOException e) {
                notRemembered(e);
            }
        }
    }

    private static void notRemembered(Exception e) {
        LOG.log(Level.WARNING, "The file “" + StoreMarker.NAME + "” of the data directory cannot be brought up to date, so a"
                + " list that is lost may not be noticed: " + e.getMessage());
    }

    private static Held held(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select store, revision from ipr_state where id = 1")) {
            return row.next() ? new Held(row.getString(1), row.getLong(2), "") : new Held("", 0, "");
        }
    }

    /** Moves the snapshot aside, because the empty list would overwrite it; returns its new location, or an empty text. */
    private String keepSnapshot() throws IOException {
        if (before != null && !before.kept().isEmpty()) {
            return before.kept();
        }
        if (snapshot == null || !Files.exists(snapshot)) {
            return "";
        }
        String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '-');
        Path kept = Files.move(snapshot, Path.of(snapshot + ".kept-" + time)).toAbsolutePath();
        Held known = before == null ? new Held("", 0, "") : before;
        marker.write(new Held(known.store(), known.revision(), kept.toString()));
        return kept.toString();
    }

    private String lost(String kept) {
        String revision = before != null && before.revision() > 0 ? " (revision " + before.revision() + " or later)" : "";
        return "The list of this data directory is lost: the database file “" + file.path() + "” " + state()
                + (before == null ? ". " : ", although it held a list before" + revision + ". ")
                + "A new, empty list was created, which blocks every request. Stop the application, put a backup of the file in its"
                + " place and start again, or enter the list again."
                + (kept.isEmpty() ? "" : " The last list is kept in the snapshot file “" + kept + "”, one rule per line.");
    }

    private String state() {
        return missing ? "is missing" : empty ? "was empty (0 bytes)" : "holds nothing";
    }
}
