package org.iprestriction.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The file {@code store} of a data directory, which records the state of the database at the last check. It remains if
 * the database file is lost, and so distinguishes a lost list from one that never existed.
 */
final class StoreMarker {
    static final String NAME = "store";

    private final DataDirectory directory;

    /**
     * The recorded state of a database.
     *
     * @param store    the random name of the store; empty until the first node has set it
     * @param revision the number of its last change; the list may have been changed later
     * @param kept     the path of the kept snapshot file of a lost list; empty if there is none
     */
    record Held(String store, long revision, String kept) {}

    StoreMarker(DataDirectory directory) {
        this.directory = directory;
    }

    /** Returns the last recorded state; empty if the directory never had a database. */
    Optional<Held> read() throws IOException {
        return read(directory.path());
    }

    /** Returns the last recorded state in the directory {@code path}, which need not exist. */
    static Optional<Held> read(Path path) throws IOException {
        Path file = path.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Map<String, String> lines = new HashMap<>();
        for (String line : Files.readAllLines(file, UTF_8)) {
            int equals = line.indexOf('=');
            if (!line.startsWith("#") && equals > 0) {
                lines.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        String revision = lines.getOrDefault("revision", "");
        // A damaged marker still shows that there was a database.
        return Optional.of(new Held(lines.getOrDefault("store", ""),
                revision.matches("[0-9]{1,18}") ? Long.parseLong(revision) : 0, lines.getOrDefault("kept", "")));
    }

    void write(Held held) throws IOException {
        directory.write(NAME, "# The state of the database of this directory when it was last checked. Written by the application.\n"
                + "store=" + held.store + "\nrevision=" + held.revision + "\n"
                + (held.kept.isEmpty() ? "" : "kept=" + held.kept + "\n"));
    }
}
