package org.iprestriction.address;

import java.math.BigInteger;

/**
 * An IPv4 or IPv6 address: a family and 32 or 128 bits.
 *
 * <p>An IPv4-mapped IPv6 address such as {@code ::ffff:192.0.2.1}
 * (<a href="https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2">RFC 4291, section 2.5.5.2</a>) is represented as
 * the IPv4 address; no instance contains the mapped form. All other IPv6 addresses that embed an IPv4 address
 * (IPv4-compatible, 6to4, NAT64) remain IPv6 addresses.
 *
 * <p>The natural order places all IPv4 addresses before all IPv6 addresses. Within a family, addresses are ordered by
 * their bits, as unsigned numbers. The order is consistent with equals.
 *
 * <p>Immutable and thread-safe.
 */
public final class IpAddress implements Comparable<IpAddress> {

    private static final long MAPPED_PREFIX = 0xffffL;

    private static final Reader<IpAddress> TO_ADDRESS = new Reader<>() {
        @Override
        public IpAddress ipv4(int bits) {
            return ofIpv4(bits);
        }

        @Override
        public IpAddress ipv6(long high, long low) {
            return new IpAddress(false, high, low);
        }

        @Override
        public IpAddress unreadable() {
            return null;
        }
    };

    private final boolean ipv4;
    private final long high;
    private final long low;
    /** Created on first use; a race may create the same text twice, which is harmless. */
    private String text;

    private IpAddress(boolean ipv4, long high, long low) {
        this.ipv4 = ipv4;
        this.high = high;
        this.low = low;
    }

    /**
     * Receives the result of {@link #read}, so that no intermediate object is needed for the bits.
     *
     * @param <R> the type of the result
     */
    public interface Reader<R> {
        /**
         * Receives an IPv4 address, written as IPv4 or IPv4-mapped.
         *
         * @param bits the 32 bits in network order
         * @return the result for that address; may be null if the reader defines it
         */
        R ipv4(int bits);

        /**
         * Receives an IPv6 address that is not IPv4-mapped.
         *
         * @param high the first 64 bits
         * @param low the last 64 bits
         * @return the result for that address; may be null if the reader defines it
         */
        R ipv6(long high, long low);

        /**
         * Called if the text is not an address literal.
         *
         * @return the result for unreadable text; may be null if the reader defines it
         */
        R unreadable();
    }

    /**
     * Reads a strict address literal from part of a text, without allocating: a dotted quad without leading zeros, or
     * any text form of <a href="https://www.rfc-editor.org/rfc/rfc4291#section-2.2">RFC 4291, section 2.2</a>. Never
     * throws for malformed text, and reads at most 45 characters.
     *
     * @param text the text that contains the literal, not null
     * @param from the index of the literal's first character
     * @param to the index after its last character
     * @param reader receives the bits, not null
     * @param <R> the type of the result
     * @return the result of the reader
     */
    public static <R> R read(CharSequence text, int from, int to, Reader<R> reader) {
        return AddressLiteral.read(text, from, to, reader);
    }

    /**
     * Returns the address in a text, or null if the text is not an address literal.
     *
     * @param text the text, not null; it is not trimmed
     * @return the address, or null
     */
    public static IpAddress parseOrNull(CharSequence text) {
        return AddressLiteral.read(text, 0, text.length(), TO_ADDRESS);
    }

    /**
     * Returns the address in a text. Spaces (U+0020) at either end are ignored, no other characters are.
     *
     * @param text the text, not null
     * @return the address
     * @throws IpFormatException if the text is not one address literal; its message says what to write instead
     */
    public static IpAddress parse(String text) {
        return NotationParser.parseAddress(text);
    }

    /**
     * Returns the IPv4 address with these bits.
     *
     * @param bits the 32 bits in network order
     * @return the address
     */
    public static IpAddress ofIpv4(int bits) {
        return new IpAddress(true, 0, Integer.toUnsignedLong(bits));
    }

    /**
     * Returns the address with these 128 bits. If they are IPv4-mapped, returns the IPv4 address.
     *
     * @param high the first 64 bits
     * @param low the last 64 bits
     * @return the address
     */
    public static IpAddress ofIpv6(long high, long low) {
        return isMapped(high, low) ? ofIpv4((int) low) : new IpAddress(false, high, low);
    }

    /**
     * Returns a bound of an IPv6 range that may be inside the IPv4-mapped block, such as the last address of
     * {@code ::/80}. It is only used in comparisons and never represents a caller.
     */
    static IpAddress limitOfIpv6(long high, long low) {
        return new IpAddress(false, high, low);
    }

    static boolean isMapped(long high, long low) {
        return high == 0 && low >>> 32 == MAPPED_PREFIX;
    }

    /**
     * Returns whether this is an IPv4 address.
     *
     * @return true for IPv4, false for IPv6
     */
    public boolean isIpv4() {
        return ipv4;
    }

    /**
     * Returns the first 64 bits.
     *
     * @return the bits; 0 for IPv4
     */
    public long high() {
        return high;
    }

    /**
     * Returns the last 64 bits.
     *
     * @return the bits; for IPv4 the 32 bits as a number from 0 to 2^32 - 1
     */
    public long low() {
        return low;
    }

    /** Returns the bits as a number. */
    BigInteger number() {
        return new BigInteger(Long.toUnsignedString(high)).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
    }

    /** Returns the next higher address of the same family; must not be called on the highest one. */
    IpAddress next() {
        return ipv4 ? ofIpv4((int) low + 1) : limitOfIpv6(low == -1 ? high + 1 : high, low + 1);
    }

    /** Returns an equal address that does not hold its text. */
    IpAddress compact() {
        return text == null ? this : new IpAddress(ipv4, high, low);
    }

    @Override
    public int compareTo(IpAddress other) {
        if (ipv4 != other.ipv4) {
            return ipv4 ? -1 : 1;
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress that && ipv4 == that.ipv4 && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(high) + Long.hashCode(low) + (ipv4 ? 1 : 0);
    }

    /**
     * Returns the canonical text: a dotted quad for IPv4, and the form of
     * <a href="https://www.rfc-editor.org/rfc/rfc5952#section-4">RFC 5952, section 4</a> for IPv6.
     *
     * @return the text, which {@link #parse} reads as an equal address
     */
    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = ipv4 ? AddressText.ipv4((int) low) : AddressText.ipv6(high, low);
            text = known;
        }
        return known;
    }
}
