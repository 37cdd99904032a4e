package org.iprestriction.address;

import java.util.List;

/**
 * The text form of an address or range as somebody wrote it: the kind of notation and the range it denotes.
 *
 * <p>There are five kinds of notation, for IPv4 and, where noted, for IPv6:
 * <ul>
 * <li>{@link Kind#SINGLE} {@code 203.0.113.10} (also IPv6)
 * <li>{@link Kind#PREFIX} {@code 192.168.0.0/16} (also IPv6), with all host bits zero
 *     (<a href="https://www.rfc-editor.org/rfc/rfc4632#section-3.1">RFC 4632, section 3.1</a>)
 * <li>{@link Kind#MASK} {@code 192.168.0.0/255.255.255.0}
 * <li>{@link Kind#DASH} {@code 192.168.0.10 - 192.168.10.20} (also IPv6)
 * <li>{@link Kind#SHORT} {@code 192.168.10.10-20}, if only the last number differs
 * </ul>
 *
 * <p>Immutable and thread-safe. Two notations are equal if their canonical texts are
 * equal; it is not enough that they denote the same range.
 */
public final class Notation {

    /** The kind of a notation. */
    public enum Kind {
        /** One address. */
        SINGLE,
        /** A network and its prefix length. */
        PREFIX,
        /** An IPv4 network and its netmask. */
        MASK,
        /** The first and the last address. */
        DASH,
        /** An IPv4 address and the last number of the end address. */
        SHORT
    }

    /** What the input should be. This only affects the wording of an error message, never whether a text is accepted. */
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
     * Parses a notation. Spaces (U+0020) at either end and around a dash are ignored, no other characters are.
     *
     * @param text the text, not null
     * @return the notation
     * @throws IpFormatException if the text is none of the notations above
     */
    public static Notation parse(String text) {
        return parse(text, Wanted.RANGE);
    }

    /**
     * Parses a notation like {@link #parse(String)}, with error messages worded for the expected input.
     *
     * @param text the text, not null
     * @param wanted what the input should be, not null
     * @return the notation, which may be a range even if an address was wanted
     * @throws IpFormatException if the text is none of the notations above
     */
    public static Notation parse(String text, Wanted wanted) {
        return NotationParser.parse(text, wanted);
    }

    static Notation single(IpAddress address) {
        return new Notation(Kind.SINGLE, IpRange.of(address, address), address.toString());
    }

    static Notation prefix(IpAddress network, int prefix) {
        IpRange range = IpRange.network(network, prefix);
        return new Notation(Kind.PREFIX, range, range.first() + "/" + prefix); // the range then knows the text of its first address
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
     * Returns the kind of this notation.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the range that this notation denotes.
     *
     * @return the range; for {@link Kind#SINGLE}, it contains one address
     */
    public IpRange range() {
        return range;
    }

    /**
     * Checks that this is not a single address that no caller can have.
     *
     * @return this
     * @throws IpFormatException if this is of kind {@link Kind#SINGLE} and is the unspecified address or a multicast
     *     address
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
     * Checks that the range is not larger than the largest range allowed in a list.
     *
     * @param ipv4Prefix the prefix length of the largest IPv4 range, 1 to 32
     * @param ipv6Prefix the prefix length of the largest IPv6 range, 1 to 128
     * @return this
     * @throws IpFormatException if the range is larger or contains a whole address family; its corrections are the
     *     parts of the range, if there are few
     */
    public Notation requireAtMost(int ipv4Prefix, int ipv6Prefix) {
        int largest = range.isIpv4() ? ipv4Prefix : ipv6Prefix;
        if (range.isAtMost(largest)) {
            return this;
        }
        if (range.prefix() == 0) {
            throw new IpFormatException("range.everything", text + " contains every " + (range.isIpv4() ? "IPv4" : "IPv6")
                    + " address, which switches the restriction off. Enter a smaller range.", List.of());
        }
        throw TooLarge.refusal(this, largest);
    }

    /**
     * Returns the canonical text: the notation as written, with IPv6 addresses in the form of
     * <a href="https://www.rfc-editor.org/rfc/rfc5952#section-4">RFC 5952, section 4</a>, {@code " - "} between two
     * addresses, and no other spaces.
     *
     * @return the text, which {@link #parse(String)} reads as an equal notation
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
