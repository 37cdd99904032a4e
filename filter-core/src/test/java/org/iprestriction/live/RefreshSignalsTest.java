package org.iprestriction.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

/** What an operator hears of a list: one line when its state changes, and none while it stays as it is. */
class RefreshSignalsTest {

    private final LogLines log = new LogLines(Loader.class, Refresher.class);
    private final LiveLists lists = new LiveLists();
    private final LiveList list = lists.named("default");
    private long nanos = 5_000_000_000L;
    private long wallClock;
    private long revision = 1;
    private boolean down;
    private RuntimeException reason = new IllegalStateException("down");
    private RuntimeException unreported;
    private Map<String, String> unknown = Map.of();

    private final AccessListSource store = new AccessListSource() {
        @Override
        public Changes changesSince(Changes.Position known, Set<String> names) {
            if (down) {
                throw reason;
            }
            return new Changes(new Changes.Position("store", revision), nanos / 1_000_000, Duration.ZERO, Duration.ofMinutes(5), true,
                    Map.of("default", List.of(new Rule(revision, Action.ALLOW, Notation.parse("10.0.0.0/8").range(), 0,
                            Long.MAX_VALUE))), Map.of(), Map.of(), unknown);
        }

        @Override
        public void report(NodeReport report) {
            if (unreported != null) {
                throw unreported;
            }
        }
    };

    private final Refresher refresher = new Refresher(store, Settings.of(Map.of("ip-restriction.max-staleness", "PT10M"),
            Map.of(), Map.of()), lists, () -> nanos, wallClock());

    private InstantSource wallClock() {
        return () -> Instant.ofEpochMilli(wallClock);
    }

    @AfterEach
    void close() {
        refresher.close();
        log.close();
    }

    private void pollTwentyTimesWithin(Duration time) {
        for (int i = 0; i < 20; i++) {
            nanos += time.dividedBy(20).toNanos();
            refresher.poll();
            refresher.tick();
        }
    }

    private void thenHeard(Level level, String... starts) {
        List<String> messages = log.messages(level);
        assertThat(messages).hasSameSizeAs(starts);
        for (int i = 0; i < starts.length; i++) {
            assertThat(messages.get(i)).startsWith(starts[i]);
        }
    }

    @Test
    void aStoreThatIsDownFromTheStartIsToldOnceAndOnceMoreWhenItComes() {
        down = true;
        pollTwentyTimesWithin(Duration.ofMinutes(5));
        thenHeard(Level.WARNING, "The access lists cannot be loaded; every request is blocked until they can: ");
        assertThat(list.inForce()).isNull();
        down = false;
        pollTwentyTimesWithin(Duration.ofMinutes(5));
        thenHeard(Level.WARNING, "The access lists cannot be loaded", "The access lists are current again, at revision 1.");
        thenHeard(Level.INFO, "List “default” takes effect at revision 1: 1 rules in force.");
    }

    @Test
    void aListThatGrowsTooOldIsToldStepByStepAndOnceEach() {
        pollTwentyTimesWithin(Duration.ofMinutes(5));
        thenHeard(Level.WARNING);
        down = true;
        pollTwentyTimesWithin(Duration.ofMinutes(8));
        thenHeard(Level.WARNING, "The access lists cannot be refreshed; the last good ones stay in force: ");
        String behind = "The access lists were not refreshed for longer than the activation";
        thenHeard(Level.SEVERE, behind);
        assertThat(list.inForce().decide("10.0.0.1")).isEqualTo(Decision.ALLOWED);
        thenReasonsAre("list_not_refreshed", "list_older_than_activation", "source_failed");
        pollTwentyTimesWithin(Duration.ofMinutes(20));
        thenReasonsAre("list_older_than_activation", "list_too_old", "source_failed");
        thenHeard(Level.SEVERE, behind, "The access lists are older than ip-restriction.max-staleness (PT10M); every request is blocked");
        assertThat(list.inForce()).isNull();
        assertThat(lists.ready()).isFalse();
        down = false;
        pollTwentyTimesWithin(Duration.ofMinutes(5));
        thenHeard(Level.WARNING, "The access lists cannot be refreshed", "The access lists are current again");
        assertThat(list.inForce().decide("10.0.0.1")).isEqualTo(Decision.ALLOWED);
        thenReasonsAre();
    }

