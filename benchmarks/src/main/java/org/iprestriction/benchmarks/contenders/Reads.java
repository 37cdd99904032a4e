package org.iprestriction.benchmarks.contenders;

import java.lang.reflect.Field;
import java.util.List;
import org.iprestriction.access.AccessList;
import org.iprestriction.address.IpAddress;
import org.iprestriction.benchmarks.Cidr;

/**
 * The tight floor: the same scanner, and those reads of the real arrays that find the place where an address belongs, each
 * waiting for the one before: one of the index (IPv6: of the slots and the index) and one of the toggles; no search. Its
 * answers mean nothing.
 */
public final class Reads extends Loop implements IpAddress.Reader<Boolean> {

    private int[] places4;
    private int shift4;
    private long[] slots6;
    private int[] index6;
    private long[] toggles6;
    private int shift6;
    private long base6;

    @Override
    public void build(List<Cidr> rules) {
        AccessList list = Ours.compile(rules);
        places4 = (int[]) field(list, "allowedIpv4");
        shift4 = (int) field(list, "allowedIpv4Shift");
        Object ipv6 = field(list, "allowedIpv6");
        slots6 = (long[]) field(ipv6, "slots");
        index6 = (int[]) field(ipv6, "index");
        toggles6 = (long[]) field(ipv6, "high");
        shift6 = (int) field(ipv6, "shift");
        base6 = (long) field(ipv6, "base");
    }

    /** Answers what a private field holds: the floor needs the very arrays, and the product need not show them. */
    public static Object field(Object owner, String name) {
        try {
            Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("The structure has changed; follow it here", changed);
        }
    }

    @Override
    public boolean allows(String caller) {
        return IpAddress.read(caller, 0, caller.length(), this);
    }

    @Override
    public Boolean ipv4(int bits) {
        return places4[places4[bits >>> shift4]] < bits;
    }

    @Override
    public Boolean ipv6(long high, long low) {
        long offset = high - base6;
        long slot = offset >>> shift6;
        if (slot < 0 || slot >= slots6.length) {
            return false;
        }
        long places = slots6[(int) slot];
        return toggles6[index6[(int) (places >> 6) + (int) (offset >>> places)]] < high;
    }

    @Override
    public Boolean unreadable() {
        return false;
    }
}
