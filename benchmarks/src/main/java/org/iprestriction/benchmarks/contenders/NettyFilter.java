package org.iprestriction.benchmarks.contenders;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilter;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.benchmarks.Cidr;

/**
 * Netty: IpSubnetFilter, with Netty's parser. It answers wrongly where two of its networks begin at the same address (the
 * shorter prefix is lost), so it is given the outermost networks only.
 */
public final class NettyFilter extends Loop {

    private Open filter;

    /** Makes the decision reachable. */
    private static final class Open extends IpSubnetFilter {
        Open(List<IpSubnetFilterRule> rules) {
            super(false, rules);
        }

        boolean takes(InetSocketAddress address) {
            return accept(null, address);
        }
    }

    @Override
    public void build(List<Cidr> rules) {
        List<IpSubnetFilterRule> all = new ArrayList<>(rules.size());
        for (Cidr rule : outermost(rules)) {
            all.add(new IpSubnetFilterRule(rule.network(), rule.prefix(), IpFilterRuleType.ACCEPT));
        }
        filter = new Open(all);
    }

    private static List<Cidr> outermost(List<Cidr> rules) {
        Map<Boolean, NavigableMap<IpAddress, IpAddress>> seen = Map.of(true, new TreeMap<>(), false, new TreeMap<>());
        List<Cidr> outermost = new ArrayList<>();
        for (Cidr rule : rules.stream().sorted(Comparator.comparingInt(Cidr::prefix)).toList()) {
            IpRange range = Ranges.of(rule);
            Map.Entry<IpAddress, IpAddress> before = seen.get(rule.ipv4()).floorEntry(range.first());
            if (before == null || before.getValue().compareTo(range.first()) < 0) {
                seen.get(rule.ipv4()).put(range.first(), range.last());
                outermost.add(rule);
            }
        }
        return outermost;
    }

    @Override
    public boolean allows(String caller) {
        try {
            byte[] bytes = NetUtil.createByteArrayFromIpAddressString(caller);
            return bytes != null && filter.takes(new InetSocketAddress(InetAddress.getByAddress(bytes), 0));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
