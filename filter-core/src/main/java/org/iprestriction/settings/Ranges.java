package org.iprestriction.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.Collectors;
import org.iprestriction.address.IpFormatException;
import org.iprestriction.address.Notation;

/**
 * Ranges in the text of a setting: any notations, separated by commas, spaces or line breaks.
 */
public final class Ranges {

    static final String LEGAL = "addresses and ranges separated by commas or spaces, such as 203.0.113.10, 192.168.0.0/16";

    private Ranges() {
    }

    /**
     * Reads the ranges of a setting.
     *
     * @param value the text, not null; empty for no range
     * @return the notations in their order
     * @throws SettingsException if one of them cannot be read; the message is the parser's sentence
     */
    public static List<Notation> parse(String value) {
        List<Notation> ranges = new ArrayList<>();
        for (String text : split(value)) {
            try {
                ranges.add(Notation.parse(text));
            } catch (IpFormatException malformed) {
                throw new SettingsException(malformed.getMessage());
            }
        }
        return ranges;
    }

    /** Tells whether a value names a range or several. Nothing is no value: it is more often a variable that was not set. */
    static boolean isLegal(String value) {
        return !parse(value).isEmpty();
    }

    /** Splits, and joins again what a dash holds together on one line: {@code 192.168.0.10 - 192.168.10.20} is one range. */
    private static List<String> split(String value) {
        List<String> parts = new ArrayList<>();
        boolean afterComma = false;
        StringTokenizer pieces = new StringTokenizer(withoutIndentation(value), ",\n", true);
        while (pieces.hasMoreTokens()) {
            String piece = pieces.nextToken();
            if (piece.equals(",")) {
                if (afterComma || parts.isEmpty()) {
                    throw new SettingsException("There is no address before a comma.");
                }
                afterComma = true;
            } else if (!piece.equals("\n")) {
                int before = parts.size();
                addWords(piece, parts);
                afterComma &= parts.size() == before;
            }
        }
        if (afterComma) {
            throw new SettingsException("There is no address after the last comma.");
        }
        return parts;
    }

    /** Takes away how a value was wrapped over several lines; a tab inside a line is no separator. */
    private static String withoutIndentation(String value) {
        return value.indexOf('\n') < 0 ? value
                : value.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    private static void addWords(String piece, List<String> parts) {
        int from = parts.size();
        StringTokenizer words = new StringTokenizer(piece, " ");
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            int last = parts.size() - 1;
            if (last >= from && (word.startsWith("-") || parts.get(last).endsWith("-"))) {
                parts.set(last, parts.get(last) + word);
            } else {
                if (last >= from && parts.get(last).indexOf('/') < 0 && (word.startsWith("255.") || word.startsWith("0."))) {
                    refuseMask(parts.get(last) + " " + word);
                }
                parts.add(word);
            }
        }
    }

    /** Refuses an address and its mask, which would be taken for two addresses and block or allow nearly nothing. */
    private static void refuseMask(String addressAndMask) {
        try {
            Notation.parse(addressAndMask);
        } catch (IpFormatException refused) {
            if (!refused.code().equals("address.several")) {
                throw new SettingsException(refused.getMessage());
            }
        }
    }
}
