package org.iprestriction.benchmarks.contenders;

import java.util.List;
import org.iprestriction.benchmarks.Cidr;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Spring Security: a list of IpAddressMatcher. */
public final class SpringMatchers extends Loop {

    private List<IpAddressMatcher> matchers;

    @Override
    public void build(List<Cidr> rules) {
        matchers = rules.stream().map(rule -> new IpAddressMatcher(rule.toString())).toList();
    }

    @Override
    public boolean allows(String caller) {
        for (IpAddressMatcher matcher : matchers) {
            if (matcher.matches(caller)) {
                return true;
            }
        }
        return false;
    }
}
