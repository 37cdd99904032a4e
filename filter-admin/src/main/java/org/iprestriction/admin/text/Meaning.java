package org.iprestriction.admin.text;

import java.math.BigInteger;
import org.iprestriction.address.IpRange;
import org.iprestriction.address.Notation;

/** The meaning of a notation in words: its first and last address and their number. */
public final class Meaning {
    private Meaning() {}

    /**
     * Returns the line below an address in the list, which contains only what the notation does not show already. It is empty
     * for a single address; it is the number of addresses if both ends are visible, and for IPv6 networks.
     */
    public static Phrase below(Notation notation) {
        IpRange range = notation.range();
        return switch (notation.kind()) {
            case SINGLE -> Phrase.EMPTY;
            case DASH -> count(range);
            case PREFIX, MASK, SHORT -> !range.isIpv4() || one(range) ? count(range)
                    : Phrase.EMPTY.nowrap(ends(range)).text(" · ").nowrap(count(range).toString());
        };
    }

    /** Returns the line for the preview and the messages: {@code 192.168.0.0 – 192.168.0.255 · 256 addresses}. */
    public static Phrase whole(Notation notation) {
        IpRange range = notation.range();
        boolean asWritten = one(range) || notation.kind() == Notation.Kind.PREFIX && !range.isIpv4();
        return Phrase.of((asWritten ? shown(notation) : ends(range)) + " · ").then(count(range));
    }

    /** Returns a phrase such as {@code 256 addresses}. */
    public static Phrase count(IpRange range) {
        return Counts.addresses(range);
    }

    public static boolean one(IpRange range) {
        return range.size().equals(BigInteger.ONE);
    }

    private static String shown(Notation notation) {
        return notation.kind() == Notation.Kind.DASH ? ends(notation.range()) : notation.toString();
    }

    /** Returns both ends with an en dash, for reading and not for pasting. */
    private static String ends(IpRange range) {
        return range.first() + " – " + range.last();
    }
}
