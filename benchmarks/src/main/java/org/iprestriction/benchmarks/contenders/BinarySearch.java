package org.iprestriction.benchmarks.contenders;

import java.util.List;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.benchmarks.Cidr;

/** Our scanner before a plain binary search over sorted arrays, as a textbook has it. */
public final class BinarySearch extends Loop implements IpAddress.Reader<Boolean> {

    private int[] first4;
    private int[] last4;
    private long[] high6;
    private long[] low6;
    private long[] lastHigh6;
    private long[] lastLow6;

    @Override
    public void build(List<Cidr> rules) {
        List<IpRange> ipv4 = Merged.of(rules, true);
        first4 = ipv4.stream().mapToInt(range -> (int) range.first().low() ^ Integer.MIN_VALUE).toArray();
        last4 = ipv4.stream().mapToInt(range -> (int) range.last().low() ^ Integer.MIN_VALUE).toArray();
        List<IpRange> ipv6 = Merged.of(rules, false);
        high6 = Merged.bits(ipv6, IpAddress::high, false);
        low6 = Merged.bits(ipv6, IpAddress::low, false);
        lastHigh6 = Merged.bits(ipv6, IpAddress::high, true);
        lastLow6 = Merged.bits(ipv6, IpAddress::low, true);
    }

    @Override
    public boolean allows(String caller) {
        return IpAddress.read(caller, 0, caller.length(), this);
    }

    @Override
    public Boolean ipv4(int bits) {
        int key = bits ^ Integer.MIN_VALUE;
        int low = 0;
        int high = first4.length - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            if (first4[middle] <= key) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high >= 0 && key <= last4[high];
    }

    @Override
    public Boolean ipv6(long highBits, long lowBits) {
        int low = 0;
        int high = high6.length - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            if (notAbove(high6[middle], low6[middle], highBits, lowBits)) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high >= 0 && notAbove(highBits, lowBits, lastHigh6[high], lastLow6[high]);
    }

    private static boolean notAbove(long high, long low, long otherHigh, long otherLow) {
        int byHigh = Long.compareUnsigned(high, otherHigh);
        return byHigh < 0 || byHigh == 0 && Long.compareUnsigned(low, otherLow) <= 0;
    }

    @Override
    public Boolean unreadable() {
        return false;
    }
}
