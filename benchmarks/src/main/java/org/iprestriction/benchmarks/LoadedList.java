package org.iprestriction.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.iprestriction.access.Action;
import org.iprestriction.access.Rule;
import org.iprestriction.benchmarks.contenders.Ranges;
import org.iprestriction.live.AccessListSource;
import org.iprestriction.live.Changes;
import org.iprestriction.live.LiveLists;
import org.iprestriction.live.NodeReport;
import org.iprestriction.live.Refresher;
import org.iprestriction.settings.Settings;

/** Live lists with one list in them, kept current by the two threads that an application has. */
final class LoadedList implements AutoCloseable {

    static final String NAME = "default";

    private final LiveLists lists = new LiveLists();
    private final Refresher refresher;

    LoadedList(List<Cidr> allowed) {
        List<Rule> rules = new ArrayList<>(allowed.size());
        allowed.forEach(range -> rules.add(Rule.always(rules.size(), Action.ALLOW, Ranges.of(range))));
        lists.named(NAME);
        refresher = Refresher.start(new NeverChanging(rules), Settings.of(Map.of()), lists);
        for (long end = System.nanoTime() + 60_000_000_000L; !lists.ready(); Thread.onSpinWait()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The list was not loaded within a minute");
            }
        }
    }

    LiveLists lists() {
        return lists;
    }

    @Override
    public void close() {
        refresher.close();
    }

    private record NeverChanging(List<Rule> rules) implements AccessListSource {
        @Override
        public Changes changesSince(Changes.Position known, Set<String> names) {
            return new Changes(new Changes.Position("benchmark", 1), System.currentTimeMillis(), Duration.ofMinutes(5),
                    known == null, known == null ? Map.of(NAME, rules) : Map.of(), Map.of());
        }

        @Override
        public void report(NodeReport report) {
            // nobody listens
        }
    }
}
