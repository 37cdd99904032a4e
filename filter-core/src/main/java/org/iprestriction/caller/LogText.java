package org.iprestriction.caller;

import java.util.Locale;

/** Text from requests in the log. */
public final class LogText {

    private LogText() {
    }

    /**
     * Returns only printable ASCII, so that a caller cannot forge log lines or send sequences to a terminal or log reader.
     *
     * @param text the text, or null
     * @param longest the most characters of it that are shown
     * @return the text, with escapes for other characters, or {@code -} for null
     */
    public static String escaped(String text, int longest) {
        if (text == null) {
            return "-";
        }
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && i < longest; i++) {
            char c = text.charAt(i);
            if (c > ' ' && c <= '~' && c != '$' && c != '{' && c != '}' && c != '\\') {
                line.append(c);
            } else {
                line.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
            }
        }
        return text.length() > longest ? line.append("...").toString() : line.toString();
    }
}
