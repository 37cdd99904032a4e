package org.iprestriction.benchmarks.contenders;

import java.util.ArrayList;
import java.util.List;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.iprestriction.benchmarks.Cidr;

/** The compiled access list, asked by text. */
public final class Ours extends Loop {

    private AccessList list;

    @Override
    public void build(List<Cidr> rules) {
        list = compile(rules);
    }

    static AccessList compile(List<Cidr> rules) {
        List<Rule> all = new ArrayList<>(rules.size());
        for (Cidr rule : rules) {
            all.add(Rule.always(all.size(), Action.ALLOW, Ranges.of(rule)));
        }
        return AccessList.compile(all, Decision.BLOCKED);
    }

    @Override
    public boolean allows(String caller) {
        return list.decide(caller) == Decision.ALLOWED;
    }
}
