package org.iprestriction.address;

import java.math.BigInteger;
import java.util.Objects;

/**
 * All addresses of one family from a first to a last address, both included. A range contains from 1 to 2^128
 * addresses.
 *
 * <p>Immutable and thread-safe.
 */
public final class IpRange {

    private final IpAddress first;
    private final IpAddress last;

    private IpRange(IpAddress first, IpAddress last) {
        this.first = first;
        this.last = last.equals(first) ? first : last; // there may be a million of them
    }

    /**
     * Returns the range from one address to another.
     *
     * @param first the lowest address, not null
     * @param last the highest address, of the same family and not below {@code first}, not null
     * @return the range
     * @throws IllegalArgumentException if the families differ or the range ends before it starts
     */
    public static IpRange of(IpAddress first, IpAddress last) {
        if (first.isIpv4() != last.isIpv4()) {
            throw new IllegalArgumentException(first + " and " + last + " are of different families");
        }
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException(first + " is above " + last);
        }
        return new IpRange(first, last);
    }

    /** Returns the network with the given prefix length that contains an address. */
    static IpRange network(IpAddress address, int prefix) {
        if (address.isIpv4()) {
            int free = (int) (0xffffffffL >>> prefix); // prefix 32 leaves 0, prefix 0 all ones
            int bits = (int) address.low();
            return new IpRange(IpAddress.ofIpv4(bits & ~free), IpAddress.ofIpv4(bits | free));
        }
        long freeHigh = prefix >= 64 ? 0 : -1L >>> prefix;
        long freeLow = prefix <= 64 ? -1L : prefix == 128 ? 0 : -1L >>> prefix - 64;
        return new IpRange(
                IpAddress.limitOfIpv6(address.high() & ~freeHigh, address.low() & ~freeLow),
                IpAddress.limitOfIpv6(address.high() | freeHigh, address.low() | freeLow));
    }

    /**
     * Returns an equal range that takes as little memory as possible, for keeping very many: texts of its addresses that were made
     * before are not held.
     *
     * @return the range
     */
    public IpRange compact() {
        return new IpRange(first.compact(), last.compact());
    }

    /**
     * Returns the lowest address.
     *
     * @return the first address
     */
    public IpAddress first() {
        return first;
    }

    /**
     * Returns the highest address.
     *
     * @return the last address
     */
    public IpAddress last() {
        return last;
    }

    /**
     * Returns whether this is an IPv4 range.
     *
     * @return true for IPv4, false for IPv6
     */
    public boolean isIpv4() {
        return first.isIpv4();
    }

    /**
     * Returns whether this range contains an address. It never contains an address of the other family.
     *
     * @param address the address, not null
     * @return true if it does
     */
    public boolean contains(IpAddress address) {
        return isIpv4() == address.isIpv4() && first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
    }

    /**
     * Returns whether this range contains every address of another range.
     *
     * @param other the other range, not null
     * @return true if it does
     */
    public boolean contains(IpRange other) {
        return contains(other.first) && contains(other.last);
    }

    /**
     * Returns whether this range and another have an address in common.
     *
     * @param other the other range, not null
     * @return true if they do
     */
    public boolean overlaps(IpRange other) {
        return contains(other.first) || other.contains(first);
    }

    /**
     * Returns the addresses that this range and another have in common.
     *
     * @param other the other range, not null
     * @return the common range, or null if there is none
     */
    public IpRange intersection(IpRange other) {
        if (!overlaps(other)) {
            return null;
        }
        return new IpRange(
                first.compareTo(other.first) >= 0 ? first : other.first,
                last.compareTo(other.last) <= 0 ? last : other.last);
    }

    /**
     * Returns the number of addresses.
     *
     * @return the number, from 1 to 2^128
     */
    public BigInteger size() {
        return last.number().subtract(first.number()).add(BigInteger.ONE);
    }

    /**
     * Returns whether this range has at most as many addresses as a network with the given prefix length, which is 1 or
     * more. Needs no large numbers, because this is asked of every rule of a list.
     */
    boolean isAtMost(int prefix) {
        long low = last.low() - first.low();
        if (isIpv4()) {
            return low <= 0xffffffffL >>> prefix;
        }
        long high = last.high() - first.high() - (Long.compareUnsigned(last.low(), first.low()) < 0 ? 1 : 0);
        long mostHigh = prefix >= 64 ? 0 : -1L >>> prefix;
        long mostLow = prefix <= 64 ? -1L : prefix == 128 ? 0 : -1L >>> prefix - 64;
        return high == mostHigh ? Long.compareUnsigned(low, mostLow) <= 0 : Long.compareUnsigned(high, mostHigh) < 0;
    }

    /** Returns the prefix length if this range is one network, otherwise -1. */
    int prefix() {
        long differHigh = first.high() ^ last.high();
        long differLow = first.low() ^ last.low();
        int bits = isIpv4() ? 32 : 128;
        int free = differHigh != 0 ? 128 - Long.numberOfLeadingZeros(differHigh)
                : 64 - Long.numberOfLeadingZeros(differLow);
        int prefix = bits - free;
        return equals(network(first, prefix)) ? prefix : -1;
    }

    /**
     * Returns the size of this range as text for people.
     *
     * @return for IPv4 and small IPv6 ranges, the exact number, such as {@code 2,571 addresses}; for large IPv6 ranges,
     *     also the number of networks, such as {@code 8 networks of /32, 2^99 addresses}
     */
    public String sizeText() {
        return SizeText.of(this);
    }

    /**
     * Returns the shortest text: a single address, {@code network/prefix}, or {@code first - last}.
     *
     * @return the text, which {@link Notation#parse(String)} reads as an equal range
     */
    @Override
    public String toString() {
        if (first.equals(last)) {
            return first.toString();
        }
        int prefix = prefix();
        return prefix >= 0 ? first + "/" + prefix : first + " - " + last;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpRange that && first.equals(that.first) && last.equals(that.last);
    }

    @Override
    public int hashCode() {
        return Objects.hash(first, last);
    }
}
