package org.iprestriction.example.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.logging.LogManager;
import org.iprestriction.example.StartException;

/**
 * The example as a program: one server, one WAR, one data directory.
 *
 * <p>What whoever started it did wrong is one sentence on the standard error and exit code 1.
 */
public final class Launcher {
    private Launcher() {}

    /**
     * Starts the example and returns when it answers.
     *
     * @param war       the file to deploy
     * @param temporary a directory of our own that is deleted when the process ends
     * @param args      none to start, or {@code hash-password}
     * @return what stops it; null if there is nothing left to run
     */
    public static AutoCloseable run(Path war, Path temporary, String[] args) {
        // All that this process says is English; the digits of its log and the words of its libraries follow suit.
        Locale.setDefault(Locale.ENGLISH);
        try {
            if (args.length == 1 && args[0].equals("hash-password")) {
                HashPassword.run();
                return null;
            }
            if (args.length > 0) {
                throw new StartException("\"" + String.join(" ", args) + "\" is not a command. Write none to start the"
                        + " example, or hash-password. Settings come from the environment: PORT, BIND, DATA_DIR,"
                        + " ADMIN_PASSWORD and IP_RESTRICTION_...");
            }
            return start(war, temporary);
        } catch (StartException e) {
            System.err.println(e.getMessage());
        } catch (Exception e) {
            System.err.println("The example cannot start, which is a fault of its own; report it with this trace:");
            e.printStackTrace();
        }
        System.exit(1);
        return null;
    }

    private static WebServer start(Path war, Path temporary) throws Exception {
        configureLog();
        LauncherSettings settings = LauncherSettings.of(System.getenv());
        UsersFile users = new UsersFile(settings.data().path());
        FirstUser firstUser = FirstUser.of(users, settings.adminPassword());

        WebServer server = WebServer.start(war, temporary, settings, users);
        try {
            // Only now, so that a start which fails does not leave a password behind that nobody has seen.
            String password = firstUser.createIfMissing();
            new Greeting(server.url(), server.activation(), users.path(), server.awaitReady(),
                    settings.adminPassword() != null, password).print(System.out);
            return server;
        } catch (StartException e) {
            server.close();
            throw e;
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
