package org.iprestriction.address;

import java.util.List;

/**
 * What somebody wrote to name one address or a range: the way of writing and the range it means.
 *
 * <p>Five ways are understood, for IPv4 and, where marked, for IPv6:
 * <ul>
 * <li>{@link Kind#SINGLE} {@code 203.0.113.10} (and IPv6)
 * <li>{@link Kind#PREFIX} {@code 192.168.0.0/16} (and IPv6), host bits zero (RFC 4632 section 3.1)
 * <li>{@link Kind#MASK} {@code 192.168.0.0/255.255.255.0}
 * <li>{@link Kind#DASH} {@code 192.168.0.10 - 192.168.10.20} (and IPv6)
 * <li>{@link Kind#SHORT} {@code 192.168.10.10-20}, where only the last number differs
 * </ul>
 *
 * <p>Immutable and thread-safe. Two notations are equal if they are written alike, not if they mean the same range.
 */
public final class Notation {

    /** The way a notation is written. */
    public enum Kind {
        /** One address. */
        SINGLE,
        /** A network and the length of its prefix. */
        PREFIX,
        /** An IPv4 network and its mask. */
        MASK,
        /** The first and the last address. */
        DASH,
        /** An IPv4 address and the last number of the end. */
        SHORT
    }

    /** What the writer was asked for; chooses between two wordings of a refusal, never between two verdicts. */
    public enum Wanted {
        /** One address. */
        ADDRESS,
        /** A range. */
        RANGE
    }

    private final Kind kind;
    private final IpRange range;
    private final String text;

    private Notation(Kind kind, IpRange range, String text) {
        this.kind = kind;
        this.range = range;
        this.text = text;
    }

    /**
     * Reads a notation. Spaces (U+0020) at either end and around a dash are ignored; nothing else is.
     *
     * @param text the text, not null
     * @return the notation
     * @throws IpFormatException if the text is none of the notations above
     */
    public static Notation parse(String text) {
        return parse(text, Wanted.RANGE);
    }

    /**
     * Reads a notation, as {@link #parse(String)} does, and words a refusal for what was asked for.
     *
     * @param text the text, not null
     * @param wanted what the writer was asked for, not null
     * @return the notation, which may be a range although an address was wanted
     * @throws IpFormatException if the text is none of the notations above
     */
    public static Notation parse(String text, Wanted wanted) {
        return NotationParser.parse(text, wanted);
    }

    static Notation single(IpAddress address) {
        return new Notation(Kind.SINGLE, IpRange.of(address, address), address.toString());
    }

    static Notation prefix(IpAddress network, int prefix) {
        return new Notation(Kind.PREFIX, IpRange.network(network, prefix), network + "/" + prefix);
    }

    static Notation mask(IpAddress network, int prefix) {
        IpAddress mask = IpAddress.ofIpv4((int) ~(0xffffffffL >>> prefix));
        return new Notation(Kind.MASK, IpRange.network(network, prefix), network + "/" + mask);
    }

    static Notation dash(IpAddress first, IpAddress last) {
        return new Notation(Kind.DASH, IpRange.of(first, last), first + " - " + last);
    }

    static Notation shortDash(IpAddress first, int lastNumber) {
        IpAddress last = IpAddress.ofIpv4((int) first.low() & ~255 | lastNumber);
        return new Notation(Kind.SHORT, IpRange.of(first, last), first + "-" + lastNumber);
    }

    /**
     * Returns the way this is written.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns what this means.
     *
     * @return the range; of one address for {@link Kind#SINGLE}
     */
    public IpRange range() {
        return range;
    }

    /**
     * Refuses a single address that no caller can have.
     *
     * @return this
     * @throws IpFormatException if this is the unspecified address or a multicast address, written as one address
     */
    public Notation requireCaller() {
        IpAddress address = range.first();
        if (kind != Kind.SINGLE) {
            return this;
        }
        if (address.high() == 0 && address.low() == 0) {
            throw new IpFormatException("address.unspecified",
                    "No caller can have the address " + address + ". Enter a different one.", List.of());
        }
        if (address.isIpv4() ? address.low() >>> 28 == 0xe : address.high() >>> 56 == 0xff) {
            throw new IpFormatException("address.multicast",
                    address + " is a multicast address. No caller can have it. Enter a different one.", List.of());
        }
        return this;
    }

    /**
     * Refuses a range that is larger than the largest one wanted on a list.
     *
     * @param ipv4Prefix the prefix length of the largest IPv4 range, 1 to 32
     * @param ipv6Prefix the prefix length of the largest IPv6 range, 1 to 128
     * @return this
     * @throws IpFormatException if this is larger, or holds a whole family; it offers the parts where they are few
     */
    public Notation requireAtMost(int ipv4Prefix, int ipv6Prefix) {
        if (range.prefix() == 0) {
            throw new IpFormatException("range.everything", text + " contains every " + (range.isIpv4() ? "IPv4" : "IPv6")
                    + " address, which switches the restriction off. Enter a smaller range.", List.of());
        }
        int largest = range.isIpv4() ? ipv4Prefix : ipv6Prefix;
        if (range.size().compareTo(IpRange.network(range.first(), largest).size()) > 0) {
            throw TooLarge.refusal(this, largest);
        }
        return this;
    }

    /**
     * Returns the canonical text: what was written, with IPv6 as in RFC 5952, {@code " - "} between two addresses and no
     * other space.
     *
     * @return the text, which {@link #parse(String)} reads back to an equal notation
     */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Notation that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
