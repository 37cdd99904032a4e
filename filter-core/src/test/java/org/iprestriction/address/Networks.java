package org.iprestriction.address;

/** Makes networks of numbers, for tests of other packages that need more of them than they want to write down. */
public final class Networks {

    private Networks() {
    }

    /** Returns the network of the given prefix length that contains an address. */
    public static IpRange around(IpAddress address, int prefix) {
        return IpRange.network(address, prefix);
    }
}
