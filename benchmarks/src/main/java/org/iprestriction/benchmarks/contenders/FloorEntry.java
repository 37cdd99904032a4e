package org.iprestriction.benchmarks.contenders;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.iprestriction.address.IpAddress;
import org.iprestriction.benchmarks.Cidr;

/** Our scanner before {@link TreeMap#floorEntry}, which is what most people would write. */
public final class FloorEntry extends Loop {

    private final TreeMap<IpAddress, IpAddress> lastByFirst = new TreeMap<>();

    @Override
    public void build(List<Cidr> rules) {
        for (boolean ipv4 : new boolean[] {true, false}) {
            Merged.of(rules, ipv4).forEach(range -> lastByFirst.put(range.first(), range.last()));
        }
    }

    @Override
    public boolean allows(String caller) {
        IpAddress address = IpAddress.parseOrNull(caller);
        Map.Entry<IpAddress, IpAddress> entry = address == null ? null : lastByFirst.floorEntry(address);
        return entry != null && entry.getValue().isIpv4() == address.isIpv4() && address.compareTo(entry.getValue()) <= 0;
    }
}
