package org.iprestriction.address;

/** Recognizes the wildcards that other products use for networks: {@code 192.168.1.*}, {@code 10.x.x.x}, {@code 2001:db8:*}. */
final class Wildcard {

    private Wildcard() {
    }

    /** Returns the refusal of a wildcard, or null if there is none. */
    static IpFormatException of(String text, Refusals refusals) {
        char separator = text.indexOf(':') >= 0 ? ':' : '.';
        String fixed = text;
        String wildcard = "*";
        int last = fixed.lastIndexOf(separator);
        while (last > 0 && isWildcard(fixed.substring(last + 1))) {
            wildcard = fixed.substring(last + 1);
            fixed = fixed.substring(0, last);
            last = fixed.lastIndexOf(separator);
        }
        Notation network = fixed.length() == text.length() ? null : separator == '.' ? ipv4(fixed) : ipv6(fixed);
        return network == null && text.indexOf('*') < 0 ? null : refusals.wildcard(wildcard, network);
    }

    private static boolean isWildcard(String part) {
        boolean same = !part.isEmpty() && part.length() <= 3;
        for (int i = 1; i < part.length(); i++) {
            same &= part.charAt(i) == part.charAt(0);
        }
        return same && (part.charAt(0) == 'x' || part.charAt(0) == 'X' || part.length() == 1 && "*%".contains(part));
    }

    private static Notation ipv4(String fixed) {
        int parts = count(fixed, '.') + 1;
        return parts > 3 ? null : NotationParser.parseOrNull(fixed + ".0".repeat(4 - parts) + "/" + parts * 8);
    }

    private static Notation ipv6(String fixed) {
        int groups = count(fixed, ':') + 1;
        return groups > 7 || fixed.contains("::") ? null : NotationParser.parseOrNull(fixed + "::/" + groups * 16);
    }

    private static int count(String text, char wanted) {
        return (int) text.chars().filter(c -> c == wanted).count();
    }
}
