package org.iprestriction.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.iprestriction.address.Notation;
import org.iprestriction.settings.Settings;

/** A node that applies every list of a store, without knowing their names, and a store in memory. */
abstract class EveryListCase {

    static final long START = 1_000_000_000L;
    static final List<String> NAMES = List.of("acme", "globex", "a/b", "..", "100%", "Müller GmbH", "会社", "x".repeat(100));

    /** A store in memory that returns what changed since a revision, of the lists that are wanted. */
    static final class Store implements AccessListSource {
        record Saved(String list, Rule rule, long revision) {

            /** Returns an object of its own, as each reading of a database does. */
            Rule read() {
                return new Rule(rule.id(), rule.action(), rule.range(), rule.from(), rule.until());
            }
        }

        final Map<Long, Saved> rules = new TreeMap<>();
        final Map<String, String> refused = new HashMap<>();
        final List<Set<String>> asked = new ArrayList<>();
        long revision;
        long now = START;
        boolean down;

        void save(String list, long id, Action action, String address, long from, long until) {
            revision++;
            rules.put(id, new Saved(list, new Rule(id, action, Notation.parse(address).range(), from, until), revision));
        }

        @Override
        public Changes changesSince(Changes.Position known, Set<String> lists) {
            if (down) {
                throw new IllegalStateException("down");
            }
            asked.add(lists);
            Map<String, List<Rule>> changed = new HashMap<>();
            rules.values().stream().filter(saved -> known == null || saved.revision > known.revision())
                    .filter(saved -> lists.contains(LiveLists.EVERY) || lists.contains(saved.list)).filter(saved -> !refused.containsKey(saved.list))
                    .forEach(saved -> changed.computeIfAbsent(saved.list, list -> new ArrayList<>()).add(saved.read()));
            Map<String, String> unreadable = new HashMap<>(refused);
            unreadable.keySet().removeIf(list -> !lists.contains(LiveLists.EVERY) && !lists.contains(list));
            return new Changes(new Changes.Position("store", revision), now, Duration.ZERO, Duration.ofMinutes(5), known == null, changed,
                    Map.of(), known == null ? unreadable : Map.of());
        }

        @Override
        public void report(NodeReport report) {
            // nobody reads it here
        }
    }

    final Store store = new Store();
    LiveLists lists = new LiveLists();
    long nanos = 5_000_000_000L;
    int untilEvent;
    Runnable event;
    Refresher refresher = refresher();

    Refresher refresher(String... settings) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put("ip-restriction." + settings[i], settings[i + 1]);
        }
        lists.loadEvery();
        return new Refresher(store, Settings.of(map, Map.of(), Map.of()), lists, this::nanoTime,
                InstantSource.fixed(Instant.ofEpochMilli(START)));
    }

    /** Counts the readings of the node's clock, and lets something happen at one of them. */
    private long nanoTime() {
        if (--untilEvent == 0) {
            event.run();
        }
        return nanos;
    }

    void after(Duration time) {
        nanos += time.toNanos();
        store.now += time.toMillis();
        refresher.tick();
    }

    Decision decision(String list, String address) {
        LiveList found = lists.find(list);
        AccessList inForce = found == null ? null : found.inForce();
        return inForce == null ? null : inForce.decide(address);
    }

    void givenAddress(String list, String address) {
        store.save(list, store.revision + 1, Action.ALLOW, address, 0, Long.MAX_VALUE);
    }
}
