package org.iprestriction.example.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.iprestriction.example.DataDirectory;
import org.iprestriction.example.StartException;

/**
 * The unpacked jars of a WAR, because Java cannot load classes from a jar inside another file.
 *
 * <p>They are in the data directory, which no cleanup job touches; if it has too little space, in the system's
 * temporary directory. A lock distinguishes directories in use from those that a killed process has left behind; the
 * next start removes the latter.
 */
final class UnpackedWar implements AutoCloseable {
    private static final Logger LOG = System.getLogger(UnpackedWar.class.getName());
    private static final String LAUNCHER = "WEB-INF/launcher/";
    private static final String LOCK = "lock";
    private static final long MEGABYTE = 1024 * 1024;
    /** The space to leave free in the data directory, so that the database can grow. */
    private static final long RESERVE = 16 * MEGABYTE;

    private final Path directory;
    private final FileChannel lock;

    private UnpackedWar(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** @throws StartException if there is not enough space in either directory */
    static UnpackedWar of(Path war, Path data) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        long size = 0;
        String inData = null;
        try (JarFile file = new JarFile(war.toFile())) {
            List<JarEntry> entries = file.stream().filter(UnpackedWar::isNeeded).toList();
            size = entries.stream().mapToLong(JarEntry::getSize).sum();
            try {
                return unpack(file, entries, data, ".unpacked-", size + RESERVE);
            } catch (IOException e) {
                inData = DataDirectory.reason(e);
            }
            UnpackedWar unpacked = unpack(file, entries, temporary, "ip-restriction-war-", size);
            LOG.log(Level.WARNING, "The application is unpacked in \"" + unpacked.directory + "\", because it could not"
                    + " be unpacked in the data directory (" + inData + "). Exclude that folder from any automatic cleanup.");
            return unpacked;
        } catch (IOException e) {
            throw new StartException("The example unpacks " + (size / MEGABYTE + 1) + " MB when it starts, and can do so"
                    + " neither in the data directory \"" + data + "\" (" + inData + ") nor in \"" + temporary + "\" ("
                    + DataDirectory.reason(e) + "). Free " + ((size + RESERVE) / MEGABYTE + 1) + " MB in the first, or name"
                    + " another folder than the second with -Djava.io.tmpdir=...", e);
        }
    }

    /** Returns the launcher's own jars. */
    List<Path> launcherJars() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(LAUNCHER))) {
            return files.sorted().toList();
        }
    }

    /** Returns the directory of the web application. */
    Path application() {
        return directory;
    }

    /** Returns the directory for files that the server writes at run time. */
    Path work() {
        return directory.resolve("work");
    }

    /** Removes the directory. */
    @Override
    public void close() throws IOException {
        delete(directory, lock);
    }

    private static boolean isNeeded(JarEntry entry) {
        return entry.getName().startsWith("WEB-INF/") && !entry.isDirectory()
                && !entry.getName().startsWith(LAUNCHER + "classes/");
    }

    private static UnpackedWar unpack(JarFile war, List<JarEntry> entries, Path parent, String prefix, long room)
            throws IOException {
        Path directory = Files.createTempDirectory(parent, prefix);
        FileChannel lock = null;
        try {
            removeLeftovers(parent, prefix, directory);
            lock = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock.tryLock();
            long free = Files.getFileStore(directory).getUsableSpace();
            if (free < room) {
                throw new IOException(free / MEGABYTE + " MB are free");
            }
            for (JarEntry entry : entries) {
                Path file = directory.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (InputStream in = war.getInputStream(entry)) {
                    Files.copy(in, file);
                }
            }
            return new UnpackedWar(directory, lock);
        } catch (IOException e) {
            delete(directory, lock);
            throw e;
        }
    }

    /** Removes directories of our own user that no process has locked. */
    private static void removeLeftovers(Path parent, String prefix, Path ours) throws IOException {
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent, prefix + "*")) {
            for (Path sibling : siblings) {
                if (!sibling.equals(ours) && Files.isDirectory(sibling, LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(sibling).equals(Files.getOwner(ours)) && Files.exists(sibling.resolve(LOCK))) {
                    removeLeftover(sibling);
                }
            }
        }
    }

    private static void removeLeftover(Path directory) {
        try (FileChannel lock = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE)) {
            if (lock.tryLock() != null) {
                delete(directory, lock);
            }
        } catch (IOException | OverlappingFileLockException e) {
            LOG.log(Level.WARNING, "\"" + directory + "\", which an earlier run left behind, cannot be removed: " + e);
        }
    }

    /** Deletes a directory, its lock file last, so that the next start finds what could not be deleted. */
    private static void delete(Path directory, FileChannel lock) throws IOException {
        List<Path> deepestFirst = new ArrayList<>();
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).forEach(deepestFirst::add);
            }
        }
        Path locked = directory.resolve(LOCK);
        for (Path file : deepestFirst) {
            if (!file.equals(locked) && !file.equals(directory)) {
                Files.deleteIfExists(file);
            }
        }
        if (lock != null) {
            lock.close();
        }
        Files.deleteIfExists(locked);
        Files.deleteIfExists(directory);
    }
}
