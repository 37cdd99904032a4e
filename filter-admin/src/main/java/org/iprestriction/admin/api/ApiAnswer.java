package org.iprestriction.admin.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.iprestriction.admin.http.MediaTypes;
import org.iprestriction.admin.json.JsonObject;
import org.iprestriction.admin.json.JsonWriter;

/**
 * An answer of the JSON API before it is written: status, headers and at most one JSON body. the headers filter adds other
 * headers.
 */
final class ApiAnswer {
    private final int status;
    private final String contentType;
    private final JsonObject body;
    private final Map<String, String> headers = new LinkedHashMap<>();

    ApiAnswer(int status, String contentType, JsonObject body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    static ApiAnswer json(int status, JsonObject body) {
        return new ApiAnswer(status, MediaTypes.JSON, body);
    }

    static ApiAnswer noContent() {
        return new ApiAnswer(HttpServletResponse.SC_NO_CONTENT, null, null);
    }

    ApiAnswer header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Writes the answer. {@code withBody} is false for HEAD, which gets the same headers as GET. */
    void write(HttpServletResponse response, boolean withBody) throws IOException {
        response.setStatus(status);
        headers.forEach(response::setHeader);
        if (body == null) {
            return;
        }
        byte[] bytes = JsonWriter.bytes(body);
        response.setContentType(contentType);
        response.setContentLength(bytes.length);
        if (withBody) {
            response.getOutputStream().write(bytes);
        }
    }
}
