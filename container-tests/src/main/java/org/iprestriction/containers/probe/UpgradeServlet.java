package org.iprestriction.containers.probe;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Changes the protocol of a connection with the upgrade mechanism of the Servlet specification. */
public final class UpgradeServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Reached.count("upgrade");
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        response.setHeader("Upgrade", "probe");
        response.setHeader("Connection", "Upgrade");
        request.upgrade(Greeter.class);
    }

    /** Sends one word in the new protocol and closes the connection. */
    public static final class Greeter implements HttpUpgradeHandler {

        @Override
        public void init(WebConnection connection) {
            try (connection) {
                connection.getOutputStream().write("upgraded".getBytes(StandardCharsets.US_ASCII));
                connection.getOutputStream().flush();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public void destroy() {
            // closed in init
        }
    }
}
