package org.iprestriction.example.launcher;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The way into a WAR that is run as a program: starts the launcher, whose classes lie in a folder of the WAR.
 *
 * <p>It is the only class at the root of the WAR, where a container would hand it to anyone as a file.
 */
public final class WarMain {
    private WarMain() {}

    /**
     * Runs the launcher; its class path grows by the jars that it unpacks.
     *
     * @param args handed on to the launcher
     * @throws Throwable if the launcher cannot be unpacked or loaded
     */
    public static void main(String[] args) throws Throwable {
        URI war = WarMain.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        // Not closed before the process ends: classes are loaded from it until then.
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
