package org.iprestriction.caller;

import org.iprestriction.address.IpAddress;

/** Creates addresses from bits; returns the same object for a recent caller. Thread-safe. */
final class AddressReader implements IpAddress.Reader<IpAddress> {

    private final RecentCallers callers = new RecentCallers();

    @Override
    public IpAddress ipv4(int bits) {
        return callers.ipv4(bits);
    }

    @Override
    public IpAddress ipv6(long high, long low) {
        return callers.ipv6(high, low);
    }

    @Override
    public IpAddress unreadable() {
        return null;
    }
}
