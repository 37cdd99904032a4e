package org.iprestriction.address;

import org.iprestriction.address.IpAddress.Reader;

/**
 * The one scanner of address literals, used by every door: form, API, settings, headers and socket address. One pass
 * over {@code charAt}, no allocation, no exception, no locale.
 */
final class AddressLiteral {

    /** Longest literal: six groups of four, and a dotted quad. */
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
     * Reads a dotted quad of 7 to 15 characters. Whether an octet has one, two or three digits is a coin toss for the
     * branch predictor, so the lengths become masks; every fault sets the sign bit of {@code fault}, asked once.
     */
    private static long ipv4(CharSequence text, int from, int to) {
        int at = from;
        int bits = 0;
        int fault = 0;
        for (int octet = 0; octet < 4; octet++) {
            if (at >= to) {
                return NOT_IPV4;
            }
            int c1 = at + 1 < to ? text.charAt(at + 1) : '.';
            int c2 = at + 2 < to ? text.charAt(at + 2) : '.';
            int ends1 = (c1 ^ '.') - 1 >> 31; // all ones where the octet ends after one digit
            int ends2 = (c2 ^ '.') - 1 >> 31 | ends1;
            int d0 = text.charAt(at) - '0';
            int d1 = c1 - '0';
            int d2 = c2 - '0';
            int two = d0 * 10 + d1;
            int value = d0 & ends1 | two & ~ends1 & ends2 | two * 10 + d2 & ~ends2;
            fault |= d0 | 9 - d0 | (d1 | 9 - d1 | d0 - 1) & ~ends1 | (d2 | 9 - d2) & ~ends2 | 255 - value;
            bits = bits << 8 | value;
            at += 4 + ends1 + ends2; // past the dot
            if (octet < 3 && at <= to && text.charAt(at - 1) != '.') {
                return NOT_IPV4;
            }
        }
        return fault >= 0 && at == to + 1 ? Integer.toUnsignedLong(bits) : NOT_IPV4;
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
