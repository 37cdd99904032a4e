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
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.iprestriction.address.Notation;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefresherTest {

    private static final long START = 1_000_000_000L;
    /** How far a clock may have drifted in five minutes without a poll: a switch waits for so long, to be never early. */
    private static final long DRIFT_OF_FIVE_MINUTES = 62;

    /** A store in memory, with a clock that the test moves. */
    private static final class Store implements AccessListSource {
        private final List<Rule> rules = new ArrayList<>();
        private final List<NodeReport> reports = new ArrayList<>();
        private final Map<Changes.Position, Integer> asked = new HashMap<>();
        private long revision;
        private long now = START;
        private Throwable failure;
        private Set<String> lists = Set.of();

        @Override
        public Changes changesSince(Changes.Position known, Set<String> names) throws Exception {
            lists = names;
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof Exception exception) {
                throw exception;
            }
            asked.merge(known, 1, Integer::sum);
            return new Changes(new Changes.Position("store", revision), now, Duration.ofMinutes(5), true,
                    Map.of("default", rules), Map.of());
        }

        @Override
        public void report(NodeReport report) {
            reports.add(report);
        }
    }

    private final Store store = new Store();
    private final LiveLists lists = new LiveLists();
    private final LiveList list = lists.named("default");
    private long nanos = 5_000_000_000L;
    private final Refresher refresher = refresher(Map.of());

    private Refresher refresher(Map<String, String> parameters) {
        return new Refresher(store, Settings.of(parameters, Map.of(), Map.of()), lists, () -> nanos,
                InstantSource.fixed(Instant.ofEpochMilli(START)));
    }

    private void givenRule(String range, long from, long until) {
        store.rules.add(new Rule(store.rules.size() + 1, Action.ALLOW, Notation.parse(range).range(), from, until));
        store.revision++;
    }

    /** Moves both clocks and lets the switcher look. */
    private void after(Duration time) {
        nanos += time.toNanos();
        store.now += time.toMillis();
        refresher.tick();
    }

    private void thenDecisionIs(String address, Decision decision) {
        assertThat(list.inForce().decide(address)).isEqualTo(decision);
    }

    @Test
    void nothingIsAppliedBeforeTheFirstLoad() {
        refresher.tick();
        assertThat(list.inForce()).isNull();
        assertThat(lists.ready()).isFalse();
        assertThat(lists.status()).singleElement().satisfies(status -> {
            assertThat(status.loaded()).isFalse();
            assertThat(status.problem()).isEqualTo("The list has not been loaded yet.");
        });
    }

    @Test
    void anEmptyListIsAnAnswerAndBlocks() {
        refresher.poll();
        assertThat(lists.ready()).isTrue();
        thenDecisionIs("10.0.0.1", Decision.BLOCKED);
    }

    @Test
    void aRuleIsInForceFromItsInstantToJustBeforeItsEndWithoutAnotherPoll() {
        givenRule("10.0.0.0/8", START + 300_000, START + 600_000);
        refresher.poll();
        thenDecisionIs("10.0.0.1", Decision.BLOCKED);
        after(Duration.ofMillis(300_000));
        thenDecisionIs("10.0.0.1", Decision.BLOCKED);
        after(Duration.ofMillis(DRIFT_OF_FIVE_MINUTES));
        thenDecisionIs("10.0.0.1", Decision.ALLOWED);
        after(Duration.ofMillis(300_000));
        thenDecisionIs("10.0.0.1", Decision.ALLOWED);
        after(Duration.ofMillis(DRIFT_OF_FIVE_MINUTES));
        thenDecisionIs("10.0.0.1", Decision.BLOCKED);
    }

    @Test
    void theLastGoodListStaysAndStillSwitchesWhileTheStoreIsDown() {
        givenRule("10.0.0.0/8", 0, Long.MAX_VALUE);
        givenRule("11.0.0.0/8", START + 300_000, Long.MAX_VALUE);
        refresher.poll();
        store.failure = new IllegalStateException("no route to jdbc:postgresql://db.internal:5432/app?password=secret");
        refresher.poll();
        after(Duration.ofMinutes(5).plusMillis(DRIFT_OF_FIVE_MINUTES));
        thenDecisionIs("10.0.0.1", Decision.ALLOWED);
        thenDecisionIs("11.0.0.1", Decision.ALLOWED);
        assertThat(lists.status()).singleElement().satisfies(status -> {
            assertThat(status.problem()).contains("no route to").doesNotContain("secret", "db.internal");
            assertThat(status.age()).isEqualTo(Duration.ofMinutes(5).plusMillis(DRIFT_OF_FIVE_MINUTES));
        });
    }

    @Test
    void anErrorInTheSourceEndsNothing() {
        store.failure = new StackOverflowError();
        refresher.poll();
        assertThat(list.inForce()).isNull();
        store.failure = null;
        givenRule("10.0.0.0/8", 0, Long.MAX_VALUE);
        refresher.poll();
        thenDecisionIs("10.0.0.1", Decision.ALLOWED);
        assertThat(store.reports).last().satisfies(report -> assertThat(report.problem()).isNull());
    }

    /** An exception of a driver whose own methods fail must not end the polling, nor go unseen. */
    @Test
    void aFailureThatCannotEvenBeToldIsTold() {
        givenRule("10.0.0.0/8", 0, Long.MAX_VALUE);
        refresher.poll();
        store.failure = new IllegalStateException() {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new UnsupportedOperationException("no message");
            }
        };
        refresher.poll();
        refresher.poll();
        assertThat(lists.status()).singleElement().satisfies(
                status -> assertThat(status.problem()).contains("whose message cannot be read"));
        store.failure = null;
        givenRule("11.0.0.0/8", 0, Long.MAX_VALUE);
        refresher.poll();
        thenDecisionIs("11.0.0.1", Decision.ALLOWED);
        assertThat(lists.status()).singleElement().satisfies(status -> assertThat(status.problem()).isNull());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "connect failed user=app pwd=hunter2 passwd=hunter3 PASSWORD=x Secret: y z|connect failed user=app … … … … … z",
        "no route to jdbc:postgresql://db/x?a=b now|no route to … now",
    })
    void noPasswordAndNoLocationIsTold(String message, String told) {
        store.failure = new IllegalStateException(message);
        refresher.poll();
        assertThat(lists.status().iterator().next().problem()).isEqualTo("IllegalStateException: " + told);
    }

    @Test
    void aListThatIsTooOldBlocksUntilItIsRefreshed() {
        try (Refresher strict = refresher(Map.of("ip-restriction.max-staleness", "PT10M"))) {
            givenRule("10.0.0.0/8", 0, Long.MAX_VALUE);
            strict.poll();
            nanos += Duration.ofMinutes(10).toNanos() + 1;
            strict.tick();
            assertThat(list.inForce()).isNull();
            strict.poll();
            strict.tick();
            thenDecisionIs("10.0.0.1", Decision.ALLOWED);
        }
    }

    @Test
    void aRuleLongPastDoesNotComeBack() {
        givenRule("10.0.0.0/8", 0, START - 1);
        refresher.poll();
        thenDecisionIs("10.0.0.1", Decision.BLOCKED);
    }

    @Test
    void whatHasEndedStaysEndedWhenTheClockOfTheStoreIsSetBack() {
        givenRule("10.0.0.0/8", 0, START + 60_000);
        refresher.poll();
        for (int i = 0; i < 12; i++) { // a clock that ran steadily for more than ten minutes is believed
            after(Duration.ofMinutes(1));
            refresher.poll();
        }
        thenDecisionIs("10.0.0.1", Decision.BLOCKED);
        store.now -= Duration.ofMinutes(15).toMillis();
        givenRule("11.0.0.0/8", 0, Long.MAX_VALUE);
        refresher.poll();
        thenDecisionIs("11.0.0.1", Decision.ALLOWED);
        thenDecisionIs("10.0.0.1", Decision.BLOCKED);
    }

    @Test
    void aListNamedLaterIsLoadedWhole() {
        refresher.poll();
        refresher.poll();
        lists.named("partners");
        refresher.poll();
        assertThat(store.lists).containsExactly("default", "partners");
        assertThat(store.asked.get(null)).isEqualTo(2);
    }

    @Test
    void everythingIsReadAgainWithinAnHour() {
        refresher.poll();
        after(Duration.ofMinutes(61));
        refresher.poll();
        assertThat(store.asked.get(null)).isEqualTo(2);
    }

    @Test
    void theNodeReportsWhatItHasLoaded() {
        givenRule("10.0.0.0/8", 0, Long.MAX_VALUE);
        refresher.poll();
        assertThat(store.reports).singleElement().satisfies(report -> {
            assertThat(report.node()).isEqualTo(refresher.node().node());
            assertThat(report.loaded().revision()).isEqualTo(1);
            assertThat(report.signedOff()).isFalse();
        });
    }

    @Test
    void theThreadsLoadSwitchAndStop() throws Exception {
        LiveLists real = new LiveLists();
        LiveList served = real.named("default");
        givenRule("10.0.0.0/8", 0, Long.MAX_VALUE);
        try (Refresher running = Refresher.start(store, Settings.of(Map.of(), Map.of(), Map.of()), real)) {
            running.pollSoon();
            long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (served.inForce() == null && System.nanoTime() < giveUp) {
                Thread.onSpinWait();
            }
            assertThat(served.inForce().decide("10.0.0.1")).isEqualTo(Decision.ALLOWED);
        }
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                .doesNotContain("ip-restriction-loader", "ip-restriction-switcher");
        assertThat(store.reports).last().satisfies(report -> assertThat(report.signedOff()).isTrue());
    }
}