    @Test
    void aReasonOfTheStoreIsShownAsItIsAndToldOnceUntilTheStoreIsBack() {
        List<String> codes = List.of("host_unknown", "login_refused", "host_unknown", "table_missing");
        down = true;
        for (String code : codes) {
            reason = new SourceException(code, "Sentence of " + code + ".", null);
            pollTwentyTimesWithin(Duration.ofMinutes(1));
            thenReasonsAre("list_not_loaded", code);
            assertThat(lists.status()).singleElement().extracting(ListStatus::problem).isEqualTo("Sentence of " + code + ".");
        }
        String start = "The access lists cannot be loaded; every request is blocked until they can: Sentence of ";
        thenHeard(Level.WARNING, start + "host_unknown.", start + "login_refused.", start + "table_missing.");
        down = false;
        pollTwentyTimesWithin(Duration.ofMinutes(1));
        thenReasonsAre();
        down = true;
        pollTwentyTimesWithin(Duration.ofMinutes(1));
        thenHeard(Level.WARNING, start + "host_unknown.", start + "login_refused.", start + "table_missing.",
                "The access lists are current again", "The access lists cannot be refreshed; the last good ones stay in force:");
    }

    @Test
    void aReportThatCannotBeSavedIsToldOnceAndTheListsGoOn() {
        unreported = new SourceException("read_only", "The database is read-only.", null);
        pollTwentyTimesWithin(Duration.ofMinutes(5));
        revision++;
        pollTwentyTimesWithin(Duration.ofMinutes(5));
        thenHeard(Level.WARNING, "The report of this node cannot be saved: The database is read-only.");
        assertThat(lists.status()).singleElement().satisfies(status -> {
            assertThat(status.revision()).isEqualTo(revision);
            assertThat(status.problem()).isEqualTo("The report of this node cannot be saved: The database is read-only.");
        });
        thenReasonsAre("read_only", "report_not_saved");
        unreported = null;
        pollTwentyTimesWithin(Duration.ofMinutes(5));
        thenReasonsAre();
    }

    @Test
    void aStoreThatComesBackReadOnlyIsToldAlthoughTheReportHadFailedBefore() {
        down = true;
        unreported = new SourceException("store_unreachable", "Nothing listens.", null);
        pollTwentyTimesWithin(Duration.ofMinutes(5));
        down = false;
        unreported = new SourceException("read_only", "The database is read-only.", null);
        pollTwentyTimesWithin(Duration.ofMinutes(5));
        thenHeard(Level.WARNING, "The access lists cannot be loaded", "The access lists are current again",
                "The report of this node cannot be saved: The database is read-only.");
    }

    @Test
    void aReportThatFailsForAnotherReasonIsToldAgain() {
        for (String code : List.of("connection_lost", "read_only", "connection_lost", "read_only")) {
            unreported = new SourceException(code, "Sentence of " + code + ".", null);
            pollTwentyTimesWithin(Duration.ofMinutes(1));
        }
        String start = "The report of this node cannot be saved: Sentence of ";
        thenHeard(Level.WARNING, start + "connection_lost.", start + "read_only.");
        unreported = null;
        pollTwentyTimesWithin(Duration.ofMinutes(1));
        thenHeard(Level.WARNING, start + "connection_lost.", start + "read_only.", "The report of this node can be saved again.");
    }

    @Test
    void aListThatTheStoreDoesNotHoldIsToldOnceAndIsNoFailure() {
        unknown = Map.of("default", "There is no list “default”.");
        pollTwentyTimesWithin(Duration.ofMinutes(5));
        thenHeard(Level.WARNING, "There is no list “default”.");
        thenReasonsAre("list_unknown");
        assertThat(lists.ready()).isTrue();
        unknown = Map.of();
        revision++;
        pollTwentyTimesWithin(Duration.ofMinutes(5));
        thenReasonsAre();
    }

    private void thenReasonsAre(String... codes) {
        assertThat(lists.status()).singleElement().satisfies(status ->
                assertThat(status.reasons()).containsExactlyInAnyOrder(codes));
    }

    /** Neither the interval nor the instants are measured by a clock that somebody can set. */
    @Test
    void aWallClockThatJumpsChangesNothing() {
        pollTwentyTimesWithin(Duration.ofMinutes(5));
        for (Duration jump : List.of(Duration.ofHours(-1), Duration.ofDays(1), Duration.ofDays(-20_000))) {
            wallClock += jump.toMillis();
            revision++;
            pollTwentyTimesWithin(Duration.ofMinutes(5));
            assertThat(lists.status()).singleElement().satisfies(status -> {
                assertThat(status.revision()).isEqualTo(revision);
                assertThat(status.age()).isZero();
                assertThat(status.problem()).isNull();
            });
            assertThat(list.inForce().decide("10.0.0.1")).isEqualTo(Decision.ALLOWED);
        }
        thenHeard(Level.WARNING);
    }
}
