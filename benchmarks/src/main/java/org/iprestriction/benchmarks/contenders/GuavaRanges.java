package org.iprestriction.benchmarks.contenders;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.net.InetAddresses;
import com.google.common.primitives.Longs;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.benchmarks.Cidr;

/** Guava: one ImmutableRangeSet for each family, with Guava's parser. */
public final class GuavaRanges extends Loop {

    private ImmutableRangeSet<Long> ipv4;
    private ImmutableRangeSet<BigInteger> ipv6;

    @Override
    public void build(List<Cidr> rules) {
        ImmutableRangeSet.Builder<Long> small = ImmutableRangeSet.builder();
        for (IpRange range : Merged.of(rules, true)) {
            small.add(Range.closed(range.first().low(), range.last().low()));
        }
        ipv4 = small.build();
        ImmutableRangeSet.Builder<BigInteger> large = ImmutableRangeSet.builder();
        for (IpRange range : Merged.of(rules, false)) {
            large.add(Range.closed(number(range.first()), number(range.last())));
        }
        ipv6 = large.build();
    }

    private static BigInteger number(IpAddress address) {
        byte[] bytes = new byte[16];
        System.arraycopy(Longs.toByteArray(address.high()), 0, bytes, 0, 8);
        System.arraycopy(Longs.toByteArray(address.low()), 0, bytes, 8, 8);
        return new BigInteger(1, bytes);
    }

    @Override
    public boolean allows(String caller) {
        InetAddress address = InetAddresses.forString(caller);
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? ipv4.contains(InetAddresses.coerceToInteger(address) & 0xffffffffL)
                : ipv6.contains(new BigInteger(1, bytes));
    }
}
