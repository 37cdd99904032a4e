package org.iprestriction.settings;

/**
 * The texts that may be the name of a list. A name is often the name of an account, so it may be in any script and contain any
 * punctuation; only {@code *} stands for all lists. It is compared exactly, character by character: {@code Acme} and {@code acme} are two lists.
 */
final class ListNames {

    static final String LEGAL = "the name of a list: 1 to 100 characters, without control or invisible characters, and without white space at"
            + " either end";
    private static final int LONGEST = 100;

    private ListNames() {
    }

    /** Returns whether a text is the name of a list. Never fails, whatever the text contains, and creates no objects. */
    static boolean isLegal(String text) {
        int length = text.length();
        if (length == 0 || length > LONGEST || text.equals("*") || isSpace(text.charAt(0)) || isSpace(text.charAt(length - 1))) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' && !isVisible(text, i)) {
                return false;
            }
            i += Character.isHighSurrogate(c) ? 1 : 0;
        }
        return true;
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Looks at one code point. A surrogate that is not part of a pair is a code point of its own, and is not visible. */
    private static boolean isVisible(String text, int at) {
        int type = Character.getType(text.codePointAt(at));
        return type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE && type != Character.UNASSIGNED
                && type != Character.PRIVATE_USE && type != Character.LINE_SEPARATOR && type != Character.PARAGRAPH_SEPARATOR;
    }
}
