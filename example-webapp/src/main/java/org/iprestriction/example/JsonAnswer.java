package org.iprestriction.example;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Sends a small JSON object as the whole response, with headers that prohibit caching. */
final class JsonAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonAnswer() {}

    /** A member is null, a text, a number, a boolean, or a list of such values. */
    static void send(HttpServletResponse response, int status, Map<String, ?> members) throws IOException {
        byte[] body = bytes(members);
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

    private static byte[] bytes(Map<String, ?> members) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            for (Map.Entry<String, ?> member : members.entrySet()) {
                json.writeFieldName(member.getKey());
                if (member.getValue() instanceof List<?> list) {
                    json.writeStartArray();
                    for (Object value : list) {
                        json.writePOJO(value);
                    }
                    json.writeEndArray();
                } else {
                    json.writePOJO(member.getValue());
                }
            }
            json.writeEndObject();
        }
        return body.toByteArray();
    }
}
