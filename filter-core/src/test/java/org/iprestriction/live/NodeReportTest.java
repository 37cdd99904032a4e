package org.iprestriction.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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

/** What a node says about itself: what it applies and since when, what it lacks, and what went wrong. */
class NodeReportTest {

    private static final long START = 1_800_000_000_000L;
    private static final String REFUSED = "Entry 7 cannot be read.";

    private final LogLines log = new LogLines(Loader.class);
    private final LiveLists lists = new LiveLists();
    private final Map<String, List<Rule>> rules = new HashMap<>();
    private final Map<String, String> refused = new HashMap<>();
    private long revision = 1;
    private long nanos;
    private boolean down;
    private RuntimeException unreportable;
    private NodeReport last;

    private final AccessListSource store = new AccessListSource() {

        @Override
        public Changes changesSince(Changes.Position known, Set<String> names) {
            if (down) {
                throw new IllegalStateException("The database does not answer.");
            }
            Map<String, List<Rule>> readable = new HashMap<>(rules);
            readable.keySet().removeAll(refused.keySet());
            return new Changes(new Changes.Position("store", revision), START + nanos / 1_000_000, Duration.ZERO, Duration.ofMinutes(5),
                    true, readable, Map.of(), refused);
        }

        @Override
        public void report(NodeReport report) {
            if (unreportable != null) {
                throw unreportable;
            }
            last = report;
        }
    };

    private final Refresher refresher = new Refresher(store, Settings.of(Map.of("ip-restriction.node-name", "web-1"), Map.of(), Map.of()),
            lists, () -> nanos, InstantSource.fixed(Instant.ofEpochMilli(START + 250)));

    private void given(String list, String address, long from, long until) {
        lists.named(list);
        List<Rule> all = rules.computeIfAbsent(list, name -> new ArrayList<>());
        all.add(new Rule(100L * list.length() + all.size(), Action.ALLOW, Notation.parse(address).range(), from, until));
    }

    private void after(Duration time) {
        nanos += time.toNanos();
        refresher.tick();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void itSaysHowManyRulesAreInForceAndSinceWhen() {
        given("default", "10.0.0.1", 0, Long.MAX_VALUE);
        given("default", "10.0.0.2", START + 60_000, Long.MAX_VALUE);
        given("partners", "10.0.0.3", 0, Long.MAX_VALUE);
        refresher.poll();
        assertThat(last).isEqualTo(new NodeReport(refresher.node().node(), "web-1", new Changes.Position("store", 1), Long.MAX_VALUE, 2,
                START, last.startedAt(), 250, null, false));
        after(Duration.ofSeconds(70));
        refresher.poll();
        assertThat(last.rulesInForce()).isEqualTo(3);
        assertThat(last.inForceSince()).as("the planned instant, not that of the poll").isEqualTo(START + 60_000);
    }

    @Test
    void beforeTheFirstLoadItAppliesNothing() {
        lists.named("default");
        down = true;
        refresher.poll();
        assertThat(last.loaded()).isNull();
        assertThat(last.rulesInForce()).isZero();
        assertThat(last.inForceSince()).isEqualTo(-1);
        assertThat(last.problem()).endsWith("The database does not answer.");
    }

    @Test
    void itSaysFromWhichRevisionAListThatIsRefusedMayLackChanges() {
        given("default", "10.0.0.1", 0, Long.MAX_VALUE);
        given("partners", "10.0.0.3", 0, Long.MAX_VALUE);
        refresher.poll();
        refused.put("partners", REFUSED);
        revision = 5;
        refresher.poll();
        assertThat(last.loaded().revision()).isEqualTo(5);
        assertThat(last.refusedFrom()).isEqualTo(2);
        assertThat(last.problem()).isEqualTo(REFUSED);
        assertThat(lists.status()).extracting(ListStatus::revision).containsExactly(5L, 1L);
        refused.clear();
        refresher.poll();
        assertThat(last.refusedFrom()).isEqualTo(Long.MAX_VALUE);
        assertThat(last.problem()).isNull();
    }

    @Test
    void aListThatIsRefusedFromTheStartLacksEverything() {
        given("default", "10.0.0.1", 0, Long.MAX_VALUE);
        refused.put("default", REFUSED);
        refresher.poll();
        assertThat(last.refusedFrom()).isZero();
        assertThat(last.rulesInForce()).isZero();
    }

    @Test
    void theSwitcherIsWokenBeforeTheReportWhichMayHang() {
        given("default", "10.0.0.1", 0, Long.MAX_VALUE);
        List<NodeReport> reportedWhenWoken = new ArrayList<>();
        refresher.loader().poll(() -> {
            assertThat(lists.named("default").inForce().decide("10.0.0.1")).isEqualTo(Decision.ALLOWED);
            reportedWhenWoken.add(last);
        });
        assertThat(reportedWhenWoken).containsOnlyNulls().hasSize(1);
        assertThat(last).isNotNull();
    }

    @Test
    void aNodeWhoseReportCannotBeSavedFollowsEveryChangeAndSwitchesOnTime() {
        given("default", "10.0.0.1", 0, Long.MAX_VALUE);
        refresher.poll();
        unreportable = new IllegalStateException("The table ipr_node is missing.");
        given("default", "10.0.0.2", START + 120_000, Long.MAX_VALUE);
        revision++;
        after(Duration.ofSeconds(30));
        refresher.poll();
        assertThat(lists.named("default").inForce().decide("10.0.0.2")).isEqualTo(Decision.BLOCKED);
        after(Duration.ofSeconds(91));
        assertThat(lists.named("default").inForce().decide("10.0.0.2")).isEqualTo(Decision.ALLOWED);
        assertThat(refresher.node().loaded().revision()).isEqualTo(2);
        String sentence = "The report of this node cannot be saved: IllegalStateException: The table ipr_node is missing.";
        assertThat(refresher.node().problem()).isEqualTo(sentence);
        unreportable = null;
        refresher.poll();
        assertThat(last.rulesInForce()).isEqualTo(2);
        assertThat(last.problem()).as("what was sent does not say that it could not be sent").isNull();
        assertThat(refresher.node().problem()).isNull();
        assertThat(log.messages(Level.WARNING)).containsExactly(sentence, "The report of this node can be saved again.");
    }
}
