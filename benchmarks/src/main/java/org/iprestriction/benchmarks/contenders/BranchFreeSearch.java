package org.iprestriction.benchmarks.contenders;

import java.util.List;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.benchmarks.Cidr;

/** Our scanner before a binary search that never guesses: IPv4 only, for lists that crowd into a few slots of an index. */
public final class BranchFreeSearch extends Loop implements IpAddress.Reader<Boolean> {

    private int[] toggles;

    @Override
    public void build(List<Cidr> rules) {
        List<IpRange> ranges = Merged.of(rules, true);
        toggles = new int[ranges.size() * 2];
        for (int i = 0; i < ranges.size(); i++) {
            toggles[2 * i] = (int) ranges.get(i).first().low() ^ Integer.MIN_VALUE;
            toggles[2 * i + 1] = (int) ranges.get(i).last().low() + 1 ^ Integer.MIN_VALUE;
        }
    }

    @Override
    public boolean allows(String caller) {
        return IpAddress.read(caller, 0, caller.length(), this);
    }

    @Override
    public Boolean ipv4(int bits) {
        int key = bits ^ Integer.MIN_VALUE;
        int[] sorted = toggles;
        int below = 0;
        for (int left = sorted.length; left > 0; ) {
            int half = left + 1 >>> 1;
            below += sorted[below + half - 1] <= key ? half : 0;
            left -= half;
        }
        return (below & 1) != 0;
    }

    @Override
    public Boolean ipv6(long high, long low) {
        return false;
    }

    @Override
    public Boolean unreadable() {
        return false;
    }
}
