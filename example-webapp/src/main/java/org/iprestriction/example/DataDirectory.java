package org.iprestriction.example;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;

/**
 * The directory that contains the example's database and users, accessible only to its owner.
 *
 * <p>The directory may be removed while this object exists; operations on it then fail.
 */
public final class DataDirectory {
    /** The default name of the directory. */
    public static final String DEFAULT = "data";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Path ETC = Path.of("/etc");

    private final Path path;
    /** The user of this process, determined by writing a file. */
    private UserPrincipal us;

    private DataDirectory(Path path) {
        this.path = path;
    }

    /**
     * Opens a directory, and creates it with access only for its owner if it does not exist.
     *
     * @param text the path, absolute or relative to the working directory; null means {@value #DEFAULT}
     * @return the directory
     * @throws StartException if it cannot be created or written, or somebody else can read it
     */
    public static DataDirectory open(String text) {
        DataDirectory directory = new DataDirectory(parse(text == null ? DEFAULT : text));
        directory.create();
        directory.tryToWrite();
        directory.refuseOthers();
        directory.keepToOwner();
        return directory;
    }

    /** Returns the absolute path. */
    public Path path() {
        return path;
    }

    /** Returns whether a list in the directory {@code path} was ever changed, which requires a user. */
    public static boolean hadChanges(Path path) throws IOException {
        return StoreMarker.read(path).filter(held -> held.revision() > 0).isPresent();
    }

    private static Path parse(String text) {
        // A semicolon would end the file name in the JDBC URL and begin a setting.
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
            if (!others.isEmpty() && !new PrivateGroup(ETC).isOnly(path, us.getName())) {
                throw new StartException("The data directory \"" + path + "\" can be used by other users of this"
                        + " computer" + remedy());
            }
        } catch (IOException e) {
            throw new StartException("The permissions of the data directory \"" + path + "\" cannot be read ("
                    + reason(e) + "). Set DATA_DIR to a path you own.", e);
        }
    }

    /** Returns what to do. The user of this process cannot change the mode of a directory that belongs to somebody else. */
    private String remedy() throws IOException {
        return ownedByUs(path) ? ". Run: chmod 700 '" + path + "'"
                : ", and belongs to \"" + Files.getOwner(path).getName() + "\". Set DATA_DIR to a directory in it, such as \""
                        + path.resolve("ip-restriction") + "\", which is then created for this process only.";
    }

    private boolean ownedByUs(Path file) throws IOException {
        return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(us);
    }

    private void tryToWrite() {
        try {
            Path written = Files.createTempFile(path, "write-", ".tmp");
            us = posix() ? Files.getOwner(written) : null;
            Files.delete(written);
        } catch (IOException e) {
            throw new StartException("The data directory \"" + path + "\" cannot be written (" + reason(e)
                    + "). Set DATA_DIR to a path you may write.", e);
        }
    }

    /** Removes the permissions of all others from our own files: a cluster opens them to the group at each mount. */
    void keepToOwner() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                if (posix() && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && ownedByUs(file)) {
                    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
                    if (permissions.retainAll(OWNER_ONLY)) {
                        Files.setPosixFilePermissions(file, permissions);
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new StartException("The files of the data directory \"" + path + "\" cannot be closed to other users ("
                    + (e instanceof IOException io ? reason(io) : e.getMessage()) + "). Set DATA_DIR to a path you own.", e);
        }
    }

    /**
     * Writes a temporary file, forces it to the disk and moves it over the old one: a crash leaves either the old or
     * the new file.
     */
    void write(String name, String text) throws IOException {
        // createTempFile creates the file with access only for its owner, if the file system supports it.
        Path next = Files.createTempFile(path, name, ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
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

    /**
     * Returns the operating system's reason for a failure, without the path of the file.
     *
     * @return a few words
     */
    public static String reason(IOException e) {
        if (e instanceof FileSystemException f) {
            return f.getReason() != null ? f.getReason() : e instanceof AccessDeniedException ? "permission denied"
                    : e instanceof NoSuchFileException ? "it does not exist" : e.getClass().getSimpleName();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
