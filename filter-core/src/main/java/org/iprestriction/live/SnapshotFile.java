package org.iprestriction.live;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;

/**
 * A file with the last good lists, so that a node can be restarted while the store is down. A crash leaves either the old or
 * the new file. A file that is damaged, or that is not this application's, is neither read nor overwritten silently.
 */
final class SnapshotFile {

    private static final Logger LOG = System.getLogger(SnapshotFile.class.getName());
    private static final long LARGEST = 512L << 20;
    private static final int ORIGIN_BYTES = 8;

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<OpenOption> NEW_FILE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    /** The path of the file; null if {@code snapshot-file} is not set. */
    private final Path path;
    private final String origin;
    /** The last logged reason for which the file is not used. */
    private String told;
    /** Why the file cannot be written, or null. */
    private volatile Problem unwritten;

    private SnapshotFile(Path path, String origin) {
        this.path = path;
        this.origin = origin;
    }

    static SnapshotFile of(Settings settings) {
        return new SnapshotFile(settings.text(Setting.SNAPSHOT_FILE).map(text -> Path.of(text).toAbsolutePath()).orElse(null),
                originOf(settings));
    }

    /**
     * Identifies the database of this node without asking it, so that a snapshot of another one is recognized: a file that was
     * copied from a test system would otherwise let in whom that one lets in. Returns a hash of the address of the database,
     * which is not a secret, without its parameters, which may contain one.
     */
    private static String originOf(Settings settings) {
        Optional<String> url = settings.text(Setting.JDBC_URL).map(text -> text.split("[?;]", 2)[0]);
        String address = settings.text(Setting.DATASOURCE).or(() -> url).orElse("");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ORIGIN_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    String origin() {
        return origin;
    }

    /** Returns why the file could not be written the last time, or null. */
    Problem problem() {
        return unwritten;
    }

    boolean isWanted() {
        return path != null;
    }

    /** Replaces the file. A failure is logged once. */
    void write(SnapshotText text) {
        try {
            if (Files.exists(path) && !SnapshotText.isSnapshot(beginning())) {
                throw new IllegalStateException("there is another file, which is no snapshot of access lists. Set"
                        + " ip-restriction.snapshot-file to a path that nothing else uses, or remove the file");
            }
            replace(ByteBuffer.wrap(text.bytes()));
            if (unwritten != null) {
                LOG.log(Level.WARNING, "The snapshot file {0} can be written again.", path);
            }
            unwritten = null;
        } catch (IOException | RuntimeException failure) {
            String sentence = "The snapshot file cannot be written: " + reason(failure)
                    + ". A restart without the store would begin with older lists, or with none.";
            if (unwritten == null) { // it is tried again every minute
                LOG.log(Level.WARNING, "{0} The file is {1}.", sentence, path);
            }
            unwritten = new Problem("snapshot_not_written", sentence);
        }
    }

    private byte[] beginning() throws IOException {
        requireRegular();
        try (InputStream file = Files.newInputStream(path)) {
            return file.readNBytes(SnapshotText.nameLength());
        }
    }

    private void replace(ByteBuffer content) throws IOException {
        Path written = Path.of(path + ".new");
        Files.deleteIfExists(written);
        try {
            try (FileChannel file = FileChannel.open(written, NEW_FILE, isPosix() ? new FileAttribute<?>[] {OWNER_ONLY}
                    : new FileAttribute<?>[0])) {
                while (content.hasRemaining()) {
                    file.write(content);
                }
                file.force(true);
            }
            Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written); // on a full disk, half a file
        }
        if (isPosix()) { // elsewhere, a directory cannot be opened
            try (FileChannel directory = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    /** Returns the content; empty if the file does not exist or cannot be trusted, which is logged once for each reason. */
    Optional<SnapshotText.Content> read() {
        if (path == null || !Files.exists(path)) {
            return Optional.empty();
        }
        try {
            requireRegular();
            if (isPosix()) {
                requireOwn();
            }
            if (Files.size(path) > LARGEST) {
                throw new IllegalStateException("it is larger than any snapshot");
            }
            SnapshotText.Content content = SnapshotText.parse(Files.readAllBytes(path));
            if (!content.origin().equals(origin)) {
                throw new IllegalStateException("it holds the lists of another database: this node's ip-restriction.jdbc-url or"
                        + " ip-restriction.datasource is a different one");
            }
            return Optional.of(content);
        } catch (IOException | RuntimeException failure) {
            refuse(reason(failure));
            return Optional.empty();
        }
    }

    /** Logs once why the file, or a part of it, is not used. */
    void refuse(String why) {
        if (!why.equals(told)) { // the file is read again after each failed poll
            LOG.log(Level.WARNING, "The snapshot file {0} is not used: {1}.", path, why);
        }
        told = why;
    }

    private void requireRegular() {
        if (!Files.isRegularFile(path)) {
            throw new IllegalStateException("it is not a regular file");
        }
    }

    private void requireOwn() throws IOException {
        if (Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS_WRITE::contains)) {
            throw new IllegalStateException("others may write it; run chmod go-w on it if you trust its content");
        }
        UserPrincipal owner = Files.getOwner(path);
        Path self = Path.of("/proc/self"); // a user in a container often has a number only
        boolean own = owner.getName().equals(System.getProperty("user.name")) || owner.getName().equals("root")
                || Files.exists(self) && owner.equals(Files.getOwner(self));
        if (!own) {
            throw new IllegalStateException("it belongs to the user “" + owner.getName() + "”; run chown on it if you trust its content");
        }
    }

    private boolean isPosix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String reason(Exception failure) {
        if (failure instanceof FileSystemException file) {
            return file.getReason() != null ? file.getReason() : file instanceof AccessDeniedException ? "permission denied"
                    : file instanceof NoSuchFileException ? "its directory does not exist" : file.getClass().getSimpleName();
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : Redacted.text(failure.getMessage());
    }
}
