package org.iprestriction.benchmarks.contenders;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.eclipse.jetty.util.InetAddressSet;
import org.iprestriction.benchmarks.Cidr;

/** Jetty: InetAddressSet, as InetAccessHandler asks it. */
public final class JettySet extends Loop {

    private final InetAddressSet set = new InetAddressSet();

    @Override
    public void build(List<Cidr> rules) {
        rules.forEach(rule -> set.add(rule.toString()));
    }

    @Override
    public boolean allows(String caller) {
        try {
            return set.test(InetAddress.getByName(caller));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
