package org.iprestriction.address;

/** Makes networks of numbers, for tests of other packages that need more of them than they want to write down. */
public final class Networks {

    private Networks() {
    }

    /** Answers the network of that prefix length in which an address is. */
    public static IpRange around(IpAddress address, int prefix) {
        return IpRange.network(address, prefix);
    }
}
