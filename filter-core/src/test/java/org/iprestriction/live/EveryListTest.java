package org.iprestriction.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.iprestriction.Seeds;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.iprestriction.address.Notation;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node that applies every list of a store, without knowing their names. */
class EveryListTest {

    private static final long START = 1_000_000_000L;
    private static final List<String> NAMES = List.of("acme", "globex", "a/b", "..", "100%", "Müller GmbH", "会社", "x".repeat(100));
    private static final List<String> ADDRESSES = List.of("10.0.0.1", "10.0.0.2", "10.0.0.3", "2001:db8::1");

    /** A store in memory that returns what changed since a revision, of the lists that are wanted. */
    private static final class Store implements AccessListSource {
        private record Saved(String list, Rule rule, long revision) {
        }

        private final Map<Long, Saved> rules = new TreeMap<>();
        private final Map<String, String> refused = new HashMap<>();
        private final List<Set<String>> asked = new ArrayList<>();
        private long revision;
        private long now = START;
        private boolean down;

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
                    .forEach(saved -> changed.computeIfAbsent(saved.list, list -> new ArrayList<>()).add(saved.rule));
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

    @TempDir
    private Path folder;
    private final Store store = new Store();
    private LiveLists lists = new LiveLists();
    private long nanos = 5_000_000_000L;
    private Refresher refresher = refresher();

