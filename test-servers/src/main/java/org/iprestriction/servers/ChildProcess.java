package org.iprestriction.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process started by a test, with its output in a file. It and its children are killed when the JVM ends, at the latest.
 * Linux only: it is stopped and continued by signals.
 */
public final class ChildProcess implements AutoCloseable {

    private final Process process;
    private final Path log;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /**
     * Starts a process.
     *
     * @param log the file to which its output is appended
     * @param environment variables in addition to those of this process
     * @param command the program and its arguments
     * @return the running process
     * @throws IOException if it cannot be started
     */
    public static ChildProcess start(Path log, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(log.getParent().toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start(), log);
    }

    /**
     * Runs a program to its end.
     *
     * @param command the program and its arguments
     * @return its output, without white space at the end
     * @throws IllegalStateException if its exit code is not 0
     */
    public static String run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns a port that was free a moment ago and is outside the range of ephemeral ports.
     *
     * @return the port
     * @throws IOException if no port can be opened
     */
    public static int freePort() throws IOException {
        for (int tries = 0; ; tries++) {
            int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                if (tries == 100) {
                    throw taken;
                }
            }
        }
    }

    /**
     * Returns the number of the process.
     *
     * @return the process id
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Returns whether the process has not ended.
     *
     * @return true while it runs or is stopped
     */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Returns everything that it and its predecessors with the same file have printed.
     *
     * @return the text
     */
    public String printed() {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the process and its children where they are (SIGSTOP), until {@link #resume()}. */
    public void pause() {
        signal("STOP", Stream.of(process.toHandle())); // it must not start others meanwhile
        signal("STOP", process.descendants());
    }

    /** Lets the process and its children go on (SIGCONT). */
    public void resume() {
        signal("CONT", Stream.concat(process.descendants(), Stream.of(process.toHandle())));
    }

    private static void signal(String name, Stream<ProcessHandle> processes) {
        String pids = processes.map(one -> String.valueOf(one.pid())).collect(Collectors.joining(" "));
        if (!pids.isEmpty()) {
            run("sh", "-c", "kill -" + name + " " + pids + " 2>/dev/null; true"); // a child may have ended by itself
        }
    }

    /** Ends the process and its children without notice (SIGKILL), and waits for the end of the process. */
    public void kill() {
        if (process.isAlive()) {
            signal("STOP", Stream.of(process.toHandle()));
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
