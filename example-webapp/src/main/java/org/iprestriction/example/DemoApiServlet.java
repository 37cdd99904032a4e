package org.iprestriction.example;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The REST API that the example protects: {@code GET /api/v1/hello} and {@code POST /api/v1/echo}.
 *
 * <p>All that it uses of the filter is the request attribute with the caller's address.
 */
public final class DemoApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final int ECHO_BYTES = 1024 * 1024;
    /** The content types that a browser displays as text; any other type, such as HTML, is returned as a download. */
    private static final Set<String> PLAIN = Set.of("application/json", "text/plain");

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String method = request.getMethod();
        switch (String.valueOf(request.getPathInfo())) {
            case "/v1/hello" -> {
                if (method.equals("GET") || method.equals("HEAD")) {
                    hello(request, response);
                } else {
                    JsonAnswer.methodNotAllowed(response, "GET, HEAD");
                }
            }
            case "/v1/echo" -> {
                if (method.equals("POST")) {
                    echo(request, response);
                } else {
                    JsonAnswer.methodNotAllowed(response, "POST");
                }
            }
            default -> JsonAnswer.notFound(response);
        }
    }

    private static void hello(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("message", "hello");
        members.put("client", request.getAttribute("org.iprestriction.address"));
        JsonAnswer.send(response, HttpServletResponse.SC_OK, members);
    }

    private static void echo(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readNBytes(ECHO_BYTES + 1);
        if (body.length > ECHO_BYTES) {
            // The rest of the body is not read, so the connection cannot be used for another request.
            response.setHeader("Connection", "close");
            JsonAnswer.send(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    Map.of("error", "body_too_large", "limit", ECHO_BYTES));
            return;
        }
        response.setContentType(echoedType(request.getContentType()));
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String echoedType(String type) {
        String mediaType = type == null ? "" : type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        return PLAIN.contains(mediaType) ? type : "application/octet-stream";
    }
}
