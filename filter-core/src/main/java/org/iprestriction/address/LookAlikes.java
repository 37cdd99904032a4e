package org.iprestriction.address;

/** Characters that look like those of an address, as inserted by keyboards, word processors and input methods. */
final class LookAlikes {

    /** Marks a character that is dropped because it is invisible. */
    private static final int NOTHING = -1;
    private static final int UNKNOWN = -2;

    private LookAlikes() {
    }

    static boolean isAscii(int codePoint) {
        return codePoint >= ' ' && codePoint <= '~';
    }

    static boolean isDash(int codePoint) {
        return switch (codePoint) {
            case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0x2E3A, 0xFE58, 0xFE63, 0xFF0D, 0x30FC, 0x301C,
                 0xFF5E, 0x2026, 0x2192, '~' -> true;
            default -> false;
        };
    }

    /**
     * Returns whether a character can be shown in a message as it is: visible, and without effect on the direction of
     * the text.
     */
    static boolean isShown(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                 Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.NON_SPACING_MARK,
                 Character.ENCLOSING_MARK -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    /** Returns a name for a character that cannot be seen. */
    static String name(int codePoint) {
        return switch (codePoint) {
            case '\n', '\r' -> "a line break";
            case '\t' -> "a tab";
            default -> "a character that cannot be seen";
        };
    }

    /** Returns the text in ASCII, or null if a character has no ASCII counterpart. */
    static String toAscii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int plain = plain(text.codePointAt(i));
            if (plain == UNKNOWN) {
                return null;
            }
            if (plain != NOTHING) {
                ascii.append((char) plain);
            }
        }
        return NotationParser.trim(ascii.toString());
    }

    private static int plain(int codePoint) {
        if (isDash(codePoint)) {
            return '-';
        }
        if (isAscii(codePoint)) {
            return codePoint;
        }
        if (Character.isDigit(codePoint)) {
            return '0' + Character.digit(codePoint, 10);
        }
        if (codePoint >= 0xFF01 && codePoint <= 0xFF5E) { // the full-width forms of ASCII
            return codePoint - 0xFEE0;
        }
        return switch (codePoint) {
            case 0x3002, 0xFF61, 0x2024, 0xFE52 -> '.';
            case 0x2044, 0x2215, 0x29F8 -> '/';
            case 0x02D0, 0xA789, 0x2236, 0xFE55, 0xFE13 -> ':';
            case '\t', '\n', '\r', 0xA0, 0x3000, 0x202F -> ' ';
            default -> isInvisible(codePoint) ? NOTHING : UNKNOWN;
        };
    }

    private static boolean isInvisible(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.FORMAT || type == Character.CONTROL;
    }
}
