package org.iprestriction.address;

import java.math.BigInteger;

/**
 * One IPv4 or IPv6 address: a family and its bits.
 *
 * <p>An IPv4-mapped IPv6 address ({@code ::ffff:192.0.2.1}, RFC 4291 section 2.5.5.2) <em>is</em> the IPv4 address; no
 * instance holds the mapped form. All other IPv6 forms that embed an IPv4 address (IPv4-compatible, 6to4, NAT64) stay
 * IPv6. Ordered: all IPv4 addresses before all IPv6 addresses, each family by its bits, unsigned.
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
    /** Made when first asked for; a race makes the same text twice, which is harmless. */
    private String text;

    private IpAddress(boolean ipv4, long high, long low) {
        this.ipv4 = ipv4;
        this.high = high;
        this.low = low;
    }

    /**
     * Receives what {@link #read} found, so that the bits reach their user without an object in between.
     *
     * @param <R> what the reader makes of an address
     */
    public interface Reader<R> {
        /**
         * Takes an IPv4 address, written as such or IPv4-mapped.
         *
         * @param bits the 32 bits in network order
         * @return the answer for that address
         */
        R ipv4(int bits);

        /**
         * Takes an IPv6 address that is not IPv4-mapped.
         *
         * @param high the first 64 bits
         * @param low the last 64 bits
         * @return the answer for that address
         */
        R ipv6(long high, long low);

        /**
         * Called where the text is not an address literal.
         *
         * @return the answer for unreadable text
         */
        R unreadable();
    }

    /**
     * Reads a strict address literal out of a part of a text without allocating: dotted quad without leading zeros, or any
     * text form of RFC 4291 section 2.2. Never throws for bad text and looks at no more than 45 characters.
     *
     * @param text the text that holds the literal, not null
     * @param from index of the literal's first character
     * @param to index after its last character
     * @param reader receives the bits
     * @param <R> what the reader makes of an address
     * @return what the reader answered
     */
    public static <R> R read(CharSequence text, int from, int to, Reader<R> reader) {
        return AddressLiteral.read(text, from, to, reader);
    }

    /**
     * Returns the address that a text spells, or null where it is not an address literal.
     *
     * @param text the text, not null; not trimmed
     * @return the address or null
     */
    public static IpAddress parseOrNull(CharSequence text) {
        return AddressLiteral.read(text, 0, text.length(), TO_ADDRESS);
    }

    /**
     * Returns the address that a text spells. Spaces (U+0020) at either end are ignored; nothing else is.
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
     * Returns the address with these 128 bits; the IPv4 address where they are IPv4-mapped.
     *
     * @param high the first 64 bits
     * @param low the last 64 bits
     * @return the address
     */
    public static IpAddress ofIpv6(long high, long low) {
        return isMapped(high, low) ? ofIpv4((int) low) : new IpAddress(false, high, low);
    }

    /**
     * Returns an end of an IPv6 range that reaches over the IPv4-mapped block, such as the last address of {@code ::/80}.
     * It is a limit to compare with, never a caller.
     */
    static IpAddress limitOfIpv6(long high, long low) {
        return new IpAddress(false, high, low);
    }

    static boolean isMapped(long high, long low) {
        return high == 0 && low >>> 32 == MAPPED_PREFIX;
    }

    /**
     * Tells the family.
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

    /** Returns the limit above this one, of the same family; not to be asked of the highest. */
    IpAddress next() {
        return ipv4 ? ofIpv4((int) low + 1) : limitOfIpv6(low == -1 ? high + 1 : high, low + 1);
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
     * Returns the canonical text: dotted quad, or RFC 5952 for IPv6.
     *
     * @return the text, which {@link #parse} reads back to an equal address
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
