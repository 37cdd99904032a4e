package org.iprestriction.caller;

import java.util.function.Predicate;
import org.iprestriction.address.IpAddress;

/**
 * Parses {@code Forwarded} (<a href="https://www.rfc-editor.org/rfc/rfc7239#section-4">RFC 7239, section 4</a>). Commas
 * and semicolons inside quotes do not separate anything, so a line is scanned once from the left to find its elements.
 * A quote that is never closed makes the line malformed, because it may include what the proxy appended. Elements are
 * then parsed strictly from the right.
 */
final class ForwardedHeader extends HopReader {

    /** The number of last commas outside quotes that are kept, enough for all hops that are read. */
    private static final int COMMAS = 64;

    private int at;

    ForwardedHeader(Predicate<IpAddress> trusted, IpAddress.Reader<IpAddress> reader) {
        super(trusted, reader);
    }

    @Override
    void readLine(String line) {
        int[] commas = new int[COMMAS];
        int count = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                commas[count++ % COMMAS] = i;
            }
        }
        if (quoted) {
            nobody(HeaderFault.OPEN_QUOTE);
            return;
        }
        int end = line.length();
        for (int i = count - 1; i >= Math.max(0, count - COMMAS); i--) {
            int comma = commas[i % COMMAS];
            if (element(line, comma + 1, end)) {
                return;
            }
            end = comma;
        }
        if (count <= COMMAS) {
            element(line, 0, end);
        }
    }

    /** Parses {@code pair *( ";" pair )} and passes on the value of {@code for}. Returns whether to stop. */
    private boolean element(String line, int from, int to) {
        at = skipBlanks(line, from, to);
        if (at == to) {
            return nobody(HeaderFault.EMPTY);
        }
        int forFrom = -1;
        int forTo = -1;
        int seen = 0;
        while (at < to) {
            if (line.charAt(at) != ';') {
                int nameFrom = at;
                at = skipToken(line, at, to);
                int known = known(line, nameFrom, at);
                if (at == nameFrom || at == to || line.charAt(at) != '=' || (seen & known) != 0) {
                    return malformed(line, from, to);
                }
                seen |= known;
                int valueFrom = ++at;
                boolean quoted = at < to && line.charAt(at) == '"';
                at = quoted ? skipQuoted(line, at, to) : skipToken(line, at, to);
                if (at <= valueFrom) {
                    return malformed(line, from, to);
                }
                if (known == 1) {
                    forFrom = quoted ? valueFrom + 1 : valueFrom;
                    forTo = quoted ? at - 1 : at;
                }
                at = skipBlanks(line, at, to);
                if (at < to && line.charAt(at) != ';') {
                    return malformed(line, from, to);
                }
            }
            at = at < to ? skipBlanks(line, at + 1, to) : at;
        }
        return forFrom < 0 ? nobody(HeaderFault.in(line, from, to, HeaderFault.NO_FOR)) : hop(line, forFrom, forTo, false);
    }

    private boolean malformed(String line, int from, int to) {
        return nobody(HeaderFault.in(line, from, to, HeaderFault.MALFORMED));
    }

    /** Returns a bit for each parameter of RFC 7239, section 5, which an element may have at most once; 1 is {@code for}. */
    private static int known(String line, int from, int to) {
        String[] names = {"for", "by", "host", "proto"};
        for (int i = 0; i < names.length; i++) {
            if (to - from == names[i].length() && line.regionMatches(true, from, names[i], 0, to - from)) {
                return 1 << i;
            }
        }
        return 0;
    }

    @Override
    boolean isPort(String line, int from, int to) {
        if (from + 1 < to && line.charAt(from) == '_') { // an obfuscated port, RFC 7239, section 6.2
            for (int i = from + 1; i < to; i++) {
                char c = line.charAt(i);
                if (!isTokenCharacter(c) || "!#$%&'*+^`|~".indexOf(c) >= 0) {
                    return false;
                }
            }
            return true;
        }
        return super.isPort(line, from, to);
    }

    private static int skipToken(String line, int from, int to) {
        int i = from;
        while (i < to && isTokenCharacter(line.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Returns the index after the closing quote; the earlier scan has made sure that there is one. */
    private static int skipQuoted(String line, int from, int to) {
        int i = from + 1;
        while (i < to && line.charAt(i) != '"') {
            i += line.charAt(i) == '\\' ? 2 : 1;
        }
        return i < to ? i + 1 : from;
    }

    private static boolean isTokenCharacter(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}
