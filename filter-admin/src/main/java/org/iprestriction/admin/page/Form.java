package org.iprestriction.admin.page;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of one posted form or one query string. If a name occurs twice, the first value is used.
 *
 * <p>The body is read here and not by the container, so that its size, its encoding and invalid percent-encoding are handled
 * the same everywhere.
 */
public record Form(Map<String, String> fields) {
    /** The maximum size of a form, in bytes. */
    public static final int LIMIT = 16 * 1024;
    /** How many bytes beyond that are still read if the user is signed in, so that they see the answer. */
    static final long DROPPED = 1024 * 1024;
    static final Form EMPTY = new Form(Map.of());

    public Form {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Returns the fields of a body of {@code contentType}, or none if that is not the content type of forms. */
    static Form posted(byte[] body, String contentType) {
        return contentType != null && contentType.startsWith("application/x-www-form-urlencoded")
                ? parse(new String(body, StandardCharsets.ISO_8859_1)) : EMPTY;
    }

    static Form query(HttpServletRequest request) {
        return request.getQueryString() == null ? EMPTY : parse(request.getQueryString());
    }

    private static Form parse(String text) {
        var fields = new LinkedHashMap<String, String>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return new Form(fields);
    }

    /** Decodes a text. An invalid percent sign is kept as it is, and the check of the field reports it. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Returns the field's text, empty if it was not sent. */
    public String get(String name) {
        return fields.getOrDefault(name, "");
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Returns the field as a decimal number, or {@code otherwise}. */
    public long number(String name, long otherwise) {
        String text = get(name);
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : otherwise;
    }
}
