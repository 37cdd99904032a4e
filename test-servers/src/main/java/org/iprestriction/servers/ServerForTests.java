package org.iprestriction.servers;

import java.util.Locale;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Starts the server that the system property {@code test.database} names, before the first test of a JVM. Tests find it in
 * {@code test.database.url} and {@code .user}; why there is none, in {@code test.database.problem}.
 */
public final class ServerForTests implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        String name = System.getProperty("test.database", "h2");
        if (name.equals("h2") || System.getProperty("test.database.url") != null) {
            return;
        }
        try {
            RealServer server = RealServer.valueOf(name.toUpperCase(Locale.ROOT));
            System.setProperty("test.database.url", server.url());
            System.setProperty("test.database.user", server.user());
        } catch (RuntimeException e) { // each test says it
            System.setProperty("test.database.problem", String.valueOf(e.getMessage()));
        }
    }
}
