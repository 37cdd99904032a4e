package org.iprestriction.example;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import org.iprestriction.jpa.StoreProblemException;

/**
 * The file of the database, and whether it is still the one that was opened.
 *
 * <p>A file that is deleted while it is open stays writable without a name: everything saved from then on would be lost with
 * the process. It is looked at by its attributes only, because closing a second handle on it would end H2's lock. Thread-safe.
 */
final class DatabaseFile {
    /** The two copies of H2's header. No database is smaller. */
    private static final long SMALLEST = 2 * 4096;
    private static final int SAVE_BYTES = 256 * 1024;

    private final Path path;
    /** Of the file that was opened; null where the file system gives files no identity. */
    private volatile Object key;
    private volatile boolean emptied;

    DatabaseFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Whether it is there and has lost everything, as after a crash of the computer. */
    boolean isEmpty() {
        return exists() && path.toFile().length() == 0;
    }

    /** Remembers which file this is now. */
    void opened() throws IOException {
        key = attributes().fileKey();
    }

    /**
     * Writes as much beside it as a save may need, so that a fault of the disk is over when the file is opened again.
     *
     * @throws SQLException with what the system said as its cause
     */
    void tryDisk() throws SQLException {
        try {
            Path written = Files.createTempFile(path.getParent(), "write-", ".tmp");
            try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.allocate(SAVE_BYTES);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            } finally {
                Files.delete(written);
            }
        } catch (IOException e) {
            throw new SQLException("The directory of the database cannot be written.", e);
        }
    }

    /** @throws StoreProblemException if it is no longer there, is another one, or was emptied */
    void check() throws StoreProblemException {
        try {
            BasicFileAttributes now = attributes();
            if (key != null && !key.equals(now.fileKey())) {
                throw refusal("was replaced", "Restart this process to use the new file, or move the old one back.");
            }
            emptied |= now.size() < SMALLEST;
        } catch (NoSuchFileException e) {
            throw refusal("was removed", "Move it back, or stop this process, put a backup in its place and start again.");
        } catch (IOException e) {
            return; // It cannot be looked at, which says nothing of the file; what H2 finds wrong, H2 says.
        }
        if (emptied) {
            throw refusal("was emptied", "Stop this process, put a backup in its place and start again.");
        }
    }

    private BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class);
    }

    private StoreProblemException refusal(String what, String remedy) {
        return new StoreProblemException("The database file “" + path + "” " + what + " while the application runs, so"
                + " nothing can be saved; the last list stays in force. " + remedy);
    }
}
