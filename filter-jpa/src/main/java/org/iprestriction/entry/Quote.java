package org.iprestriction.entry;

import java.util.Locale;

/** Texts of others, made fit to stand in a sentence of ours: at most 60 characters, nothing that hides or moves its neighbours. */
public final class Quote {
    private static final int LONGEST = 60;

    private Quote() {
    }

    /**
     * Returns what a caller sent in quotation marks, with a replacement character for each that cannot be seen.
     *
     * @param text anything, not null
     * @return the quotation
     */
    public static String of(String text) {
        StringBuilder quoted = new StringBuilder("“");
        text.codePoints().limit(LONGEST).forEach(c -> {
            int type = Character.getType(c);
            boolean shown = type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE
                    && type != Character.LINE_SEPARATOR && type != Character.PARAGRAPH_SEPARATOR;
            quoted.appendCodePoint(shown ? c : '\uFFFD');
        });
        return quoted.append(text.codePointCount(0, text.length()) > LONGEST ? "…”" : "”").toString();
    }

    /**
     * Returns as much of a text as is quoted.
     *
     * @param text anything, not null
     * @return the text, or its beginning and an ellipsis where it is longer than 60 characters
     */
    public static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    /**
     * Returns a text as one line that can be shown.
     *
     * @param text anything, not null
     * @return the text, with an escape such as {@code \\u202E} for each character that cannot be seen
     */
    public static String visible(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (EntryName.isHidden(c)) {
                shown.append(String.format(Locale.ROOT, "\\u%04X", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
