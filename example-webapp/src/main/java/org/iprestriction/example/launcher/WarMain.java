package org.iprestriction.example.launcher;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The main class of a WAR that is run as a program. It starts the launcher, whose classes are in a directory of the
 * WAR.
 *
 * <p>It is the only class at the root of the WAR, because a container would serve files there to anyone.
 */
public final class WarMain {
    private WarMain() {}

    /**
     * Runs the launcher, which adds the jars that it unpacks to its class path.
     *
     * @param args passed on to the launcher
     * @throws Throwable if the launcher cannot be unpacked or loaded
     */
    public static void main(String[] args) throws Throwable {
        URI war = WarMain.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        // Not closed, because classes are loaded from it until the process ends.
        ClassPath classes = new ClassPath(new URL("jar:" + war + "!/WEB-INF/launcher/classes/"));
        Thread.currentThread().setContextClassLoader(classes);
        classes.loadClass("org.iprestriction.example.launcher.Launcher")
                .getMethod("run", Path.class, Consumer.class, String[].class)
                .invoke(null, Path.of(war), (Consumer<URL>) classes::addURL, args);
    }

    private static final class ClassPath extends URLClassLoader {
        ClassPath(URL first) {
            super(new URL[] {first}, getPlatformClassLoader());
        }

        @Override
        protected void addURL(URL url) {
            super.addURL(url);
        }
    }
}
