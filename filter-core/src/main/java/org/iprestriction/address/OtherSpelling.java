package org.iprestriction.address;

import java.util.Set;
import java.util.StringTokenizer;

/** Recognizes a range in an unsupported notation: two ends with “to” between them, a mask after a space, a slash with spaces. */
final class OtherSpelling {

    private static final String[] BETWEEN = {"...", "..", "<->", "-->", "->", "=>", "--", " to ", " through ", " thru ",
        " until ", " till ", " bis "};
    private static final Set<String> MASK_WORDS = Set.of("netmask", "mask", "subnet", "subnetmask", "wildcard", "netmask:",
            "mask:", "subnetmask:");

    private final String text;
    private final Refusals refusals;

    private OtherSpelling(String text, Refusals refusals) {
        this.text = text.replace('\t', ' ').replace('\u00A0', ' ');
        this.refusals = refusals;
    }

    /** Returns the refusal of such a range, or null if the text is not one. */
    static IpFormatException of(String text, Refusals refusals) {
        OtherSpelling spelling = new OtherSpelling(text, refusals);
        IpFormatException found = spelling.slash();
        if (found == null) {
            found = spelling.ends();
        }
        return found != null ? found : spelling.mask();
    }

    private IpFormatException slash() {
        String squeezed = Blanks.squeeze(text, "/");
        int slash = squeezed.indexOf('/');
        if (slash < 0 || squeezed.length() == text.length() || squeezed.indexOf(' ') >= 0
                || IpAddress.parseOrNull(squeezed.substring(0, slash)) == null) {
            return null;
        }
        return refusals.readInstead(squeezed, refusals::spaces);
    }

    private IpFormatException ends() {
        String lower = Blanks.lowerCase(text);
        for (String between : BETWEEN) {
            int at = lower.indexOf(between);
            if (at > 0) {
                IpAddress first = IpAddress.parseOrNull(Blanks.trim(text.substring(0, at)));
                String end = Blanks.trim(text.substring(at + between.length()));
                boolean shortEnd = NotationParser.isDigits(end) && end.length() <= 3 && first != null && first.isIpv4();
                if (first != null && (shortEnd || IpAddress.parseOrNull(end) != null)) {
                    String written = Blanks.trim(text.substring(at, at + between.length()));
                    return refusals.readInstead(text.substring(0, at) + "-" + end, range -> refusals.between(written, range));
                }
            }
        }
        return null;
    }

    private IpFormatException mask() {
        StringTokenizer pieces = new StringTokenizer(text, " ,");
        if (pieces.countTokens() < 2 || pieces.countTokens() > 4) {
            return null;
        }
        String network = pieces.nextToken();
        boolean named = pieces.countTokens() > 1;
        while (pieces.countTokens() > 1) {
            if (!MASK_WORDS.contains(Blanks.lowerCase(pieces.nextToken()))) {
                return null;
            }
        }
        String mask = pieces.nextToken();
        IpAddress bits = IpAddress.parseOrNull(mask);
        if (bits == null || !bits.isIpv4() || !named && bits.low() >>> 24 != 255 && bits.low() >>> 24 != 0) {
            return null; // a mask begins with 255 or 0; an address in a list begins with any other number
        }
        int slash = network.indexOf('/');
        if (slash >= 0) {
            Notation prefix = NotationParser.parseOrNull(network);
            Notation same = NotationParser.parseOrNull(network.substring(0, slash) + "/" + mask);
            if (prefix == null) {
                return null;
            }
            return same != null && prefix.range().equals(same.range()) ? refusals.extra("“" + mask + "”", prefix)
                    : refusals.syntax();
        }
        return IpAddress.parseOrNull(network) == null ? null
                : refusals.readInstead(network + "/" + mask, refusals::maskBehindSlash);
    }
}
