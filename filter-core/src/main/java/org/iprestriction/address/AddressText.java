package org.iprestriction.address;

/**
 * The canonical text of addresses: dotted quad for IPv4, and
 * <a href="https://www.rfc-editor.org/rfc/rfc5952#section-4">RFC 5952, section 4</a> for IPv6.
 */
final class AddressText {

    private AddressText() {
    }

    static String ipv4(int bits) {
        return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
    }

    static String ipv6(long high, long low) {
        int zerosFrom = -1;
        int zeros = 1; // a single zero group is never shortened (RFC 5952, section 4.2.2)
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && group(high, low, i + run) == 0) {
                run++;
            }
            if (run > zeros) { // the first of equal runs wins (section 4.2.3)
                zeros = run;
                zerosFrom = i;
            }
            i += run;
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == zerosFrom) {
                text.append("::");
                i += zeros - 1;
            } else {
                if (i > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                appendHex(text, group(high, low, i));
            }
        }
        return text.toString();
    }

    /** Appends a number from 0 to ffff without leading zeros. */
    private static void appendHex(StringBuilder text, int group) {
        for (int shift = group > 0xfff ? 12 : group > 0xff ? 8 : group > 0xf ? 4 : 0; shift >= 0; shift -= 4) {
            text.append(Character.forDigit(group >>> shift & 0xf, 16));
        }
    }

    private static int group(long high, long low, int index) {
        return (int) ((index < 4 ? high : low) >>> (3 - index % 4) * 16) & 0xffff;
    }
}
