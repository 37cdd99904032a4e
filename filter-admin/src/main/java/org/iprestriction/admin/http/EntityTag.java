package org.iprestriction.admin.http;

import java.util.List;
import java.util.Locale;

/**
 * An entity tag as proxies may pass it on. A proxy that compresses an answer makes its tag weak ({@code W/"7"}), appends the
 * coding ({@code "7-gzip"}, {@code "7;gzip"}, {@code "7--br"}), or both, and sends it back like that.
 *
 * <p>The tags of this API name a saved state and not the bytes of an answer, so all of these are the tag {@code "7"}.
 */
public final class EntityTag {
    private static final List<String> CODINGS = List.of("x-gzip", "gzip", "deflate", "br", "zstd", "x-compress", "compress");
    private static final String SEPARATORS = "-;:.,_+~ ";

    private EntityTag() {}

    /** Returns what the server wrote between the quotation marks of {@code tag}, which may begin with {@code W/}. */
    public static String opaque(String tag) {
        String text = tag.substring(tag.indexOf('"') + 1, tag.length() - 1);
        for (String shorter = withoutCoding(text); !shorter.equals(text); shorter = withoutCoding(text)) {
            text = shorter; // each proxy on the way may have appended one
        }
        return text;
    }

    private static String withoutCoding(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String coding : CODINGS) {
            int end = text.length() - coding.length();
            int cut = end;
            while (lower.endsWith(coding) && cut > 0 && SEPARATORS.indexOf(text.charAt(cut - 1)) >= 0) {
                cut--;
            }
            if (cut > 0 && cut < end) {
                return text.substring(0, cut);
            }
        }
        return text;
    }
}
