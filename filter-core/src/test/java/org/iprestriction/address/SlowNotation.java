package org.iprestriction.address;

import java.math.BigInteger;
import org.iprestriction.address.Notation.Kind;

/** Reads notations the slow, obviously right way, by numbers without end. What is written is judged, not explained. */
record SlowNotation(Kind kind, boolean ipv4, BigInteger first, BigInteger last) {

    /** Returns what a text means, or null if it is not a notation. */
    static SlowNotation read(String text) {
        String notation = text.replaceAll("^ +| +$", "");
        int slash = notation.indexOf('/');
        int dash = notation.indexOf('-');
        if (notation.length() > 100) {
            return null;
        }
        if (slash >= 0) {
            return network(notation.substring(0, slash), notation.substring(slash + 1));
        }
        if (dash >= 0) {
            return dash(notation.substring(0, dash).replaceAll("^ +| +$", ""),
                    notation.substring(dash + 1).replaceAll("^ +| +$", ""));
        }
        BigInteger address = number(notation);
        return address == null ? null : new SlowNotation(Kind.SINGLE, isIpv4(notation), address, address);
    }

    private static SlowNotation network(String left, String right) {
        BigInteger address = number(left);
        if (address == null) {
            return null;
        }
        boolean ipv4 = isIpv4(left);
        int bits = ipv4 ? 32 : 128;
        if (right.matches("0|[1-9][0-9]{0,2}")) {
            return network(Kind.PREFIX, ipv4, address, bits - Integer.parseInt(right));
        }
        BigInteger mask = ipv4 && isIpv4(right) ? number(right) : null;
        for (int free = 0; mask != null && free <= 32; free++) {
            if (mask.equals(BigInteger.TWO.pow(32).subtract(BigInteger.TWO.pow(free)))) {
                return network(Kind.MASK, true, address, free);
            }
        }
        return null;
    }

    private static SlowNotation network(Kind kind, boolean ipv4, BigInteger address, int free) {
        if (free < 0 || address.mod(BigInteger.TWO.pow(free)).signum() != 0) {
            return null;
        }
        return new SlowNotation(kind, ipv4, address, address.add(BigInteger.TWO.pow(free)).subtract(BigInteger.ONE));
    }

    private static SlowNotation dash(String left, String right) {
        BigInteger first = number(left);
        BigInteger last = number(right);
        boolean ipv4 = isIpv4(left);
        Kind kind = Kind.DASH;
        if (ipv4 && right.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(right) <= 255) {
            kind = Kind.SHORT;
            last = number(left.substring(0, left.lastIndexOf('.') + 1) + right);
        } else if (last != null && isIpv4(right) != ipv4) {
            return null;
        }
        return first == null || last == null || first.compareTo(last) > 0 ? null
                : new SlowNotation(kind, ipv4, first, last);
    }

    private static boolean isIpv4(String literal) {
        return literal.indexOf(':') < 0;
    }

    /** Returns the bits of a literal as a number, or null if it is not a literal or is an IPv4 address written as IPv6. */
    private static BigInteger number(String literal) {
        IpAddress address = SlowReader.read(literal);
        return address == null || address.isIpv4() != isIpv4(literal) ? null : number(address);
    }

    static BigInteger number(IpAddress address) {
        return new BigInteger(Long.toUnsignedString(address.high())).shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(address.low())));
    }
}