    private Refresher refresher(String... settings) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put("ip-restriction." + settings[i], settings[i + 1]);
        }
        lists.loadEvery();
        return new Refresher(store, Settings.of(map, Map.of(), Map.of()), lists, () -> nanos,
                InstantSource.fixed(Instant.ofEpochMilli(START)));
    }

    private void after(Duration time) {
        nanos += time.toNanos();
        store.now += time.toMillis();
        refresher.tick();
    }

    private Decision decision(String list, String address) {
        LiveList found = lists.find(list);
        AccessList inForce = found == null ? null : found.inForce();
        return inForce == null ? null : inForce.decide(address);
    }

    private void givenAddress(String list, String address) {
        store.save(list, store.revision + 1, Action.ALLOW, address, 0, Long.MAX_VALUE);
    }

    @Test
    void beforeTheFirstLoadNothingIsKnownOfAnyList() {
        givenAddress("acme", "10.0.0.1");
        assertThat(lists.find("acme")).isNull();
        assertThat(lists.isEveryLoaded()).isFalse();
        assertThat(lists.ready()).isFalse();
        refresher.poll();
        assertThat(decision("acme", "10.0.0.1")).isEqualTo(Decision.ALLOWED);
        assertThat(lists.find("globex")).isNull();
        assertThat(lists.isEveryLoaded()).isTrue();
        assertThat(lists.ready()).isTrue();
    }

    @Test
    void aStoreWithoutAnyListIsLoadedToo() {
        refresher.poll();
        assertThat(lists.isEveryLoaded()).isTrue();
        assertThat(lists.find("acme")).isNull();
        assertThat(lists.status()).singleElement().satisfies(status -> {
            assertThat(status.list()).isEqualTo(LiveLists.EVERY);
            assertThat(status.loaded()).isTrue();
            assertThat(status.reasons()).isEmpty();
        });
    }

    /** What is asked of the source, and what is told about the lists, does not grow with their number. */
    @Test
    void noListIsAskedForByName() {
        IntStream.range(0, 1_000).forEach(i -> givenAddress("account-" + i, "10.0.0.1"));
        refresher.poll();
        givenAddress("account-7", "10.0.0.2");
        refresher.poll();
        assertThat(store.asked).hasSize(2).containsOnly(Set.of(LiveLists.EVERY));
        assertThat(decision("account-7", "10.0.0.2")).isEqualTo(Decision.ALLOWED);
        assertThat(decision("account-8", "10.0.0.2")).isEqualTo(Decision.BLOCKED);
        assertThat(lists.status()).singleElement().satisfies(status -> {
            assertThat(status.rulesInForce()).isEqualTo(1_001);
            assertThat(status.revision()).isEqualTo(1_001);
        });
        assertThat(refresher.node().rulesInForce()).isEqualTo(1_001);
    }

    @Test
    void aMadeUpNameCostsNoMemory() {
        givenAddress("acme", "10.0.0.1");
        refresher.poll();
        for (int i = 0; i < 1_000_000; i++) {
            assertThat(lists.find("made-up-" + i) == null).isTrue();
        }
        assertThat(lists.all()).hasSize(1);
    }

    @Test
    void aListWhoseLastRuleHasGoneIsLetGo() {
        givenAddress("acme", "10.0.0.1");
        givenAddress("globex", "10.0.0.1");
        refresher.poll();
        store.save("acme", 1, Action.ALLOW, "10.0.0.1", 0, 0);
        refresher.poll();
        assertThat(lists.find("acme")).isNull();
        assertThat(lists.all()).hasSize(1);
        assertThat(refresher.node().rulesInForce()).isEqualTo(1);
        givenAddress("acme", "10.0.0.2");
        refresher.poll();
        assertThat(decision("acme", "10.0.0.2")).isEqualTo(Decision.ALLOWED);
        assertThat(decision("acme", "10.0.0.1")).isEqualTo(Decision.BLOCKED);
    }

    @Test
    void aListThatAFilterNamesAsWellIsKeptEvenIfItIsEmpty() {
        LiveList named = lists.named("default");
        givenAddress("acme", "10.0.0.1");
        refresher.poll();
        assertThat(named.inForce().decide("10.0.0.1")).isEqualTo(Decision.BLOCKED);
        assertThat(lists.find("default")).isSameAs(named);
        givenAddress("default", "10.0.0.1");
        refresher.poll();
        assertThat(named.inForce().decide("10.0.0.1")).isEqualTo(Decision.ALLOWED);
        store.save("default", 2, Action.ALLOW, "10.0.0.1", 0, 0);
        refresher.poll();
        assertThat(named.inForce().decide("10.0.0.1")).isEqualTo(Decision.BLOCKED);
        assertThat(lists.find("default")).isSameAs(named);
    }

    @Test
    void aListThatCannotBeReadStaysAsItWasAndTheOthersGoOn() {
        givenAddress("acme", "10.0.0.1");
        givenAddress("globex", "10.0.0.1");
        refresher.poll();
        store.refused.put("acme", "Entry 7 cannot be read.");
        store.revision++;
        after(Duration.ofMinutes(61)); // everything is read again
        refresher.poll();
        givenAddress("acme", "10.0.0.2");
        givenAddress("globex", "10.0.0.2");
        refresher.poll();
        assertThat(decision("acme", "10.0.0.1")).isEqualTo(Decision.ALLOWED);
        assertThat(decision("acme", "10.0.0.2")).isEqualTo(Decision.BLOCKED);
        assertThat(decision("globex", "10.0.0.2")).isEqualTo(Decision.ALLOWED);
        assertThat(lists.status()).extracting(ListStatus::list).containsExactly("acme", LiveLists.EVERY);
        assertThat(refresher.node().problem()).isEqualTo("Entry 7 cannot be read.");
        assertThat(refresher.node().refusedFrom()).isEqualTo(3);
        store.refused.clear();
        refresher.poll();
        assertThat(decision("acme", "10.0.0.2")).isEqualTo(Decision.ALLOWED);
        assertThat(lists.status()).extracting(ListStatus::list).containsExactly(LiveLists.EVERY);
    }

    @Test
    void aListThatCouldNeverBeReadIsNotTakenForAnEmptyOne() {
        store.refused.put("acme", "Entry 7 cannot be read.");
        givenAddress("acme", "10.0.0.1");
        refresher.poll();
        assertThat(lists.find("acme").inForce()).isNull();
        assertThat(lists.isEveryLoaded()).isTrue();
    }

    @Test
    void listsThatAreTooOldBlockUntilTheyAreRefreshed() {
        refresher.close();
        refresher = refresher("max-staleness", "PT10M");
        givenAddress("acme", "10.0.0.1");
        refresher.poll();
        store.down = true;
        refresher.poll();
        after(Duration.ofMinutes(10));
        assertThat(decision("acme", "10.0.0.1")).isEqualTo(Decision.ALLOWED);
        after(Duration.ofSeconds(1));
        assertThat(decision("acme", "10.0.0.1")).isNull();
        assertThat(lists.isEveryLoaded()).isFalse();
        assertThat(lists.status()).singleElement().satisfies(status -> assertThat(status.reasons()).contains("list_too_old"));
        store.down = false;
        refresher.poll();
        assertThat(decision("acme", "10.0.0.1")).isEqualTo(Decision.ALLOWED);
        assertThat(lists.isEveryLoaded()).isTrue();
    }

    @Test
    void aChangeThatFallsDueWhileListsAreTooOldDoesNotKeepTheSwitcherBusy() {
        refresher.close();
        refresher = refresher("max-staleness", "PT10M");
        store.save("acme", 1, Action.ALLOW, "10.0.0.1", 0, START + 900_000);
        refresher.poll();
        store.down = true;
        after(Duration.ofMinutes(16));
        assertThat(decision("acme", "10.0.0.1")).isNull();
        assertThat(refresher.untilNextChange()).isEqualTo(Duration.ofSeconds(1).toNanos());
        store.down = false;
        refresher.poll();
        assertThat(decision("acme", "10.0.0.1")).as("it has ended meanwhile").isNotEqualTo(Decision.ALLOWED);
    }

    @Test
    void aRestartWithoutTheStoreAppliesEveryListOfTheSnapshotFile() {
        String[] settings = {"snapshot-file", folder.resolve("lists").toString(), "max-staleness", "PT1H"};
        refresher.close();
        refresher = refresher(settings);
        NAMES.forEach(name -> givenAddress(name, "10.0.0.1"));
        refresher.poll();
        refresher.close();
        store.down = true;
        lists = new LiveLists();
        refresher = refresher(settings);
        refresher.poll();
        NAMES.forEach(name -> assertThat(decision(name, "10.0.0.1")).as(name).isEqualTo(Decision.ALLOWED));
        assertThat(lists.find("made-up")).isNull();
        assertThat(lists.isEveryLoaded()).isTrue();
        assertThat(lists.status()).singleElement().satisfies(status -> {
            assertThat(status.reasons()).contains("list_from_snapshot", "list_not_refreshed");
            assertThat(status.age()).isEqualTo(Duration.ZERO);
        });
        after(Duration.ofMinutes(61));
        NAMES.forEach(name -> assertThat(decision(name, "10.0.0.1")).as(name).isNull());
    }

    /** The file of a node whose filters named their lists does not tell which other lists there are. */
    @Test
    void aSnapshotFileOfSomeListsIsNotTakenForAllOfThem() {
        String[] settings = {"snapshot-file", folder.resolve("lists").toString()};
        refresher.close();
        lists = new LiveLists();
        lists.named("acme");
        givenAddress("acme", "10.0.0.1");
        try (Refresher before = new Refresher(store, Settings.of(Map.of("ip-restriction.snapshot-file", settings[1]), Map.of(), Map.of()), lists,
                () -> nanos, InstantSource.fixed(Instant.ofEpochMilli(START)))) {
            before.poll();
        }
        store.down = true;
        lists = new LiveLists();
        lists.named("acme");
        refresher = refresher(settings);
        refresher.poll();
        assertThat(decision("acme", "10.0.0.1")).isEqualTo(Decision.ALLOWED);
        assertThat(lists.isEveryLoaded()).isFalse();
        assertThat(lists.ready()).isFalse();
    }

    /** Many lists against one model: which rule of which list is in force at the instant that the node's clock shows. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyListAnswersLikeItsModel(long seed) {
        Random random = Seeds.random(seed);
        Map<Long, Store.Saved> known = new HashMap<>();
        long decisions = 0;
        for (int step = 0; step < 1_000; step++) {
            switch (random.nextInt(8)) {
                case 0, 1 -> saveAnything(random);
                case 2 -> store.down = random.nextInt(3) == 0;
                case 3 -> after(Duration.ofMillis(random.nextInt(200)));
                case 4 -> after(Duration.ofSeconds(random.nextInt(100)));
                case 5 -> after(Duration.ofMinutes(random.nextInt(70)));
                default -> {
                    refresher.poll();
                    if (!store.down) {
                        known.clear();
                        known.putAll(store.rules);
                    }
                }
            }
            refresher.tick();
            for (String list : NAMES) {
                for (String address : ADDRESSES) {
                    assertThat(isAllowed(list, address)).as("seed %s, step %s, %s in %s", seed, step, address, list)
                            .isEqualTo(isAllowed(known, list, address));
                    decisions++;
                }
            }
        }
        assertThat(decisions).isEqualTo(1_000L * NAMES.size() * ADDRESSES.size());
        store.down = false;
        store.rules.replaceAll((id, saved) -> new Store.Saved(saved.list, new Rule(id, saved.rule.action(), saved.rule.range(), 0, 0), ++store.revision));
        refresher.poll();
        assertThat(lists.all()).as("nothing is left of lists without rules").isEmpty();
        assertThat(lists.instants().first()).isEqualTo(ListPlan.NEVER);
        assertThat(refresher.node().rulesInForce()).isZero();
    }

    private void saveAnything(Random random) {
        long from = store.now + random.nextInt(600_000) - 60_000;
        long until = random.nextBoolean() ? Long.MAX_VALUE : from + random.nextInt(600_000) - 1_000;
        int id = 1 + random.nextInt(60); // stays in its list, as entries do
        store.save(NAMES.get(id % NAMES.size()), id, random.nextInt(4) == 0 ? Action.BLOCK : Action.ALLOW,
                ADDRESSES.get(random.nextInt(ADDRESSES.size())), from, until);
    }

    private boolean isAllowed(String list, String address) {
        return decision(list, address) == Decision.ALLOWED;
    }

    private boolean isAllowed(Map<Long, Store.Saved> rules, String list, String address) {
        if (!refresher.clock().isSet()) {
            return false;
        }
        long now = refresher.clock().millis();
        List<Rule> applying = rules.values().stream().filter(saved -> saved.list.equals(list)).map(Store.Saved::rule)
                .filter(rule -> rule.isInForce(now) && rule.range().toString().startsWith(address)).toList();
        return !applying.isEmpty() && applying.stream().allMatch(rule -> rule.action() == Action.ALLOW);
    }
}
