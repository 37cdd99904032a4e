package org.iprestriction.example;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty with the servlets of one test, on a free port of the loopback address. */
final class ServerForTests {
    private final Server server = new Server();
    private final HttpClient client = HttpClient.newHttpClient();
    final ServletContextHandler context = new ServletContextHandler("/", false, false);
    private final ServerConnector connector = new ServerConnector(server);

    ServerForTests() {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
    }

    ServerForTests with(Servlet servlet, String pattern) {
        context.addServlet(new ServletHolder(servlet), pattern);
        return this;
    }

    ServerForTests start() throws Exception {
        server.start();
        return this;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    void stop() throws Exception {
        server.stop();
    }
}
