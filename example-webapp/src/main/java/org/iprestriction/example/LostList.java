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
 * Finds out whether a data directory that held a list holds it no more, and says so.
 *
 * <p>The application then starts with an empty list, which blocks everybody: nobody gets in by it, and the pages work to
 * mend it. Silent it must not be.
 */
final class LostList {
    private static final Logger LOG = System.getLogger(LostList.class.getName());

    private final DatabaseFile file;
    private final StoreMarker marker;
    /** Null if none is set. */
    private final Path snapshot;
    private final Held before;
    private final boolean missing;
    private final boolean empty;
    private boolean begun;
    private String notice;
    private boolean lost;

    /** Looks at the directory before its database is opened. */
    LostList(DatabaseFile file, StoreMarker marker, Path snapshot) throws IOException {
        this.file = file;
        this.marker = marker;
        this.snapshot = snapshot;
        this.before = marker.read().orElse(null);
        this.missing = !file.exists();
        this.empty = file.isEmpty();
    }

    /** Whether the database has to be made anew. */
    boolean isNew() {
        return missing || empty;
    }

    /** Looks at the database as it was found, before its tables are made: a file that was cut off holds none. */
    void look(DataSource asFound) throws SQLException {
        try (Connection connection = asFound.getConnection();
                ResultSet table = connection.getMetaData().getTables(null, null, "IPR_STATE", null)) {
            begun = !table.next();
        }
    }

    /** Compares what is there, once it is open, with what was there before. */
    void compare(DataSource source) throws SQLException, IOException {
        Held now = held(source);
        if (empty || before != null && (begun || before.revision() > 0 && now.revision() == 0)) {
            lost = true;
            notice = lost(keepSnapshot());
        } else if (before != null && before.store().equals(now.store()) && now.revision() < before.revision()) {
            notice = "The database file “" + file.path() + "” holds revision " + now.revision() + ", but this data directory"
                    + " held revision " + before.revision() + " before: an older backup was put in its place. The changes"
                    + " after it are missing; look through the list.";
        }
        if (notice != null) {
            LOG.log(Level.WARNING, notice);
        }
        remember(now);
    }

    /** Writes down what the database holds now, for the next start. */
    void remember(DataSource source) {
        try {
            remember(held(source));
        } catch (SQLException e) {
            notRemembered(e);
        }
    }

    /** What administrators should know; null if nothing was lost. */
    String notice() {
        return notice;
    }

    /** Whether the whole list is gone; else it is only older than it was. */
    boolean isLost() {
        return lost;
    }

    private void remember(Held now) {
        // While the new list is empty the next start must tell it again.
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

    /** Out of the way of the snapshot that the empty list will write; returns where it is now, or empty. */
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
                + "A new, empty list was begun, which blocks every request. Stop the application, put a backup of the file in its"
                + " place and start again, or enter the list anew."
                + (kept.isEmpty() ? "" : " The last list is kept in the snapshot file “" + kept + "”, one rule a line.");
    }

    private String state() {
        return missing ? "is missing" : empty ? "was empty (0 bytes)" : "holds nothing";
    }
}
