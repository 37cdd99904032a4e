package org.iprestriction.benchmarks.contenders;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv4.IPv4AddressTrie;
import inet.ipaddr.ipv6.IPv6AddressTrie;
import java.util.List;
import org.iprestriction.benchmarks.Cidr;

/** The IPAddress library: one trie for each family, with its own parser. */
public final class SeanCFoleyTries extends Loop {

    private final IPv4AddressTrie ipv4 = new IPv4AddressTrie();
    private final IPv6AddressTrie ipv6 = new IPv6AddressTrie();

    @Override
    public void build(List<Cidr> rules) {
        for (Cidr rule : rules) {
            IPAddress network = new IPAddressString(rule.toString()).getAddress().toPrefixBlock();
            if (network.isIPv4()) {
                ipv4.add(network.toIPv4());
            } else {
                ipv6.add(network.toIPv6());
            }
        }
    }

    @Override
    public boolean allows(String caller) {
        IPAddress address = new IPAddressString(caller).getAddress();
        return address != null && (address.isIPv4() ? ipv4.elementContains(address.toIPv4())
                : ipv6.elementContains(address.toIPv6()));
    }
}
