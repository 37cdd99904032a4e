package org.iprestriction.benchmarks;

import org.iprestriction.address.IpAddress;

/** One rule in the form that every contender takes: a network and its prefix length. */
public record Cidr(boolean ipv4, long high, long low, int prefix) {

    static Cidr ipv4(long bits, int prefix) {
        return new Cidr(true, 0, prefix == 0 ? 0 : bits & 0xffffffffL & -1L << 32 - prefix, prefix);
    }

    static Cidr ipv6(long high, long low, int prefix) {
        long highMask = prefix >= 64 ? -1L : -1L << 64 - prefix;
        long lowMask = prefix <= 64 ? 0 : prefix == 128 ? -1L : -1L << 128 - prefix;
        return new Cidr(false, high & highMask, low & lowMask, prefix);
    }

    /** Answers the network as an address literal. */
    public String network() {
        return (ipv4 ? IpAddress.ofIpv4((int) low) : IpAddress.ofIpv6(high, low)).toString();
    }

    @Override
    public String toString() {
        return network() + "/" + prefix;
    }

    /** Answers the last 64 bits of the last address. */
    public long lastLow() {
        return ipv4 ? low | 0xffffffffL >>> prefix : prefix <= 64 ? -1L : prefix == 128 ? low : low | -1L >>> prefix - 64;
    }

    /** Answers the first 64 bits of the last address. */
    public long lastHigh() {
        return ipv4 || prefix >= 64 ? high : high | -1L >>> prefix;
    }
}
