package org.iprestriction.admin.http;

import java.util.Locale;

/** The media types of the JSON API, and the parsing of {@code Accept} and {@code Content-Type} (RFC 9110 8.3 and 12.5.1). */
public final class MediaTypes {
    public static final String JSON = "application/json";
    public static final String MERGE_PATCH = "application/merge-patch+json";

    private MediaTypes() {}

    /** Returns whether an {@code Accept} value (null if absent) allows JSON. The most specific range that matches decides. */
    public static boolean acceptsJson(String accept) {
        if (accept == null || accept.isBlank()) {
            return true;
        }
        int best = -1;
        boolean accepted = false;
        for (String part : accept.split(",")) {
            String[] pieces = part.split(";");
            int precision = switch (pieces[0].strip().toLowerCase(Locale.ROOT)) {
                case JSON -> 2;
                case "application/*" -> 1;
                case "*/*" -> 0;
                default -> -1;
            };
            if (precision > best) {
                best = precision;
                accepted = weight(pieces) > 0;
            }
        }
        return accepted;
    }

    /** Returns whether a {@code Content-Type} value is {@code wanted}, in UTF-8 or without a charset. */
    public static boolean is(String contentType, String wanted) {
        if (contentType == null) {
            return false;
        }
        String[] pieces = contentType.split(";");
        if (!pieces[0].strip().toLowerCase(Locale.ROOT).equals(wanted)) {
            return false;
        }
        for (int i = 1; i < pieces.length; i++) {
            String parameter = pieces[i].strip().toLowerCase(Locale.ROOT).replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return true;
    }

    private static double weight(String[] pieces) {
        for (int i = 1; i < pieces.length; i++) {
            String parameter = pieces[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2).strip());
                } catch (NumberFormatException e) {
                    return 0; // an invalid weight counts as 0
                }
            }
        }
        return 1;
    }
}
