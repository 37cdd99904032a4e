package org.iprestriction.address;

/** Helpers for white space in pasted text, and for lower case independent of the locale. */
final class Blanks {

    private Blanks() {
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\u00A0';
    }

    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Returns the text without the white space on either side of the given characters. */
    static String squeeze(String text, String characters) {
        StringBuilder squeezed = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            int next = i;
            while (next < text.length() && isBlank(text.charAt(next))) {
                next++;
            }
            boolean beside = !squeezed.isEmpty() && characters.indexOf(squeezed.charAt(squeezed.length() - 1)) >= 0
                    || next < text.length() && characters.indexOf(text.charAt(next)) >= 0;
            squeezed.append(text, beside ? next : i, Math.min(next + 1, text.length()));
            i = next;
        }
        return squeezed.toString();
    }

    /** Returns the text with its ASCII letters in lower case; the length stays the same. */
    static String lowerCase(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return lower.toString();
    }
}
