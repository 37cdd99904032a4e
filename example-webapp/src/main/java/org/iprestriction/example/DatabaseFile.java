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
import org.iprestriction.database.Reason;
import org.iprestriction.database.StoreProblemException;

/**
 * The database file, with a check whether it is still the file that was opened.
 *
 * <p>A file that is deleted while it is open stays writable, but everything saved from then on is lost when the process
 * ends. The check uses only the file's attributes, because closing a second handle would release H2's lock.
 * Thread-safe.
 */
final class DatabaseFile {
    /** The size of the two copies of H2's header; no database is smaller. */
    private static final long SMALLEST = 2 * 4096;
    private static final int SAVE_BYTES = 256 * 1024;

    private final Path path;
    /** The key of the file that was opened; null if the file system does not provide one. */
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

    /** Returns whether the file exists but is empty, as after a crash of the computer. */
    boolean isEmpty() {
        return exists() && path.toFile().length() == 0;
    }

    /** Stores the identity of the current file. */
    void opened() throws IOException {
        key = attributes().fileKey();
    }

    /**
     * Writes a temporary file of the size that a save may need, to make sure that a fault of the disk is over before
     * the database file is reopened.
     *
     * @throws SQLException if that fails, with the operating system's failure as its cause
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

    /** @throws StoreProblemException if the file no longer exists, is a different one, or was emptied */
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
            return; // The attributes cannot be read, which says nothing about the file; H2 reports its own errors.
        }
        if (emptied) {
            throw refusal("was emptied", "Stop this process, put a backup in its place and start again.");
        }
    }

    private BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class);
    }

    private StoreProblemException refusal(String what, String remedy) {
        return new StoreProblemException(Reason.DATABASE_MISSING, "The database file “" + path + "” " + what + " while the application runs, so"
                + " nothing can be saved; the last list stays in force. " + remedy, null);
    }
}
