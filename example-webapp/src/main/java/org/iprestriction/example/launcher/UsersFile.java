package org.iprestriction.example.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iprestriction.example.DataDirectory;

/**
 * The users of the launcher: {@code users.properties} in the data directory, with one line per user and {@code #} for
 * comments.
 *
 * <p>The file is re-read each time, so an edit takes effect with the next sign-in. Thread-safe.
 */
final class UsersFile {
    static final String NAME = "users.properties";

    private final Path path;

    UsersFile(Path dataDirectory) {
        this.path = dataDirectory.resolve(NAME);
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /**
     * Returns a warning if the users are lost: the file contains no user, or does not exist although the list was
     * changed before. If only the first start failed, there were no users to lose.
     *
     * @return a sentence to show, or null if nothing is lost
     */
    String lost() {
        try {
            if (!users().isEmpty() || !exists() && !DataDirectory.hadChanges(path.getParent())) {
                return null;
            }
        } catch (IOException | IllegalArgumentException e) {
            return null; // the file exists, and the next read reports what is wrong with it
        }
        return "The users of this data directory are lost: the file “" + path + "” " + (exists() ? "names nobody"
                : "is missing, although the list was changed before") + ". Put a backup of the file in its place, or add the"
                + " users again; only admin is created automatically, if the file is missing or ADMIN_PASSWORD is set.";
    }

    /**
     * Returns the user with a name.
     *
     * @throws IOException              if the file cannot be read
     * @throws IllegalArgumentException if any line is malformed; the message is a sentence
     */
    Optional<User> find(String name) throws IOException {
        return users().stream().filter(user -> user.name().equals(name)).findFirst();
    }

    /** Returns all users in the order of the file; throws the same exceptions as {@link #find}. */
    List<User> users() throws IOException {
        List<User> users = new ArrayList<>();
        for (String line : lines()) {
            if (isUser(line)) {
                User user = User.parse(line);
                if (users.stream().anyMatch(known -> known.name().equals(user.name()))) {
                    throw new IllegalArgumentException("user \"" + user.name() + "\" has more than one line");
                }
                users.add(user);
            }
        }
        return users;
    }

    /** Replaces the line of {@code user}, or appends it; all other lines stay the same. */
    void put(User user) throws IOException {
        List<String> lines = new ArrayList<>(lines());
        lines.removeIf(line -> isUser(line) && User.parse(line).name().equals(user.name()));
        lines.add(user.line());
        write(lines);
    }

    private static boolean isUser(String line) {
        return !line.isBlank() && !line.stripLeading().startsWith("#");
    }

    private List<String> lines() throws IOException {
        return exists() ? Files.readAllLines(path, UTF_8) : List.of(
                "# One user per line: name=pbkdf2-sha256:iterations:salt:hash,role,role",
                "# Roles: ip-restriction-admin, ip-restriction-emergency, ip-restriction-operator, ip-restriction-viewer.",
                "# API users of an account need no role: api@acme=... calls /accounts/api for the account acme.",
                "# For the part between = and the first comma: java -jar example-webapp.war hash-password");
    }

    /**
     * Writes a temporary file, forces it to the disk and moves it over the old one: a crash leaves either the old or
     * the new file.
     */
    private void write(List<String> lines) throws IOException {
        // createTempFile creates the file with access only for its owner, if the file system supports it.
        Path next = Files.createTempFile(path.getParent(), NAME, ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = UTF_8.encode(String.join("\n", lines) + "\n");
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }
}
