package org.iprestriction.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.Collectors;
import org.iprestriction.address.IpFormatException;
import org.iprestriction.address.Notation;

/**
 * Parses the ranges in the text of a setting: any notations, separated by commas, spaces or line breaks.
 *
 * <p>Thread-safe.
 */
public final class Ranges {

    static final String LEGAL = "addresses and ranges separated by commas or spaces, such as 203.0.113.10, 192.168.0.0/16";

    private Ranges() {
    }

    /**
     * Parses the ranges of a setting.
     *
     * @param value the text, not null; empty for no ranges
     * @return the notations in their order, not null
     * @throws SettingsException if a range is malformed; the message is the one of the parser
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

    /** Returns whether a value contains at least one range. A value without a range is probably an unset variable. */
    static boolean isLegal(String value) {
        return !parse(value).isEmpty();
    }

    /** Splits a value, except at spaces around a dash: {@code 192.168.0.10 - 192.168.10.20} is one range. */
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

    /** Removes the indentation of a value that spans several lines; a tab inside a line is not a separator. */
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

    /** Rejects an address followed by a mask; read as two addresses, they would block or allow almost nothing. */
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
