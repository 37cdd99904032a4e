package org.iprestriction.address;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Creates the error message for a range that is too large for a list: its size, the setting that limits it, and its parts. */
final class TooLarge {

    /** The maximum number of parts that are offered as corrections. */
    private static final int MOST_PARTS = 8;
    /** Above this number of parts, the message does not suggest splitting the range. */
    private static final BigInteger MOST_COUNTED = BigInteger.valueOf(100_000);

    private TooLarge() {
    }

    static IpFormatException refusal(Notation notation, int largest) {
        IpRange range = notation.range();
        int bits = range.isIpv4() ? 32 : 128;
        BigInteger count = place(range.last(), bits - largest).subtract(place(range.first(), bits - largest))
                .add(BigInteger.ONE);
        List<Notation> parts = count.bitLength() < 5 && count.intValue() <= MOST_PARTS ? parts(range, largest) : List.of();
        String advice = "";
        if (!parts.isEmpty()) {
            advice = "its " + parts.size() + " parts one by one, beginning with " + parts.get(0);
        } else if (count.compareTo(MOST_COUNTED) <= 0) {
            advice = "it in " + SizeText.grouped(count) + " parts of at most that size";
        } else {
            advice = "a smaller range";
        }
        int needed = bits - range.size().subtract(BigInteger.ONE).bitLength();
        return new IpFormatException("range.too_large", notation + " contains " + range.sizeText()
                + ". The largest range allowed is a /" + largest + " ("
                + IpRange.network(range.first(), largest).sizeText() + "). Enter " + advice
                + (needed == 0 ? "." : ", or set largest-range-" + (range.isIpv4() ? "ipv4" : "ipv6") + " to /" + needed + "."),
                parts);
    }

    /** Returns the number of the network with that many host bits that contains an address. */
    private static BigInteger place(IpAddress address, int free) {
        return address.number().shiftRight(free);
    }

    /** Splits a range at the boundaries of networks of that prefix length; empty if a part has no valid notation. */
    private static List<Notation> parts(IpRange range, int largest) {
        List<Notation> parts = new ArrayList<>();
        IpAddress first = range.first();
        while (true) {
            IpAddress end = IpRange.network(first, largest).last();
            IpAddress last = end.compareTo(range.last()) < 0 ? end : range.last();
            Notation part = NotationParser.parseOrNull(IpRange.of(first, last).toString());
            if (part == null) { // within the block of IPv4-mapped addresses
                return List.of();
            }
            parts.add(part);
            if (last.equals(range.last())) {
                return parts;
            }
            first = last.next();
        }
    }
}
