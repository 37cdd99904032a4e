package org.iprestriction.admin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The entity tags of an {@code If-Match} header, compared strongly: a weak tag never matches (RFC 9110 8.8.3 and 13.1.1). */
final class EntityTags {
    private final boolean any;
    private final List<String> strong;

    private EntityTags(boolean any, List<String> strong) {
        this.any = any;
        this.strong = strong;
    }

    /** Reads {@code If-Match}; {@code shape} is what the tag looks like here, for the sentence: {@code "7"}. */
    static EntityTags ifMatch(HttpServletRequest request, boolean anyAllowed, String shape) {
        List<String> lines = Collections.list(request.getHeaders("If-Match"));
        if (lines.isEmpty()) {
            throw missing("Send If-Match with the ETag of what you read, for example If-Match: " + shape + ".");
        }
        String text = String.join(",", lines).strip();
        if (text.equals("*")) {
            if (!anyAllowed) {
                throw missing("If-Match: * would overwrite what others saved. Send the ETag of what you read, for example "
                        + shape + ".");
            }
            return new EntityTags(true, List.of());
        }
        return new EntityTags(false, parse(text, shape));
    }

    boolean any() {
        return any;
    }

    boolean match(String tag) {
        return any || strong.contains(tag);
    }

    private static List<String> parse(String text, String shape) {
        List<String> tags = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ',' || c == ' ' || c == '\t') {
                at++;
                continue;
            }
            boolean weak = text.startsWith("W/", at);
            int open = weak ? at + 2 : at;
            int close = open < text.length() && text.charAt(open) == '"' ? text.indexOf('"', open + 1) : -1;
            boolean ended = close > 0 && (close + 1 == text.length() || " \t,".indexOf(text.charAt(close + 1)) >= 0);
            if (!ended) {
                throw QueryParameters.bad("If-Match is " + Quote.of(text) + ". Send the ETag with its quotation marks, for example "
                        + shape + ".");
            }
            if (!weak) {
                tags.add(text.substring(open, close + 1));
            }
            at = close + 1;
        }
        return tags;
    }

    private static ApiProblem missing(String detail) {
        return new ApiProblem(428, "if_match_required", detail);
    }
}
