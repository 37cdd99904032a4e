package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.iprestriction.jpa.TestStore.MARY;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.iprestriction.access.Rule;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Replacement;
import org.iprestriction.jpa.ModelList.ModelEntry;
import org.iprestriction.live.Changes;
import org.iprestriction.live.LiveLists;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random changes at random times, each compared with the model: what applies at every instant, what is saved, what is refused. With
 * several lists, each has a model of its own, so that what happens to one shows if it changes another.
 */
class RandomWalkTest {

    private static final int LIMIT = 5;
    private static final int CHANGES = 150;
    private static final String[] NAMES = {"a", "B", "c", "D", "e", "f", "g"};
    private static final String[] ADDRESSES = {"10.0.0.1", "10.0.0.0/24", "10.0.0.0/255.255.255.0", "10.0.0.0-255", "2001:db8::/32",
        "10.0.0.7-9", "192.0.2.1", "192.0.2.2", "192.0.2.3"};
    private static final long[] PAUSES = {0, 1, 1_000, 29_000, 59_999, 60_000, 60_001, 120_000, 239_999, 240_000, 240_001, 300_000,
        400_000, 900_000};

    private static final List<String> SEVERAL = List.of("default", "Default", "acme/küche.100%", "東京");

    private final Map<String, ModelList> models = new HashMap<>();
    private final Map<String, Map<Long, Rule>> knownToNode = new HashMap<>();
    private List<String> lists;
    /** The list that is changed, and its model. */
    private String list;
    private ModelList model;
    private Changes.Position position;
    private TestStore test;
    private EntryStore store;
    private Random random;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("long") ? 100 : 6);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theStoreDoesWhatTheModelDoes(long seed) throws Exception {
        walk(seed, List.of(LIST));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noListKnowsOfAnother(long seed) throws Exception {
        walk(1_000 + seed, SEVERAL);
    }

    private void walk(long seed, List<String> names) throws Exception {
        random = new Random(seed);
        lists = names;
        lists.forEach(name -> models.put(name, new ModelList(LIMIT)));
        try (TestStore opened = new TestStore("max-entries", String.valueOf(LIMIT))) {
            test = opened;
            for (int i = 0; i < CHANGES; i++) {
                test.clock.addAndGet(random.nextInt(3) == 0 ? 0 : PAUSES[random.nextInt(PAUSES.length)]);
                list = lists.get(random.nextInt(lists.size()));
                model = models.get(list);
                Map<String, Long> revisions = revisions();
                long history = test.number("select count(*) from ipr_change");
                String did = "after " + step() + " in " + list + ", change " + i + " of seed " + seed;
                long saved = test.number("select count(*) from ipr_change");
                if (saved > history) {
                    revisions.put(list, saved);
                }
                assertThat(revisions()).as(did).isEqualTo(revisions);
                compare(did);
            }
            assertThat(test.number("select count(*) from ipr_change")).isEqualTo(test.number("select revision from ipr_state"));
        }
    }

    private Map<String, Long> revisions() {
        Map<String, Long> revisions = new HashMap<>();
        lists.forEach(name -> revisions.put(name, test.store.revision(name)));
        return revisions;
    }

    private String step() throws Exception {
        long now = test.clock.get();
        List<Long> ids = new ArrayList<>(new TreeSet<>(model.entries.keySet()));
        boolean atOnce = random.nextInt(5) == 0;
        model.effectiveNow(atOnce);
        store = atOnce ? test.store.effectiveNow() : test.store;
        String how = atOnce ? " at once" : "";
        if (lists.size() > 1 && random.nextInt(20) == 0) {
            return limit();
        }
        int choice = ids.isEmpty() ? 0 : random.nextInt(100);
        if (choice < 25) {
            EntrySpec spec = spec();
            List<String> expected = model.check(now, null, spec);
            Entry added = expect(expected, () -> store.add(list, spec, MARY));
            if (added != null) {
                model.add(now, added.id(), spec);
            }
            return "adding " + spec + how;
        }
        if (choice < 30) {
            model.effectiveNow(false);
            return replace(now);
        }
        long id = ids.get(ids.size() - 1 - Math.min(random.nextInt(6), ids.size() - 1));
        ModelEntry entry = model.entries.get(id);
        if (choice < 60) {
            return change(now, id, entry, random.nextInt(3) == 0 ? renamed(entry) : spec()) + how;
        }
        if (choice < 78) {
            boolean gone = entry.isGone(now);
            var removing = expect(gone ? List.of("not_found") : List.of(), () -> store.delete(list, id, -1, MARY));
            if (!gone) {
                model.delete(now, entry);
                assertThat(removing.isEmpty()).as("gone at once").isEqualTo(entry.isGone(now));
            }
            return "deleting " + id + how;
        }
        long revision = test.number("select revision from ipr_state");
        List<String> expected = model.undo(now, entry);
        expect(expected, () -> test.store.undo(list, id, -1, MARY));
        assertThat(test.number("select revision from ipr_state")).isEqualTo(expected.isEmpty() ? revision + 1 : revision);
        return "undoing " + id;
    }

    private String limit() {
        Integer limit = random.nextInt(3) == 0 ? null : Integer.valueOf(1 + random.nextInt(2 * LIMIT));
        test.store.setLimit(list, limit, MARY);
        model.limit(limit == null ? LIMIT : limit);
        assertThat(test.store.limit(list)).isEqualTo(limit == null ? LIMIT : limit);
        return "setting the limit to " + limit;
    }

    private String change(long now, long id, ModelEntry entry, EntrySpec spec) {
        boolean stale = random.nextInt(10) == 0;
        List<String> expected = entry.isGone(now) ? List.of("not_found")
                : model.isSaved(now, entry, spec) ? List.of() : model.check(now, entry, spec);
        if (stale && expected.isEmpty() && !model.isSaved(now, entry, spec)) {
            expected = List.of("conflict");
        }
        if (expect(expected, () -> store.change(list, id, stale ? 0 : -1, spec, MARY)) != null) {
            model.change(now, entry, spec);
        }
        return "changing " + id + " to " + spec;
    }

    private String replace(long now) {
        List<EntrySpec> wanted = new ArrayList<>();
        model.present(now).stream().filter(entry -> entry.saved() != null && random.nextBoolean())
                .forEach(entry -> wanted.add(ModelList.named(entry.saved(), entry.name)));
        for (int i = random.nextInt(4); i > 0; i--) {
            wanted.add(spec());
        }
        long revision = test.store.revision(list);
        long basis = random.nextInt(4) == 0 ? EntryStore.ANY : random.nextInt(6) == 0 ? revision + 1 : revision;
        List<String> faults = model.checkReplacement(now, wanted);
        List<String> expected = faults.isEmpty() && basis > revision ? List.of("conflict") : faults;
        Replacement planned = expect(expected, () -> test.store.replace(list, wanted, basis, true, MARY));
        Replacement done = expect(expected, () -> test.store.replace(list, wanted, basis, false, MARY));
        if (done != null) {
            assertThat(done.added() + done.changed() + done.unchanged()).isEqualTo(wanted.size());
            assertThat(planned).usingRecursiveComparison().ignoringFields("revision").isEqualTo(done);
            List<ModelEntry> matched = new ArrayList<>();
            Map<EntrySpec, ModelEntry> matches = new HashMap<>();
            wanted.forEach(spec -> matches.put(spec, model.named(now, spec.name())));
            matches.forEach((spec, entry) -> matched.add(entry));
            model.present(now).stream().filter(entry -> entry.saved() != null && !matched.contains(entry))
                    .forEach(entry -> model.delete(now, entry));
            Map<String, Long> ids = new HashMap<>();
            test.store.list(list).entries().forEach(entry -> ids.put(entry.name(), entry.id()));
            matches.forEach((spec, entry) -> {
                if (entry == null) {
                    model.add(now, ids.get(spec.name()), spec);
                } else {
                    model.change(now, entry, spec);
                }
            });
        }
        return "replacing the list by " + wanted;
    }

    private EntrySpec spec() {
        long now = test.clock.get();
        Instant expires = random.nextInt(3) > 0 ? null
                : Instant.ofEpochMilli(now + PAUSES[random.nextInt(PAUSES.length)] + (random.nextBoolean() ? 300_000 : -60_000));
        return EntrySpec.of(null, NAMES[random.nextInt(NAMES.length)], ADDRESSES[random.nextInt(ADDRESSES.length)],
                random.nextInt(4) == 0 ? "block" : "allow", random.nextInt(4) > 0, expires, test.settings);
    }

    private EntrySpec renamed(ModelEntry entry) {
        return entry.saved() == null ? spec() : ModelList.named(entry.saved(), NAMES[random.nextInt(NAMES.length)]);
    }

    private static <T> T expect(List<String> codes, Supplier<T> change) {
        try {
            T result = change.get();
            assertThat(codes).as("expected refusal").isEmpty();
            return result;
        } catch (EntryRejectedException e) {
            assertThat(e.problems()).extracting(EntryRejectedException.Problem::code)
                    .containsExactlyInAnyOrderElementsOf(codes);
            return null;
        }
    }

    private void compare(String when) {
        long now = test.clock.get();
        model.assertShownBy(test.store.list(list), now, when);
        if (random.nextInt(3) == 0) {
            pollAsNode();
            lists.forEach(name -> compareRules(when + ", on a node, in " + name, models.get(name),
                    knownToNode.getOrDefault(name, Map.of()).values()));
        }
        Map<String, List<Rule>> all = test.source().changesSince(null, wanted()).rules();
        assertThat(lists).as(when).containsAll(all.keySet());
        lists.forEach(name -> compareRules(when + ", in " + name, models.get(name), all.getOrDefault(name, List.of())));
    }

    /** With several lists, every list of the store is asked for, and none by its name. */
    private Set<String> wanted() {
        return lists.size() == 1 ? Set.copyOf(lists) : Set.of(LiveLists.EVERY);
    }

    private void pollAsNode() {
        Changes changes = test.source().changesSince(position, wanted());
        changes.rules().forEach((name, rules) -> rules.forEach(rule -> knownToNode.computeIfAbsent(name, any -> new HashMap<>())
                .put(rule.id(), rule)));
        position = changes.position();
    }

    private void compareRules(String when, ModelList model, Iterable<Rule> rules) {
        long now = test.clock.get();
        Set<Long> instants = new TreeSet<>(Set.of(now));
        model.entries.values().forEach(entry -> entry.steps.forEach((from, spec) -> {
            Stream.of(from, spec == null ? from : ModelList.expiry(spec)).filter(at -> at >= now && at < Long.MAX_VALUE)
                    .forEach(at -> instants.addAll(List.of(Math.max(now, at - 1), at)));
        }));
        for (long instant : instants) {
            List<String> applied = new ArrayList<>();
            rules.forEach(rule -> {
                if (rule.isInForce(instant)) {
                    applied.add(rule.action() + " " + rule.range());
                }
            });
            assertThat(applied).as(when + ", at +" + (instant - now) + " ms").containsExactlyInAnyOrderElementsOf(
                    model.entries.values().stream().map(entry -> entry.inForce(instant)).filter(Objects::nonNull)
                            .map(spec -> spec.action() + " " + spec.address().range()).toList());
        }
    }
}
