package org.iprestriction.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.iprestriction.jpa.Author;

/** One request to the JSON API whose sender is known. */
final class ApiRequest {
    static final int ENTRY_BYTES = 64 * 1024;
    static final int LIST_BYTES = 1024 * 1024;
    private static final int LONGEST_KEY = 200;

    private final HttpServletRequest http;
    private final String user;
    private final String address;

    ApiRequest(HttpServletRequest http, String user, String address) {
        this.http = http;
        this.user = user;
        this.address = address;
    }

    String user() {
        return user;
    }

    QueryParameters query(String... known) {
        return new QueryParameters(http.getQueryString(), List.of(known));
    }

    boolean brings(String header) {
        return http.getHeader(header) != null;
    }

    /** See {@link EntityTags#ifMatch}. */
    EntityTags ifMatch(boolean anyAllowed, String shape) {
        return EntityTags.ifMatch(http, anyAllowed, shape);
    }

    /** The body: one JSON object of at most {@code limit} bytes, sent as {@code mediaType}. */
    ObjectNode body(String mediaType, int limit) throws IOException {
        String coding = http.getHeader("Content-Encoding");
        if (!MediaTypes.is(http.getHeader("Content-Type"), mediaType) || coding != null && !coding.equalsIgnoreCase("identity")) {
            throw new ApiProblem(415, "media_type", "Send the body as Content-Type: " + mediaType + ", in UTF-8 and not compressed.");
        }
        byte[] body = BoundedBody.read(http, limit);
        if (body == null) {
            throw tooLarge(limit);
        }
        return StrictJson.object(body);
    }

    ObjectNode body() throws IOException {
        return body(MediaTypes.JSON, ENTRY_BYTES);
    }

    /** Who makes the change; with the {@code Idempotency-Key} where {@code repeatable}. */
    Author author(boolean repeatable) {
        List<String> keys = repeatable ? Collections.list(http.getHeaders("Idempotency-Key")) : List.of();
        if (keys.isEmpty()) {
            return new Author(user, address, null);
        }
        String key = keys.get(0);
        boolean visible = !key.isEmpty() && key.length() <= LONGEST_KEY && key.chars().allMatch(c -> c > ' ' && c < 127);
        if (keys.size() > 1 || !visible) {
            throw QueryParameters.bad("Send one Idempotency-Key of 1 to " + LONGEST_KEY
                    + " visible ASCII characters, for example a random UUID.");
        }
        return new Author(user, address, key);
    }

    private static ApiProblem tooLarge(int limit) {
        return new ApiProblem(413, "too_large", "The body is larger than " + limit / 1024 + " KB, which is the most taken here.");
    }
}
