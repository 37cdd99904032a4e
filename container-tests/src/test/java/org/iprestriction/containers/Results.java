package org.iprestriction.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Records the result of each test on each server: one file per server, one line per test, with the reason for a failure. */
final class Results implements TestWatcher {

    private static final Path DIRECTORY = Path.of(System.getProperty("results"));

    @Override
    public void testSuccessful(ExtensionContext test) {
        write(test, "yes");
    }

    @Override
    public void testFailed(ExtensionContext test, Throwable cause) {
        String why = cause.toString().replaceAll("\\s+", " ");
        write(test, "NO: " + why.substring(0, Math.min(why.length(), 500)));
    }

    private static void write(ExtensionContext test, String result) {
        String name = ((OnServer) test.getRequiredTestInstance()).server().name();
        Path file = DIRECTORY.resolve(name.replace(' ', '-') + ".txt");
        Map<String, String> lines = read(file);
        lines.put(test.getRequiredTestMethod().getName(), result);
        try {
            Files.createDirectories(DIRECTORY);
            Files.writeString(file, lines.entrySet().stream().map(line -> line.getKey() + "=" + line.getValue() + "\n")
                    .collect(Collectors.joining()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Map<String, String> read(Path file) {
        Map<String, String> lines = new TreeMap<>();
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file).forEach(line -> lines.put(line.substring(0, line.indexOf('=')),
                        line.substring(line.indexOf('=') + 1)));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return lines;
    }
}
