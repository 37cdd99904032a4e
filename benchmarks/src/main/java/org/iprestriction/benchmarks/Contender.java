package org.iprestriction.benchmarks;

import java.util.List;

/** One way to answer whether the address that a text spells is in a set of networks. */
public interface Contender {

    /** Takes the rules; called once, before everything else. */
    void build(List<Cidr> rules);

    /** Answers for one caller. */
    boolean allows(String caller);

    /** Answers for many callers, in a loop that belongs to this contender alone; wraps around at the end of the array. */
    int hits(String[] callers, int from, int count);
}
