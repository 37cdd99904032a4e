package org.iprestriction.benchmarks;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.iprestriction.live.LiveLists;
import org.iprestriction.servlet.IpRestrictionFilter;

/** A whole Jetty before a servlet that answers two bytes; with the filter in between, or without. */
final class JettyRig implements AutoCloseable {

    private static final byte[] ANSWER = "ok".getBytes(StandardCharsets.US_ASCII);
    private static final String REQUEST = "GET /api/orders HTTP/1.1\r\nHost: api.example\r\nAccept: */*\r\n\r\n";

    private final Server server = new Server();
    private final LocalConnector inside = new LocalConnector(server);
    private final ServerConnector socket = new ServerConnector(server);
    private final LocalConnector.LocalEndPoint connection;
    private final LoadedList list;

    /** Starts one; {@code allowed} is null for one without the filter. */
    JettyRig(List<Cidr> allowed) {
        list = allowed == null ? null : new LoadedList(allowed);
        ServletContextHandler application = new ServletContextHandler("/");
        application.addServlet(new ServletHolder(new TwoBytes()), "/*");
        if (list != null) {
            FilterHolder filter = new FilterHolder(new IpRestrictionFilter());
            filter.setName("ip-restriction");
            filter.setInitParameter("list", LoadedList.NAME);
            filter.setAsyncSupported(true);
            application.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
            application.setAttribute(LiveLists.ATTRIBUTE, list.lists());
        }
        socket.setHost("127.0.0.1");
        server.addConnector(inside);
        server.addConnector(socket);
        server.setHandler(application);
        try {
            server.start();
        } catch (Exception e) { // as the method declares it
            throw new IllegalStateException("Jetty does not start", e);
        }
        connection = inside.connect();
        if (!ask().startsWith("HTTP/1.1 200")) {
            throw new IllegalStateException("Jetty answers: " + ask());
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Sends requests over one connection that stays inside this process; answers how many were answered. */
    int answered(int requests) {
        int answered = 0;
        for (int i = 0; i < requests; i++) {
            answered += ask().isEmpty() ? 0 : 1;
        }
        return answered;
    }

    private String ask() {
        connection.addInput(REQUEST);
        try {
            return connection.getResponse(false, 10, TimeUnit.SECONDS);
        } catch (Exception e) { // as the method declares it
            throw new IllegalStateException("No answer from Jetty", e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // as the method declares it
            throw new IllegalStateException("Jetty does not stop", e);
        } finally {
            if (list != null) {
                list.close();
            }
        }
    }

    private static final class TwoBytes extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentLength(ANSWER.length);
            response.getOutputStream().write(ANSWER);
        }
    }
}
