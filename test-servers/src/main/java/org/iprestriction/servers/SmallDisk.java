package org.iprestriction.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A disk of a few megabytes in memory, which a test can fill. Only root can mount one. */
public final class SmallDisk implements AutoCloseable {

    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    /**
     * Mounts a disk, only for the current user.
     *
     * @param path an empty directory
     * @param megabytes its size
     * @return the disk, or empty if this user may not mount one
     */
    public static Optional<SmallDisk> mount(Path path, int megabytes) {
        try {
            ChildProcess.run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=700", "tmpfs", path.toString());
            return Optional.of(new SmallDisk(path));
        } catch (IllegalStateException notAllowed) {
            return Optional.empty();
        }
    }

    /**
     * Fills the disk.
     *
     * @param free how many bytes stay free
     * @throws IOException if the disk cannot be written for another reason than that it is full
     */
    public void fill(int free) throws IOException {
        try (OutputStream out = Files.newOutputStream(filler())) {
            for (byte[] block = new byte[4096]; ; ) {
                out.write(block);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw full;
            }
        }
        try (FileChannel file = FileChannel.open(filler(), StandardOpenOption.WRITE)) {
            file.truncate(Math.max(0, file.size() - free));
        }
    }

    /**
     * Makes room again.
     *
     * @throws IOException if that fails
     */
    public void clear() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return path.resolve("filler");
    }

    @Override
    public void close() {
        ChildProcess.run("umount", "-l", path.toString());
    }
}
