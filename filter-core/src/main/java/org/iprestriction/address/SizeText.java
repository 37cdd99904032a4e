package org.iprestriction.address;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Formats the size of a range. Nobody can picture 2^99 addresses, so the size of an IPv6 range is also given in
 * networks of the sizes that are commonly assigned: a /32 to a provider, a /48 to a site
 * (<a href="https://www.rfc-editor.org/rfc/rfc6177">RFC 6177</a>), a /64 to one network
 * (<a href="https://www.rfc-editor.org/rfc/rfc4291#section-2.5.4">RFC 4291, section 2.5.4</a>).
 */
final class SizeText {

    private static final int EXACT_BITS = 53;
    private static final int[] HANDED_OUT = {32, 48, 64};

    private SizeText() {
    }

    static String of(IpRange range) {
        BigInteger size = range.size();
        if (size.equals(BigInteger.ONE)) {
            return "1 address";
        }
        String addresses = number(size) + " addresses";
        int unit = range.isIpv4() ? 0 : unit(range, size);
        if (unit == 0) {
            return (size.bitLength() <= EXACT_BITS || size.bitCount() == 1 ? "" : "about ") + addresses;
        }
        boolean cut = range.first().equals(IpRange.network(range.first(), unit).first())
                && range.last().equals(IpRange.network(range.last(), unit).last());
        BigInteger networks = new BigDecimal(size)
                .divide(new BigDecimal(BigInteger.ONE.shiftLeft(128 - unit)), 0, RoundingMode.HALF_UP).toBigInteger();
        return (cut ? "" : "about ") + grouped(networks) + (networks.equals(BigInteger.ONE) ? " network" : " networks")
                + " of /" + unit + ", " + (cut && size.bitCount() != 1 ? "about " : "") + addresses;
    }

    /**
     * Returns the largest commonly assigned prefix length that fits at least twice, or 64 for exactly one /64; 0 if
     * none fits.
     */
    private static int unit(IpRange range, BigInteger size) {
        for (int prefix : HANDED_OUT) {
            if (size.bitLength() > 129 - prefix) {
                return prefix;
            }
        }
        return range.prefix() == 64 ? 64 : 0;
    }

    private static String number(BigInteger size) {
        if (size.bitLength() <= EXACT_BITS) {
            return grouped(size);
        }
        if (size.bitCount() == 1) {
            return "2^" + (size.bitLength() - 1);
        }
        BigDecimal rounded = new BigDecimal(size).round(new MathContext(2, RoundingMode.HALF_UP));
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(exponent).setScale(1, RoundingMode.HALF_UP) + " × 10^" + exponent;
    }

    static String grouped(BigInteger number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
