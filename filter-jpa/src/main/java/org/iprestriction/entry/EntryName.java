package org.iprestriction.entry;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The name of an entry as it is stored: in Unicode normalization form C, without spaces at the ends, and with single
 * spaces inside. Two names count as the same if their keys are equal.
 */
public final class EntryName {

    static final int LONGEST = 100;

    private EntryName() {
    }

    /** Returns the name in the form in which it is stored; unpaired surrogates are kept. */
    static String normalised(String text) {
        StringBuilder name = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(c -> {
            if (Character.getType(c) != Character.SPACE_SEPARATOR) {
                name.appendCodePoint(c);
            } else if (!name.isEmpty() && name.charAt(name.length() - 1) != ' ') {
                name.append(' ');
            }
        });
        int end = name.length();
        return name.substring(0, end > 0 && name.charAt(end - 1) == ' ' ? end - 1 : end);
    }

    /**
     * Returns the key for comparing names.
     *
     * @param name a name, not null
     * @return the key; two names with the same key count as the same
     */
    public static String key(String name) {
        // upper case first, because some letters share one upper case ("ſ" and "s")
        String folded = normalised(name).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /** Returns whether a name contains a character that is invisible or changes the display of its neighbours. */
    static boolean hasHidden(String name) {
        return name.codePoints().anyMatch(EntryName::isHidden);
    }

    static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> !isNeededInWriting(c);
            default -> (c & 0xfffe) == 0xfffe || c >= 0xfdd0 && c <= 0xfdef; // noncharacters
        };
    }

    /** Returns whether a character is a joiner or direction mark, which names in Persian, Hindi or Hebrew need. */
    private static boolean isNeededInWriting(int c) {
        return c >= 0x200c && c <= 0x200f || c == 0x061c;
    }
}
