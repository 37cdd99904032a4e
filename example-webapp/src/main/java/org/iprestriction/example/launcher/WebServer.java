package org.iprestriction.example.launcher;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.iprestriction.example.StartException;

/**
 * Jetty with one WAR: HTTP/1.1 on one address, with the users of the data directory and nothing else.
 */
final class WebServer implements AutoCloseable {
    private static final int HEADER_BYTES = 16 * 1024;
    private static final long IDLE_MILLIS = 30_000;
    private static final Duration HEADERS_ARRIVE_IN = Duration.ofSeconds(30);
    private static final int MOST_CONNECTIONS = 4_096;
    /** The number of clients that may wait for a connection while others are being closed. */
    private static final int ASKING_AT_ONCE = 1_024;
    private static final long IDLE_MILLIS_WHEN_FULL = 1_000;
    /** The time for requests in progress; the rest of the five seconds for a stop is left to the application. */
    private static final long DRAIN_MILLIS = 2_000;
    private static final long STOP_MILLIS = 4_500;

    private static final long READY_MILLIS = 30_000;
    private static final long READY_STEP_MILLIS = 50;

    private final Server server = new Server(new QueuedThreadPool());
    private final ServerConnector connector;
    private final WebAppContext application;

    private WebServer(Path unpacked, Path work, LauncherSettings settings, UsersFile users, String notice) {
        connector = new ServerConnector(server, new HttpConnectionFactory(http()));
        connector.setHost(settings.address().getAddress().getHostAddress());
        connector.setPort(settings.address().getPort());
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.setErrorHandler(new OwnErrors());
        connector.setAcceptQueueSize(ASKING_AT_ONCE);
        int connections = connections();
        NetworkConnectionLimit limit = new NetworkConnectionLimit(connections, connector);
        limit.setEndPointIdleTimeout(IDLE_MILLIS_WHEN_FULL);
        server.addBean(limit);
        server.addBean(new SlowHeaders(connector, HEADERS_ARRIVE_IN, connections));

        application = new WebAppContext(unpacked.toString(), "/");
        application.setTempDirectory(work.toFile());
        application.setThrowUnavailableOnStartupException(true);
        application.setSecurityHandler(SessionLogin.over(users));
        application.setErrorHandler(new OwnErrors.InApplication());
        application.setAttribute("org.iprestriction.example.data-directory", settings.data().path().toString());
        application.setAttribute("org.iprestriction.example.notice", notice);
        server.setHandler(new GracefulHandler(application));
        server.setStopTimeout(DRAIN_MILLIS);
    }

    /**
     * Starts the WAR; from then on it handles requests.
     *
     * @param unpacked the web application, unpacked
     * @param work     the directory for files that the server writes at run time
     * @param notice   a sentence for administrators; null if there is none
     * @throws StartException if the port is taken or the application does not start
     */
    static WebServer start(Path unpacked, Path work, LauncherSettings settings, UsersFile users, String notice)
            throws Exception {
        WebServer web = new WebServer(unpacked, work, settings, users, notice);
        web.takePort(settings.address());
        try {
            web.server.start();
            web.openJars();
            return web;
        } catch (Exception e) {
            web.close();
            throw Refusal.of(e);
        }
    }

    /**
     * Opens every jar, for classes and for resources. An open file can still be read after it has been deleted, but a
     * class loader opens a jar only when it first needs it, possibly days later.
     */
    private void openJars() throws IOException {
        for (ClassLoader loader : List.of(application.getClassLoader(), WebServer.class.getClassLoader())) {
            loader.getResources("org/iprestriction/nothing").hasMoreElements(); // searches all jars
            for (URL jar : loader instanceof URLClassLoader urls ? urls.getURLs() : new URL[0]) {
                if (jar.getPath().endsWith(".jar") && new URL("jar:" + jar + "!/").openConnection() instanceof JarURLConnection c) {
                    c.getJarFile(); // Java caches it under this URL
                }
            }
        }
    }

    /** Returns the URL for a user on this computer, without a trailing slash. */
    String url() {
        String host = connector.getHost();
        if (host.equals("0.0.0.0")) {
            host = "127.0.0.1";
        } else if (host.equals("0:0:0:0:0:0:0:0")) {
            host = "::1";
        }
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + connector.getLocalPort();
    }

    /** Returns the URL of the list page. */
    String pages() {
        return url() + application.getServletContext().getAttribute("org.iprestriction.example.pages");
    }

    /** Returns the time between saving a change and its effect, as used by the application. */
    Duration activation() {
        return (Duration) application.getServletContext().getAttribute("org.iprestriction.example.activation");
    }

    /** Waits briefly for the list, so that the printed text is correct; returns whether it has been loaded. */
    boolean awaitReady() throws InterruptedException {
        BooleanSupplier ready = (BooleanSupplier) application.getServletContext()
                .getAttribute("org.iprestriction.example.ready");
        for (long left = READY_MILLIS; left > 0 && !ready.getAsBoolean(); left -= READY_STEP_MILLIS) {
            Thread.sleep(READY_STEP_MILLIS);
        }
        return ready.getAsBoolean();
    }

    /** Ends the requests in progress, then the application; does not wait for anything that hangs. */
    @Override
    public void close() {
        Thread stop = new Thread(this::stop, "ip-restriction-stop");
        stop.setDaemon(true);
        stop.start();
        try {
            stop.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            System.err.println("The example did not stop cleanly: " + e);
        }
    }

    /** Opens the port before anything else is started, so that a port in use is reported before the database is opened. */
    private void takePort(InetSocketAddress address) {
        try {
            connector.open();
            application.setAttribute("org.iprestriction.example.port", connector.getLocalPort());
        } catch (IOException e) {
            throw new StartException("Port " + address.getPort() + " of " + address.getAddress().getHostAddress()
                    + " cannot be used (" + reason(e) + "). Stop what uses it, or set PORT to another"
                    + " number, 0 for any that is free, and BIND to an address of this computer.", e);
        }
    }

    /** Returns the message of the innermost cause that has one. */
    private static String reason(IOException e) {
        String said = null;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnsupportedAddressTypeException) {
                return "IPv6 is switched off in this Java by java.net.preferIPv4Stack, or in this computer";
            }
            said = cause.getMessage() != null ? cause.getMessage() : said != null ? said : cause.getClass().getSimpleName();
        }
        return said;
    }

    /** Returns the maximum number of connections: three quarters of the files that this process may open, up to a limit. */
    private static int connections() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? (int) Math.min(MOST_CONNECTIONS, unix.getMaxFileDescriptorCount() / 4 * 3) : MOST_CONNECTIONS;
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setRelativeRedirectAllowed(true);
        return http;
    }
}
