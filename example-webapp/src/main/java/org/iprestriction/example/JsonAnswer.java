package org.iprestriction.example;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Sends a small JSON object as the whole response, with headers that prohibit caching. */
final class JsonAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonAnswer() {}

    static void send(HttpServletResponse response, int status, Map<String, ?> members) throws IOException {
        byte[] body = JSON.writeValueAsBytes(members);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static void notFound(HttpServletResponse response) throws IOException {
        send(response, HttpServletResponse.SC_NOT_FOUND, Map.of("error", "not_found"));
    }

    /** @param allowed the supported methods, separated by commas */
    static void methodNotAllowed(HttpServletResponse response, String allowed) throws IOException {
        response.setHeader("Allow", allowed);
        send(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, Map.of("error", "method_not_allowed"));
    }
}
