package org.iprestriction.benchmarks.contenders;

import java.util.List;
import org.iprestriction.address.IpAddress;
import org.iprestriction.benchmarks.Cidr;

/** A floor: the text is read, and nothing is looked up. Its answers mean nothing. */
public final class Parse extends Loop implements IpAddress.Reader<Boolean> {

    @Override
    public void build(List<Cidr> rules) {
        // nothing to look up
    }

    @Override
    public boolean allows(String caller) {
        return IpAddress.read(caller, 0, caller.length(), this);
    }

    @Override
    public Boolean ipv4(int bits) {
        return (bits & 1) != 0;
    }

    @Override
    public Boolean ipv6(long high, long low) {
        return (low & 1) != 0;
    }

    @Override
    public Boolean unreadable() {
        return false;
    }
}
