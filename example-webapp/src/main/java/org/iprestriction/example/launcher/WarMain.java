package org.iprestriction.example.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The way into a WAR that is run as a program: unpacks the launcher's jars, and starts the launcher from them.
 *
 * <p>It is the only class at the root of the WAR, where a container would hand it to anyone as a file.
 */
public final class WarMain {
    private static final String JARS = "WEB-INF/launcher/";

    private WarMain() {}

    /**
     * Runs the launcher; the temporary files live until the process ends.
     *
     * @param args handed on to the launcher
     * @throws Throwable if the launcher cannot be unpacked or loaded
     */
    public static void main(String[] args) throws Throwable {
        Path war = war();
        Path temporary = Files.createTempDirectory("ip-restriction-");
        AtomicReference<Object> running = new AtomicReference<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(running, temporary), "ip-restriction-shutdown"));

        // Neither closed nor deleted before the process ends: classes are loaded from it until then.
        ClassLoader launcher = new URLClassLoader(unpack(war, temporary), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(launcher);
        running.set(launcher.loadClass("org.iprestriction.example.launcher.Launcher")
                .getMethod("run", Path.class, Path.class, String[].class)
                .invoke(null, war, temporary, args));
    }

    private static Path war() throws URISyntaxException {
        return Path.of(WarMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static URL[] unpack(Path war, Path temporary) throws IOException {
        List<URL> jars = new ArrayList<>();
        try (JarFile file = new JarFile(war.toFile())) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().startsWith(JARS) && entry.getName().endsWith(".jar")) {
                    Path jar = temporary.resolve(entry.getName().substring(JARS.length()).replace('/', '_'));
                    try (InputStream in = file.getInputStream(entry)) {
                        Files.copy(in, jar);
                    }
                    jars.add(jar.toUri().toURL());
                }
            }
        }
        return jars.toArray(URL[]::new);
    }

    private static void end(AtomicReference<Object> running, Path temporary) {
        try {
            if (running.get() instanceof AutoCloseable server) {
                server.close();
            }
            delete(temporary);
        } catch (Exception e) {
            System.err.println("The example did not stop in good order: " + e);
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(directory)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}
