package org.iprestriction.admin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** The words for how many: {@code 1 address}, {@code 2,571 addresses}, 2<sup>80</sup> addresses. */
final class Counts {
    private static final BigInteger EXACT_BELOW = BigInteger.ONE.shiftLeft(53);

    private Counts() {}

    /** The number alone: exact with comma grouping below 2^53, then a power of two, else rounded to two digits. */
    static Phrase number(BigInteger n) {
        if (n.compareTo(EXACT_BELOW) < 0) {
            return Phrase.of(String.format(Locale.ROOT, "%,d", n));
        }
        if (n.bitCount() == 1) {
            return Phrase.of("2").raised(Integer.toString(n.getLowestSetBit()));
        }
        BigDecimal two = new BigDecimal(n).round(new MathContext(2, RoundingMode.HALF_UP));
        int exponent = two.precision() - two.scale() - 1;
        String digits = two.movePointLeft(exponent).setScale(1, RoundingMode.UNNECESSARY).toPlainString();
        return Phrase.of("about " + digits + " × 10").raised(Integer.toString(exponent));
    }

    static Phrase addresses(BigInteger n) {
        return number(n).text(n.equals(BigInteger.ONE) ? " address" : " addresses");
    }

    static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** {@code 1 entry}, {@code 3 entries}. */
    static String entries(long n) {
        return number(n) + (n == 1 ? " entry" : " entries");
    }
}
