package org.iprestriction.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The file {@code store} of a data directory: what its database held when it was last looked at. It outlives a database file
 * that is lost, and so tells a list that was lost from one that never was.
 */
final class StoreMarker {
    static final String NAME = "store";

    private final DataDirectory directory;

    /**
     * What a database held.
     *
     * @param store    the random name of the store; empty until the first node has named it
     * @param revision the number of its last change; the list may have been changed later
     * @param kept     where the snapshot file of a list that was lost is kept; empty where there is none
     */
    record Held(String store, long revision, String kept) {}

    StoreMarker(DataDirectory directory) {
        this.directory = directory;
    }

    /** What was written last; empty in a directory that never had a database. */
    Optional<Held> read() throws IOException {
        return read(directory.path());
    }

    /** What was written last into the directory {@code path}, which need not exist. */
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
        // A marker that was damaged still says that there was a database.
        return Optional.of(new Held(lines.getOrDefault("store", ""),
                revision.matches("[0-9]{1,18}") ? Long.parseLong(revision) : 0, lines.getOrDefault("kept", "")));
    }

    void write(Held held) throws IOException {
        directory.write(NAME, "# What the database of this directory held when it was last looked at. Written by the application.\n"
                + "store=" + held.store + "\nrevision=" + held.revision + "\n"
                + (held.kept.isEmpty() ? "" : "kept=" + held.kept + "\n"));
    }
}
