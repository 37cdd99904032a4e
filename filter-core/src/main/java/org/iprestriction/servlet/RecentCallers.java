package org.iprestriction.servlet;

import org.iprestriction.address.IpAddress;

/**
 * A bounded table of recent callers, one slot a hash, lossy on purpose: it hands out the same address object for the same
 * caller, so that a caller who was here a moment ago costs no allocation.
 *
 * <p>Thread-safe without a lock: addresses are immutable, and two threads that meet in a slot lose at most an object.
 */
final class RecentCallers {

    private static final int SLOT_BITS = 14;
    private static final int SLOTS = 1 << SLOT_BITS;

    private final IpAddress[] slots = new IpAddress[SLOTS];

    /** Makes an empty table. */
    public RecentCallers() {
        // all slots are empty
    }

    /**
     * Returns the IPv4 address with these bits.
     *
     * @param bits the 32 bits in network order
     * @return the address, the same object as last time where its slot has not been taken since
     */
    public IpAddress ipv4(int bits) {
        int slot = slot(bits);
        IpAddress known = slots[slot];
        if (known != null && known.isIpv4() && (int) known.low() == bits) {
            return known;
        }
        IpAddress made = IpAddress.ofIpv4(bits);
        slots[slot] = made;
        return made;
    }

    /**
     * Returns the IPv6 address with these bits, which are not IPv4-mapped.
     *
     * @param high the first 64 bits
     * @param low the last 64 bits
     * @return the address, the same object as last time where its slot has not been taken since
     */
    public IpAddress ipv6(long high, long low) {
        int slot = slot(high * 31 + low);
        IpAddress known = slots[slot];
        if (known != null && !known.isIpv4() && known.low() == low && known.high() == high) {
            return known;
        }
        IpAddress made = IpAddress.ofIpv6(high, low);
        slots[slot] = made;
        return made;
    }

    /** Takes two windows of the product, or else callers at regular distances would share few slots. */
    private static int slot(long bits) {
        long spread = bits * 0x9E3779B97F4A7C15L;
        return (int) (spread >>> 64 - SLOT_BITS ^ spread >>> 32) & SLOTS - 1;
    }
}
