package org.iprestriction.benchmarks.contenders;

import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.benchmarks.Cidr;

/** Makes ranges of networks; not a method of {@link Cidr}, because each contender has its own class for a range. */
public final class Ranges {

    private Ranges() {
    }

    /** Answers the addresses of a network. */
    public static IpRange of(Cidr rule) {
        return rule.ipv4() ? IpRange.of(IpAddress.ofIpv4((int) rule.low()), IpAddress.ofIpv4((int) rule.lastLow()))
                : IpRange.of(IpAddress.ofIpv6(rule.high(), rule.low()), IpAddress.ofIpv6(rule.lastHigh(), rule.lastLow()));
    }
}
