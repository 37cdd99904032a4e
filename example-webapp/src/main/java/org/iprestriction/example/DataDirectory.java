package org.iprestriction.example;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * The directory that holds the example's database and its users, for nobody but its owner.
 *
 * <p>Immutable. The directory may be removed behind this object's back; whoever uses it then fails by itself.
 */
public final class DataDirectory {
    /** What the directory is called where nothing else is said. */
    public static final String DEFAULT = "data";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path path;

    private DataDirectory(Path path) {
        this.path = path;
    }

    /**
     * Opens the directory {@code text} names, creating it for its owner only where it is missing.
     *
     * @param text a path, relative ones from the working directory; null means {@value #DEFAULT}
     * @throws StartException if it cannot be created or written, or somebody else can read it
     */
    public static DataDirectory open(String text) {
        DataDirectory directory = new DataDirectory(parse(text == null ? DEFAULT : text));
        directory.create();
        directory.refuseOthers();
        directory.tryToWrite();
        return directory;
    }

    /** The absolute path. */
    public Path path() {
        return path;
    }

    private static Path parse(String text) {
        // A semicolon would end the file's name in the address of the database, and begin a setting.
        if (text.isBlank() || text.indexOf(';') >= 0) {
            throw new StartException("DATA_DIR is \"" + text + "\", which cannot name a data directory."
                    + " Write a path without a semicolon, such as ./data.");
        }
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new StartException("DATA_DIR is \"" + text + "\", which is not a path on this computer"
                    + " (" + e.getReason() + "). Write one such as ./data.", e);
        }
    }

    private void create() {
        try {
            if (Files.isDirectory(path)) {
                return;
            }
            if (path.getParent() != null) {
                Files.createDirectories(path.getParent());
            }
            Files.createDirectory(path, ownerOnly());
        } catch (FileAlreadyExistsException e) {
            throw new StartException("The data directory \"" + path + "\" cannot be created, because \"" + e.getFile()
                    + "\" is a file. Set DATA_DIR to another path.", e);
        } catch (IOException e) {
            throw new StartException("The data directory \"" + path + "\" cannot be created (" + reason(e)
                    + "). Set DATA_DIR to a path you may write.", e);
        }
    }

    private void refuseOthers() {
        try {
            if (!posix()) {
                return;
            }
            Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(path));
            others.removeAll(OWNER_ONLY);
            if (!others.isEmpty()) {
                throw new StartException("The data directory \"" + path + "\" can be used by other users of this"
                        + " computer. Run: chmod 700 '" + path + "'");
            }
        } catch (IOException e) {
            throw new StartException("The permissions of the data directory \"" + path + "\" cannot be read ("
                    + reason(e) + "). Set DATA_DIR to a path you own.", e);
        }
    }

    private void tryToWrite() {
        try {
            Files.delete(Files.createTempFile(path, "write-", ".tmp"));
        } catch (IOException e) {
            throw new StartException("The data directory \"" + path + "\" cannot be written (" + reason(e)
                    + "). Set DATA_DIR to a path you may write.", e);
        }
    }

    private FileAttribute<?>[] ownerOnly() throws IOException {
        return path.getParent() != null && posix(path.getParent())
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private boolean posix() throws IOException {
        return posix(path);
    }

    private static boolean posix(Path existing) throws IOException {
        return Files.getFileStore(existing).supportsFileAttributeView(PosixFileAttributeView.class);
    }

    /** What the system said, without repeating the path. */
    private static String reason(IOException e) {
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return e instanceof AccessDeniedException ? "permission denied" : e.getClass().getSimpleName();
    }
}
