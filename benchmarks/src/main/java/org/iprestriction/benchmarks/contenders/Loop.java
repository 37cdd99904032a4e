package org.iprestriction.benchmarks.contenders;

import org.iprestriction.benchmarks.Contender;

/** The loop over callers. Loaded once for each contender, so that its call goes to one place only. */
abstract class Loop implements Contender {

    @Override
    public int hits(String[] callers, int from, int count) {
        int hits = 0;
        int at = from;
        for (int i = 0; i < count; i++) {
            hits += allows(callers[at]) ? 1 : 0;
            at = at + 1 == callers.length ? 0 : at + 1;
        }
        return hits;
    }
}
