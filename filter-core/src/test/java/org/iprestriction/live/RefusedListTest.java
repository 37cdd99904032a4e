package org.iprestriction.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import org.iprestriction.LogLines;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.iprestriction.address.Notation;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One list of a store cannot be refreshed; the others go on. */
class RefusedListTest {

    private static final String SENTENCE = "Entry 7 cannot be read.";

    private final LogLines log = new LogLines(Loader.class);
    private final LiveLists lists = new LiveLists();
    private final Map<String, String> allowed = new HashMap<>(Map.of("good", "10.0.0.1", "bad", "10.0.0.1"));
    private long revision = 1;
    private boolean broken;
    private NodeReport lastReport;

    private final AccessListSource store = new AccessListSource() {

        @Override
        public Changes changesSince(Changes.Position known, Set<String> names) {
            Map<String, List<Rule>> rules = new HashMap<>();
            if (known == null || known.revision() < revision) {
                allowed.forEach((list, address) -> rules.put(list, List.of(new Rule(1, Action.ALLOW,
                        Notation.parse(address).range(), 0, Long.MAX_VALUE))));
            }
            rules.keySet().retainAll(names);
            if (broken) {
                rules.remove("bad");
            }
            return new Changes(new Changes.Position("store", revision), 1_800_000_000_000L + nanos / 1_000_000, Duration.ZERO, Duration.ofMinutes(5),
                    known == null, rules, Map.of(), broken && names.contains("bad") ? Map.of("bad", SENTENCE) : Map.of());
        }

        @Override
        public void report(NodeReport report) {
            lastReport = report;
        }
    };

    private long nanos;
    private final Refresher refresher = new Refresher(store, Settings.of(Map.of("ip-restriction.max-staleness", "PT1H"), Map.of(),
            Map.of()), lists, () -> nanos, InstantSource.system());

    private String problem(String list) {
        return lists.status().stream().filter(status -> status.list().equals(list)).findFirst().orElseThrow().problem();
    }

    private void save(String address) {
        allowed.replaceAll((list, before) -> address);
        revision++;
        refresher.poll();
    }

    private void thenAllowed(String list, String address) {
        assertThat(lists.named(list).inForce().decide(address)).as("list %s", list).isEqualTo(Decision.ALLOWED);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void theOthersGoOnAndItFollowsOnceItCanBeRead() {
        lists.named("good");
        lists.named("bad");
        refresher.poll();
        broken = true;
        save("10.0.0.2");
        save("10.0.0.3");
        thenAllowed("good", "10.0.0.3");
        thenAllowed("bad", "10.0.0.1");
        assertThat(problem("good")).isNotEqualTo(SENTENCE);
        assertThat(problem("bad")).isEqualTo(SENTENCE);
        assertThat(lastReport.problem()).isEqualTo(SENTENCE);
        broken = false; // somebody mends the row by hand: no revision says so
        refresher.poll();
        thenAllowed("bad", "10.0.0.3");
        assertThat(problem("bad")).isNull();
        assertThat(lastReport.problem()).isNull();
        assertThat(log.messages(Level.WARNING)).containsExactly(
                "List “bad” cannot be refreshed; its last good rules stay in force: " + SENTENCE,
                "List “bad” can be refreshed again.");
    }

    @Test
    void itGrowsTooOldAlthoughTheOthersAreRefreshed() {
        lists.named("good");
        lists.named("bad");
        refresher.poll();
        broken = true;
        for (int i = 0; i < 130; i++) {
            nanos += Duration.ofSeconds(30).toNanos();
            refresher.poll();
            refresher.tick();
        }
        assertThat(lists.named("good").inForce()).isNotNull();
        assertThat(lists.named("bad").inForce()).as("older than max-staleness").isNull();
        assertThat(lists.ready()).isFalse();
        broken = false;
        refresher.poll();
        refresher.tick();
        assertThat(lists.named("bad").inForce()).isNotNull();
    }

    @Test
    void aListThatCouldNeverBeReadIsNotLoaded() {
        lists.named("good");
        lists.named("bad");
        broken = true;
        refresher.poll();
        thenAllowed("good", "10.0.0.1");
        assertThat(lists.named("bad").inForce()).isNull();
        assertThat(lists.ready()).isFalse();
        assertThat(problem("bad")).isEqualTo(SENTENCE);
    }
}
