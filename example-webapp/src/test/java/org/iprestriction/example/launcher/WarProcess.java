package org.iprestriction.example.launcher;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged WAR, run as a program on a data directory, with an environment of its own.
 */
final class WarProcess implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final BufferedReader out;
    private final Path errors;
    private final List<String> printed = new ArrayList<>();

    private WarProcess(Process process, Path errors) {
        this.process = process;
        this.out = process.inputReader();
        this.errors = errors;
    }

    /** Runs it with {@code DATA_DIR} below {@code directory} and the port of its choice, unless told otherwise. */
    static WarProcess start(Path directory, Map<String, String> environment, String... args) {
        return start(Path.of(System.getProperty("war")), directory, List.of(), environment, args);
    }

    /** Runs the file {@code war} with further options for Java, such as another folder for temporary files. */
    static WarProcess start(Path war, Path directory, List<String> options, Map<String, String> environment, String... args) {
        try {
            Path temporary = Files.createDirectories(directory.resolve("tmp"));
            Path errors = Files.createTempFile(directory, "stderr", ".txt");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + temporary));
            command.addAll(options);
            command.addAll(List.of("-jar", war.toString()));
            command.addAll(List.of(args));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile()).redirectError(errors.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("IP_RESTRICTION_"));
            builder.environment().put("PORT", "0");
            builder.environment().putAll(environment);
            return new WarProcess(builder.start(), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that it runs; returns everything it has printed until then. */
    List<String> awaitGreeting() throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            printed.add(line);
            if (line.contains("it answers")) {
                return printed;
            }
        }
        throw new AssertionError("It ended without a greeting. It printed " + printed + " and " + errors());
    }

    /** The word after {@code label} in what it printed, or null. */
    String printed(String label) {
        return printed.stream().map(String::strip).filter(line -> line.startsWith(label))
                .map(line -> line.substring(label.length()).strip()).findFirst().orElse(null);
    }

    /** The address of the example, without a slash at the end. */
    String url() {
        return printed("Pages").replace("/admin/ip-restriction", "");
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(url() + path)).build(), BodyHandlers.ofString());
    }

    /** Waits for its end; returns the exit code. */
    int awaitEnd(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("It still runs after " + seconds + " seconds.");
        }
        return process.exitValue();
    }

    /** What it printed on the standard output after what was read already; to be called after its end. */
    String rest() throws IOException {
        return String.join("\n", out.lines().toList());
    }

    /** What it has written on the standard error. */
    String errors() throws IOException {
        return Files.readString(errors).strip();
    }

    void write(String input) throws IOException {
        try (var in = process.outputWriter()) {
            in.write(input);
        }
    }

    void terminate() {
        // Not Process.destroy, which would close what it still prints.
        process.toHandle().destroy();
    }

    /** What it left in the directory for temporary files. */
    static File[] leftovers(Path directory) {
        return directory.resolve("tmp").toFile().listFiles((dir, name) -> name.startsWith("ip-restriction"));
    }

    /** Where it unpacked itself, below the data directory. */
    static File[] unpacked(Path directory) {
        return directory.resolve("data").toFile().listFiles((dir, name) -> name.startsWith(".unpacked-"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
