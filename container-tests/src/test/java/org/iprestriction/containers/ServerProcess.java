package org.iprestriction.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.iprestriction.servers.ChildProcess;

/** A process started by a test, with its output in a file; the process and its children end with the test. */
final class ServerProcess implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(4);

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    static ServerProcess start(Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        Path log = directory.resolve("output.log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), log);
    }

    /** Returns a port that was free a moment ago and is outside the range of ephemeral ports. */
    static int freePort() throws IOException {
        return ChildProcess.freePort();
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    long pid() {
        return process.pid();
    }

    /**
     * Waits until applications respond at each of these paths: some servers already respond while they deploy one after
     * the other.
     */
    void awaitAnswer(int port, String... paths) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (String path : paths) {
            while (!answers(port, path)) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException("No answer from port " + port + path + ". " + output());
                }
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Returns whether an application is deployed: if not, the root application returns 404 to an allowed caller. */
    private static boolean answers(int port, String path) {
        try {
            int status = Wire.exchange("127.0.0.1", port, Caller.ALLOWED.request("GET", path)).status();
            return status == 200 || status == 403;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Returns the last part of its output. */
    String output() {
        String text = printed();
        return "Its output ends:\n" + text.substring(Math.max(0, text.length() - 6000));
    }

    /** Returns its whole output. */
    String printed() {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            kill();
            Thread.currentThread().interrupt();
        }
        started.forEach(ProcessHandle::destroyForcibly);
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
