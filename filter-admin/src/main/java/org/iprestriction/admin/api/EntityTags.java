package org.iprestriction.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.iprestriction.admin.http.EntityTag;
import org.iprestriction.entry.Quote;

/**
 * The entity tags of an {@code If-Match} header.
 *
 * <p>They are not compared strongly, as RFC 9110 13.1.1 requires: behind a proxy that compresses, clients never see a strong
 * tag and so could never change anything. A tag here names a saved state, so a weak tag is just as exact; see
 * {@link EntityTag}.
 */
final class EntityTags {
    private static final String SPACING = " \t,";

    private final boolean any;
    private final List<String> opaque;

    private EntityTags(boolean any, List<String> opaque) {
        this.any = any;
        this.opaque = opaque;
    }

    /** Parses {@code If-Match}. {@code shape} is an example of a tag for the error message, such as {@code "7"}. */
    static EntityTags ifMatch(HttpServletRequest request, boolean anyAllowed, String shape) {
        List<String> lines = Collections.list(request.getHeaders("If-Match"));
        if (lines.isEmpty()) {
            throw missing("Send If-Match with the ETag of what you read, for example If-Match: " + shape + ".");
        }
        String text = String.join(",", lines).strip();
        if (text.chars().allMatch(c -> SPACING.indexOf(c) >= 0)) {
            throw missing("If-Match is empty. Send the ETag of what you read, for example If-Match: " + shape + ".");
        }
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

    /** Returns whether one of the tags is {@code tag}, in any of the forms that proxies make of it. */
    boolean match(String tag) {
        return any || opaque.contains(EntityTag.opaque(tag));
    }

    /**
     * Returns the newest of the tags that are numbers below {@code current} after {@code prefix}: the state that the client
     * read before somebody else changed it. Empty if no tag names an earlier state.
     */
    OptionalLong earlier(String prefix, long current) {
        return opaque.stream().filter(tag -> tag.matches(prefix + "(0|[1-9][0-9]{0,17})"))
                .mapToLong(tag -> Long.parseLong(tag.substring(prefix.length()))).filter(state -> state < current).max();
    }

    private static List<String> parse(String text, String shape) {
        List<String> tags = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (SPACING.indexOf(c) >= 0) {
                at++;
                continue;
            }
            int open = text.startsWith("W/", at) ? at + 2 : at;
            int close = open < text.length() && text.charAt(open) == '"' ? text.indexOf('"', open + 1) : -1;
            boolean ended = close > 0 && (close + 1 == text.length() || SPACING.indexOf(text.charAt(close + 1)) >= 0);
            if (!ended) {
                throw QueryParameters.bad("If-Match is " + Quote.of(text) + ". Send the ETag with its quotation marks, for example "
                        + shape + ".");
            }
            tags.add(EntityTag.opaque(text.substring(open, close + 1)));
            at = close + 1;
        }
        return tags;
    }

    private static ApiProblem missing(String detail) {
        return new ApiProblem(428, "if_match_required", detail);
    }
}
