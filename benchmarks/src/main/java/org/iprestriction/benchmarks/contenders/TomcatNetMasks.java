package org.iprestriction.benchmarks.contenders;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.catalina.util.NetMask;
import org.iprestriction.benchmarks.Cidr;

/** Tomcat: the list of NetMask that RemoteCIDRFilter walks. */
public final class TomcatNetMasks extends Loop {

    private List<NetMask> masks;

    @Override
    public void build(List<Cidr> rules) {
        masks = rules.stream().map(rule -> new NetMask(rule.toString())).toList();
    }

    @Override
    public boolean allows(String caller) {
        try {
            InetAddress address = InetAddress.getByName(caller);
            for (NetMask mask : masks) {
                if (mask.matches(address)) {
                    return true;
                }
            }
            return false;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
