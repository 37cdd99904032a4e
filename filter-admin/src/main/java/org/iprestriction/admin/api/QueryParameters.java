package org.iprestriction.admin.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.iprestriction.entry.Quote;

/**
 * The parameters of one query string. Each may occur at most once.
 *
 * <p>Unknown names are refused, because a misspelt {@code dryRun} must not become a real change.
 */
final class QueryParameters {
    private final Map<String, String> values = new LinkedHashMap<>();

    /** Parses {@code query} (as sent, or null if there is none). {@code known} are the names that this resource accepts. */
    QueryParameters(String query, List<String> known) {
        if (query == null || query.isEmpty()) {
            return;
        }
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
            if (!known.contains(name)) {
                throw bad(Quote.of(name) + " is not a parameter here. "
                        + (known.isEmpty() ? "Leave it out." : "Use " + String.join(" or ", known) + "."));
            }
            if (values.putIfAbsent(name, value) != null) {
                throw bad("The parameter “" + name + "” is there twice. Send it once.");
            }
        }
    }

    /** Returns the value, or null if the parameter is absent. */
    String get(String name) {
        return values.get(name);
    }

    /** Returns the value of a parameter that is {@code true} or {@code false}; false if it is absent. */
    boolean flag(String name) {
        String value = values.getOrDefault(name, "false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad("The parameter “" + name + "” is " + Quote.of(value) + ". Use true or false.");
        };
    }

    static ApiProblem bad(String detail) {
        return new ApiProblem(400, "bad_parameter", detail);
    }

    private static String decoded(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 3);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 < text.length() ? hex(text.charAt(i + 1)) : -1;
                int low = i + 2 < text.length() ? hex(text.charAt(i + 2)) : -1;
                if (high < 0 || low < 0) {
                    throw bad("“%” in the query is not followed by two hex digits. Write a percent sign as %25.");
                }
                bytes.put((byte) (high << 4 | low));
                i += 2;
            } else {
                bytes.put(c == '+' ? new byte[] {' '} : String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw bad("The query is not UTF-8. Encode it in UTF-8.");
        }
    }

    private static int hex(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
