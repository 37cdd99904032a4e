package org.iprestriction.admin.text;

import java.util.Locale;
import org.iprestriction.address.IpRange;

/** Phrases with numbers, such as {@code 2,571 addresses} and {@code 3 entries}. */
public final class Counts {
    private Counts() {}

    /** Returns the size of a range like {@link IpRange#sizeText()}, with the exponent as a superscript. */
    static Phrase addresses(IpRange range) {
        return raised(range.sizeText());
    }

    /** Returns a phrase such as {@code 128 of these addresses}. */
    public static Phrase ofThese(IpRange range) {
        String text = range.sizeText();
        return raised(text.substring(0, text.lastIndexOf(' ')) + " of these addresses");
    }

    private static Phrase raised(String text) {
        int caret = text.indexOf('^');
        if (caret < 0) {
            return Phrase.of(text);
        }
        int end = text.indexOf(' ', caret);
        return Phrase.of(text.substring(0, caret)).raised(text.substring(caret + 1, end)).text(text.substring(end));
    }

    public static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** Returns a phrase such as {@code 1 entry} or {@code 3 entries}. */
    public static String entries(long n) {
        return number(n) + (n == 1 ? " entry" : " entries");
    }
}
