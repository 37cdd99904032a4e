package org.iprestriction.caller;

import org.iprestriction.address.IpAddress;

/**
 * A bounded cache of recent callers, with one slot per hash. It returns the same address object for the same caller, so
 * that a recent caller costs no allocation. Entries may be lost, which only costs an allocation.
 *
 * <p>Thread-safe without locks: addresses are immutable, and two threads that use the same slot lose at most one
 * object.
 */
final class RecentCallers {

    private static final int SLOT_BITS = 14;
    private static final int SLOTS = 1 << SLOT_BITS;

    private final IpAddress[] slots = new IpAddress[SLOTS];

    /** Creates an empty cache. */
    public RecentCallers() {
        // all slots are empty
    }

    /**
     * Returns the IPv4 address with these bits.
     *
     * @param bits the 32 bits in network order
     * @return the address, not null; the same object as in the previous call unless its slot has been reused
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
     * @return the address, not null; the same object as in the previous call unless its slot has been reused
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

    /** Combines two parts of the product, because otherwise callers at regular distances would share a few slots. */
    private static int slot(long bits) {
        long spread = bits * 0x9E3779B97F4A7C15L;
        return (int) (spread >>> 64 - SLOT_BITS ^ spread >>> 32) & SLOTS - 1;
    }
}
