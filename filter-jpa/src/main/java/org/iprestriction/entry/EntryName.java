package org.iprestriction.entry;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The name of an entry as it is stored: Unicode normal form C, no space at the ends, single spaces inside. Two names are
 * the same entry's if their keys are equal.
 */
public final class EntryName {

    static final int LONGEST = 100;

    private EntryName() {
    }

    /** Returns the name as it is stored; text with unpaired surrogates stays as it is. */
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
     * Returns what names are compared by.
     *
     * @param name a name, not null
     * @return the key; two names with the same key are the same entry's
     */
    public static String key(String name) {
        // upper case first: some letters have no upper case of their own ("ſ" is an s)
        String folded = normalised(name).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /** Tells whether a name holds something that cannot be seen, or that changes how its neighbours are seen. */
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

    /** The joiners and the direction marks, without which Persian, Hindi or Hebrew names cannot be written. */
    private static boolean isNeededInWriting(int c) {
        return c >= 0x200c && c <= 0x200f || c == 0x061c;
    }
}
