package org.iprestriction.live;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.iprestriction.access.Rule;
import org.iprestriction.settings.Settings;

/** A node with every list of a store in memory. Polls and ticks happen on the calling thread, so that they can be measured. */
public final class NodeRig implements AutoCloseable {

    private final LiveLists lists = new LiveLists();
    private final Store store;
    private final Refresher refresher;

    private static final class Store implements AccessListSource {
        private Map<String, List<Rule>> changed;
        private long revision = 1;

        @Override
        public Changes changesSince(Changes.Position known, Set<String> names) {
            Changes changes = new Changes(new Changes.Position("benchmark", revision), System.currentTimeMillis(), Duration.ofMinutes(5),
                    known == null, changed, Map.of());
            changed = Map.of();
            return changes;
        }

        @Override
        public void report(NodeReport report) {
            // nobody listens
        }
    }

    /**
     * Loads lists that are named {@code account-0}, {@code account-1} and so on.
     *
     * @param rules the rules of each list
     */
    public NodeRig(List<List<Rule>> rules) {
        store = new Store();
        store.changed = new HashMap<>();
        IntStream.range(0, rules.size()).forEach(i -> store.changed.put(name(i), rules.get(i)));
        lists.loadEvery();
        refresher = new Refresher(store, Settings.of(Map.of()), lists, System::nanoTime, InstantSource.system());
        refresher.poll();
    }

    /** Returns the name of a list. */
    public static String name(int number) {
        return "account-" + number;
    }

    /** Returns the lists, for a filter. */
    public LiveLists lists() {
        return lists;
    }

    /** Refreshes after a change of one rule of one list. */
    public void pollAfterChangeOf(int list, Rule rule) {
        store.changed = Map.of(name(list), new ArrayList<>(List.of(rule)));
        store.revision++;
        refresher.poll();
    }

    /** Looks for planned changes that are due. */
    public void tick() {
        refresher.tick();
    }

    @Override
    public void close() {
        refresher.close();
    }
}
