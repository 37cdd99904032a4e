package org.iprestriction.address;

import org.iprestriction.address.IpAddress.Reader;

/**
 * The scanner for address literals. Every entry point uses it: form, API, settings, headers and socket address. It
 * makes one pass with {@code charAt}, does not allocate, throws no exceptions and does not depend on the locale.
 */
final class AddressLiteral {

    /** The length of the longest literal: six groups of four digits and a dotted quad. */
    static final int LONGEST = 45;

    private static final int SHORTEST_IPV4 = 7;
    private static final int LONGEST_IPV4 = 15;
    private static final long NOT_IPV4 = -1;

    private static final byte[] HEX = new byte['f' + 1];

    static {
        java.util.Arrays.fill(HEX, (byte) -1);
        for (int i = 0; i < 16; i++) {
            HEX[Character.forDigit(i, 16)] = (byte) i;
        }
        for (int i = 10; i < 16; i++) {
            HEX['A' + i - 10] = (byte) i;
        }
    }

    private AddressLiteral() {
    }

    static <R> R read(CharSequence text, int from, int to, Reader<R> reader) {
        int length = to - from;
        if (length >= SHORTEST_IPV4 && length <= LONGEST_IPV4) {
            long bits = ipv4(text, from, to);
            if (bits >= 0) {
                return reader.ipv4((int) bits);
            }
        }
        return length >= 2 && length <= LONGEST ? ipv6(text, from, to, reader) : reader.unreadable();
    }

    /**
     * Reads a dotted quad of 7 to 15 characters: two octets from the left and two from the right, as two independent
     * dependency chains that must meet at the middle dot. The branch predictor cannot guess how many digits an octet
     * has, so the length is expressed as bit masks and errors as a sign bit that is checked once.
     */
    private static long ipv4(CharSequence text, int from, int to) {
        int b = text.charAt(from + 1);
        int c = text.charAt(from + 2);
        int one = ifDot(b);
        int two = one | ifDot(c);
        int first = octetFrom(text.charAt(from) - '0', b - '0', c - '0', one, two);
        int leftDot = from + 3 + one + two;

        b = text.charAt(leftDot + 2);
        c = text.charAt(leftDot + 3);
        one = ifDot(b);
        two = one | ifDot(c);
        int second = octetFrom(text.charAt(leftDot + 1) - '0', b - '0', c - '0', one, two);
        int middleDot = leftDot + 4 + one + two;

        b = text.charAt(to - 2);
        c = text.charAt(to - 3);
        one = ifDot(b);
        two = one | ifDot(c);
        int fourth = octetBefore(text.charAt(to - 1) - '0', b - '0', c - '0', one, two);
        int rightDot = to - 4 - one - two;

        b = text.charAt(rightDot - 2);
        c = text.charAt(rightDot - 3);
        one = ifDot(b);
        two = one | ifDot(c);
        int third = octetBefore(text.charAt(rightDot - 1) - '0', b - '0', c - '0', one, two);

        boolean whole = (first | second | third | fourth) >= 0 && middleDot == rightDot - 4 - one - two
                && text.charAt(leftDot) == '.' && text.charAt(middleDot) == '.' && text.charAt(rightDot) == '.';
        return whole ? Integer.toUnsignedLong(first << 24 | second << 16 | third << 8 | fourth) : NOT_IPV4;
    }

    /** Returns all ones for a dot, otherwise zero. */
    private static int ifDot(int c) {
        return (c ^ '.') - 1 >> 31;
    }

    /**
     * Returns the octet that begins with the characters a, b and c, or a negative number if it is invalid.
     *
     * @param one all ones if the octet has one digit
     * @param two all ones if it has one or two digits
     */
    private static int octetFrom(int a, int b, int c, int one, int two) {
        int ab = a * 10 + b;
        int value = a & one | ab & two & ~one | ab * 10 + c & ~two;
        return value | (a | 9 - a | 255 - value | (a - 1 | b | 9 - b) & ~one | (c | 9 - c) & ~two) >> 31;
    }

    /** Returns the octet that ends with the characters c, b and a, in the same way. */
    private static int octetBefore(int a, int b, int c, int one, int two) {
        int value = a + (b * 10 & ~one) + (c * 100 & ~two);
        return value | (a | 9 - a | 255 - value | (b | 9 - b) & ~one | b - 1 & two & ~one | (c - 1 | 9 - c) & ~two) >> 31;
    }

    private static <R> R ipv6(CharSequence text, int from, int to, Reader<R> reader) {
        long high = 0; // groups read since the start or since "::"
        long low = 0;
        int groups = 0;
        long headHigh = 0; // groups before "::"
        long headLow = 0;
        int headGroups = -1;
        int at = from;
        if (text.charAt(at) == ':') {
            if (text.charAt(at + 1) != ':') {
                return reader.unreadable();
            }
            headGroups = 0;
            at += 2;
        }
        while (at < to) {
            int start = at;
            int group = 0;
            int digit;
            while (at < to && (digit = hex(text.charAt(at))) >= 0) {
                group = group << 4 | digit;
                at++;
            }
            if (at < to && text.charAt(at) == '.') {
                long tail = to - start <= LONGEST_IPV4 && to - start >= SHORTEST_IPV4 ? ipv4(text, start, to) : NOT_IPV4;
                if (tail < 0) {
                    return reader.unreadable();
                }
                high = high << 32 | low >>> 32;
                low = low << 32 | tail;
                groups += 2;
                break;
            }
            if (at == start || at - start > 4) {
                return reader.unreadable();
            }
            high = high << 16 | low >>> 48;
            low = low << 16 | group;
            groups++;
            if (at == to) {
                break;
            }
            if (text.charAt(at) != ':' || ++at == to) {
                return reader.unreadable();
            }
            if (text.charAt(at) == ':') {
                if (headGroups >= 0) {
                    return reader.unreadable();
                }
                headHigh = high;
                headLow = low;
                headGroups = groups;
                high = 0;
                low = 0;
                groups = 0;
                at++;
            }
        }
        if (headGroups < 0) {
            return groups == 8 ? answer(high, low, reader) : reader.unreadable();
        }
        if (headGroups + groups > 7) {
            return reader.unreadable();
        }
        int shift = (8 - headGroups) * 16; // 16 to 128
        if (shift >= 64) {
            headHigh = shift == 128 ? 0 : headLow << shift - 64;
            headLow = 0;
        } else {
            headHigh = headHigh << shift | headLow >>> 64 - shift;
            headLow <<= shift;
        }
        return answer(headHigh | high, headLow | low, reader);
    }

    private static <R> R answer(long high, long low, Reader<R> reader) {
        return IpAddress.isMapped(high, low) ? reader.ipv4((int) low) : reader.ipv6(high, low);
    }

    private static int hex(char c) {
        return c < HEX.length ? HEX[c] : -1;
    }
}
