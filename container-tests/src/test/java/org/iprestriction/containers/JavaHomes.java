package org.iprestriction.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds a newer JDK than the one that runs the tests, for servers that need one. */
final class JavaHomes {

    private static final Pattern VARIABLE = Pattern.compile("JAVA_HOME(_\\d+.*)?|JAVA_\\d+_HOME|JAVA\\d+_HOME");
    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");
    private static final List<Path> DIRECTORIES = List.of(Path.of("/usr/lib/jvm"), Path.of("/opt/java"),
            Path.of("/Library/Java/JavaVirtualMachines"), Path.of(System.getProperty("user.home"), ".sdkman/candidates/java"),
            Path.of(System.getProperty("user.home"), ".jdks"));

    private JavaHomes() {}

    /** Returns the home of a JDK of at least the given release. */
    static Path atLeast(int release) throws IOException {
        List<Path> candidates = new ArrayList<>();
        candidates.add(Path.of(System.getProperty("java.home")));
        new TreeMap<>(System.getenv()).forEach((name, value) -> {
            if (VARIABLE.matcher(name).matches()) {
                candidates.add(Path.of(value));
            }
        });
        for (Path directory : DIRECTORIES) {
            if (Files.isDirectory(directory)) {
                try (Stream<Path> children = Files.list(directory)) {
                    children.sorted().forEach(home -> candidates.addAll(List.of(home, home.resolve("Contents/Home"))));
                }
            }
        }
        for (Path home : candidates) {
            if (release(home) >= release && Files.isExecutable(home.resolve("bin/java"))) {
                return home;
            }
        }
        throw new IllegalStateException("No JDK " + release + " or newer was found. Install one, and name its directory in the"
                + " environment variable JAVA_" + release + "_HOME. Looked at: " + candidates);
    }

    /** Returns 0 if there is no JDK. */
    private static int release(Path home) throws IOException {
        Path file = home.resolve("release");
        Matcher version = VERSION.matcher(Files.isReadable(file) ? Files.readString(file) : "");
        return version.find() ? Integer.parseInt(version.group(1)) : 0;
    }
}
