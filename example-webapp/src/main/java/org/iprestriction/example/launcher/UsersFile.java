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
 * The users of the launcher: {@code users.properties} in the data directory, one line a user, {@code #} for remarks.
 *
 * <p>The file is read anew each time, so an edit counts from the next sign-in on. Thread-safe.
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
     * That the users are lost: the file names nobody, or is not there although the list was changed before. A first start that
     * failed leaves a directory without users, which have not been lost.
     *
     * @return a sentence to show, or null if nothing is lost
     */
    String lost() {
        try {
            if (!users().isEmpty() || !exists() && !DataDirectory.hadChanges(path.getParent())) {
                return null;
            }
        } catch (IOException | IllegalArgumentException e) {
            return null; // it is there, and whoever reads it next says what is wrong with it
        }
        return "The users of this data directory are lost: the file “" + path + "” " + (exists() ? "names nobody"
                : "is missing, although the list was changed before") + ". Put a backup of the file in its place, or write the"
                + " users anew; only admin is made by itself, where the file is missing or ADMIN_PASSWORD is set.";
    }

    /**
     * The user of that name.
     *
     * @throws IOException              if the file cannot be read
     * @throws IllegalArgumentException with a sentence, if any line of it cannot be understood
     */
    Optional<User> find(String name) throws IOException {
        return users().stream().filter(user -> user.name().equals(name)).findFirst();
    }

    /** All users, in the order of the file; throws as {@link #find}. */
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

    /** Writes {@code user} in place of the line of that name, or at the end; everything else stays as it is. */
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
                "# One user a line: name=pbkdf2-sha256:iterations:salt:hash,role,role",
                "# Roles: ip-restriction-admin, ip-restriction-emergency, ip-restriction-viewer.",
                "# For the part between = and the first comma: java -jar example-webapp.war hash-password");
    }

    /** Beside the file, forced to the disk, then moved over it: a crash leaves the old file or the new one. */
    private void write(List<String> lines) throws IOException {
        // createTempFile makes the file for its owner only where the file system can do that.
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
