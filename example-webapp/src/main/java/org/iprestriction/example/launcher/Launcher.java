package org.iprestriction.example.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.logging.LogManager;
import org.iprestriction.example.StartException;

/**
 * The example as a program: one server, one WAR, one data directory.
 *
 * <p>A mistake of the person who starts it results in one sentence on the standard error and exit code 1.
 */
public final class Launcher {
    private static final String CLASSES = "WEB-INF/launcher/classes/";

    private Launcher() {}

    /**
     * Starts the example and returns when it is ready. It stops when the process is terminated.
     *
     * @param war       the file to deploy
     * @param classPath receives the jars that this class needs, once they are unpacked
     * @param args      none to start, or {@code hash-password}
     */
    public static void run(Path war, Consumer<URL> classPath, String[] args) {
        // All output of this process is English, so the digits in the log and the messages of libraries must be too.
        Locale.setDefault(Locale.ENGLISH);
        try {
            if (args.length == 1 && args[0].equals("hash-password")) {
                HashPassword.run();
                return;
            }
            if (args.length > 0) {
                throw new StartException("\"" + String.join(" ", args) + "\" is not a command. Write none to start the"
                        + " example, or hash-password. Settings come from the environment: PORT, BIND, DATA_DIR,"
                        + " ADMIN_PASSWORD and IP_RESTRICTION_...");
            }
            start(war, classPath);
            return;
        } catch (StartException e) {
            System.err.println(e.getMessage());
        } catch (Exception e) {
            System.err.println("The example cannot start because of a bug; report it with this stack trace:");
            e.printStackTrace();
        }
        System.exit(1);
    }

    private static void start(Path war, Consumer<URL> classPath) throws Exception {
        configureLog();
        LauncherSettings settings = LauncherSettings.of(System.getenv());
        UsersFile users = new UsersFile(settings.data().path());
        String lostUsers = users.lost();
        FirstUser firstUser = FirstUser.of(users, settings.adminPassword());
        AtomicReference<AutoCloseable> running = new AtomicReference<>();
        UnpackedWar unpacked = UnpackedWar.of(war, settings.data().path());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(running.get(), unpacked), "ip-restriction-shutdown"));
        extend(classPath, war, unpacked);

        WebServer server = WebServer.start(unpacked.application(), unpacked.work(), settings, users, lostUsers);
        running.set(server);
        // Only now, so that a failed start does not leave a password that nobody has seen.
        String password = firstUser.createIfMissing();
        new Greeting(server.url(), server.pages(), server.activation(), users.path(), server.awaitReady(),
                settings.adminPassword() != null, password).print(System.out);
    }

    /** Adds the jars, and loads the launcher's own classes while the WAR still exists. */
    private static void extend(Consumer<URL> classPath, Path war, UnpackedWar unpacked)
            throws IOException, ClassNotFoundException {
        for (Path jar : unpacked.launcherJars()) {
            classPath.accept(jar.toUri().toURL());
        }
        try (JarFile file = new JarFile(war.toFile())) {
            for (JarEntry entry : file.stream().toList()) {
                if (entry.getName().startsWith(CLASSES) && entry.getName().endsWith(".class")) {
                    Class.forName(entry.getName().substring(CLASSES.length(), entry.getName().length() - ".class".length())
                            .replace('/', '.'), false, Launcher.class.getClassLoader());
                }
            }
        }
    }

    private static void end(AutoCloseable server, UnpackedWar unpacked) {
        try (unpacked) {
            if (server != null) {
                server.close();
            }
        } catch (Exception e) {
            System.err.println("The example did not stop cleanly: " + e);
        }
    }

    private static void configureLog() throws IOException {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        try (InputStream in = Launcher.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(in.readAllBytes()));
        }
    }
}
