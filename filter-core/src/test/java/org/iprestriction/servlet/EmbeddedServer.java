package org.iprestriction.servlet;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;

/** A real server in this process with an application of a directory and its web.xml. */
abstract class EmbeddedServer implements AutoCloseable {

    abstract int port();

    /** Starts what {@code name} names, with the application under {@code /app}. */
    static EmbeddedServer start(String name, Path directory, String webXml) throws Exception {
        Path descriptor = Files.createDirectories(directory.resolve("app/WEB-INF")).resolve("web.xml");
        Files.writeString(descriptor, "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"5.0\""
                + " metadata-complete=\"true\">" + webXml + "</web-app>");
        Path application = directory.resolve("app").toRealPath();
        return name.equals("Tomcat") ? new OnTomcat(directory, application) : new OnJetty(application);
    }

    int status(String path) throws IOException {
        return status("localhost", path);
    }

    int status(String host, String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://" + host + ":" + port() + path).toURL().openConnection();
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    @Override
    public abstract void close();

    /** Tomcat, which can take further copies of the application. */
    static final class OnTomcat extends EmbeddedServer {
        private final Tomcat tomcat = new Tomcat();
        private final Path application;
        private final Path defaults;

        OnTomcat(Path directory, Path application) throws IOException, LifecycleException {
            this.application = application;
            this.defaults = Files.writeString(directory.resolve("tomcat-web.xml"), "<web-app><servlet><servlet-name>default"
                    + "</servlet-name><servlet-class>org.apache.catalina.servlets.DefaultServlet</servlet-class></servlet>"
                    + "<servlet-mapping><servlet-name>default</servlet-name><url-pattern>/</url-pattern></servlet-mapping></web-app>");
            tomcat.setBaseDir(directory.resolve("tomcat").toString());
            tomcat.setPort(0);
            tomcat.getConnector();
            add(tomcat.getHost().getName(), "");
            tomcat.start();
        }

        /** Adds the application to a host, which is made where there is none, in a version. */
        Context add(String host, String version) {
            if (tomcat.getEngine().findChild(host) == null) {
                StandardHost another = new StandardHost();
                another.setName(host);
                tomcat.getEngine().addChild(another);
            }
            StandardContext context = new StandardContext();
            context.setName(version.isEmpty() ? "/app" : "/app##" + version);
            context.setPath("/app");
            context.setWebappVersion(version);
            context.setDocBase(application.toString());
            context.setParentClassLoader(EmbeddedServer.class.getClassLoader());
            ContextConfig config = new ContextConfig();
            config.setDefaultWebXml(defaults.toString());
            context.addLifecycleListener(config);
            context.getJarScanner().setJarScanFilter((type, jar) -> false);
            tomcat.getEngine().findChild(host).addChild(context);
            if (tomcat.getServer().getState() == LifecycleState.STARTED && context.getState() != LifecycleState.STARTED) {
                throw new IllegalStateException("The application did not start.");
            }
            return context;
        }

        @Override
        int port() {
            return tomcat.getConnector().getLocalPort();
        }

        @Override
        public void close() {
            try {
                tomcat.stop();
                tomcat.destroy();
            } catch (LifecycleException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    /** Jetty. */
    private static final class OnJetty extends EmbeddedServer {
        private final Server server = new Server(0);

        OnJetty(Path application) throws Exception {
            WebAppContext context = new WebAppContext(application.toString(), "/app");
            context.setParentLoaderPriority(true);
            context.setThrowUnavailableOnStartupException(true);
            server.setHandler(context);
            server.start();
        }

        @Override
        int port() {
            return ((NetworkConnector) server.getConnectors()[0]).getLocalPort();
        }

        @Override
        public void close() {
            try {
                server.stop();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
