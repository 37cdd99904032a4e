package org.iprestriction.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.access.Action.ALLOW;
import static org.iprestriction.access.Action.BLOCK;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One clock that was wrong for a while must not decide for good. */
class WrongClocksTest {

    private static final long START = 1_800_000_000_000L;
    private static final long HOUR = 3_600_000;
    /** A network, a block inside it for 40 minutes, a permission for 40 minutes, and one that is moved after 40 minutes. */
    private static final List<Rule> RULES = List.of(
            rule(1, ALLOW, "10.0.0.0/8", 0, Long.MAX_VALUE),
            rule(2, BLOCK, "10.1.0.0/16", 0, START + 2_400_000),
            rule(3, ALLOW, "192.0.2.1", 0, START + 2_400_000),
            rule(4, ALLOW, "198.51.100.1", 0, START + 2_400_000),
            rule(5, ALLOW, "198.51.100.2", START + 2_400_000, Long.MAX_VALUE));

    @TempDir
    private Path folder;
    private final LogLines log = new LogLines(Loader.class);
    private long nanos = 5_000_000_000L;
    private long now = START;
    private boolean down;
    private int wrongReadings;
    private long wrongBy;
    private int wholeLoads;

    private static Rule rule(long id, Action action, String range, long from, long until) {
        return new Rule(id, action, Notation.parse(range).range(), from, until);
    }

    /** A store that returns everything when asked for everything, as a database does: nothing that has ended by its clock. */
    private final AccessListSource store = new AccessListSource() {

        @Override
        public Changes changesSince(Changes.Position known, Set<String> names) {
            if (down) {
                throw new IllegalStateException("down");
            }
            wholeLoads += known == null ? 1 : 0;
            long told = wrongReadings-- > 0 ? now + wrongBy : now;
            return new Changes(new Changes.Position("store", 5), told, Duration.ofMinutes(5), known == null,
                    known != null ? Map.of()
                            : Map.of("default", RULES.stream().filter(rule -> rule.until() > told).toList()), Map.of());
        }

        @Override
        public void report(NodeReport report) {
            // nobody reads it here
        }
    };

    private LiveList list;
    private Refresher refresher;

    private void givenNode(long wallClock) {
        LiveLists lists = new LiveLists();
        list = lists.named("default");
        Settings settings = Settings.of(Map.of("ip-restriction.snapshot-file", folder.resolve("lists").toString()), Map.of(),
                Map.of());
        refresher = new Refresher(store, settings, lists, () -> nanos, () -> Instant.ofEpochMilli(wallClock));
    }

    private void polls(int number) {
        for (int i = 0; i < number; i++) {
            nanos += Duration.ofSeconds(30).toNanos();
            now += 30_000;
            refresher.poll();
            refresher.tick();
        }
    }

    private void thenItIsAsBeforeTheFortyMinutesHavePassed() {
        thenDecisions(Decision.BLOCKED, Decision.ALLOWED, Decision.ALLOWED, Decision.BLOCKED);
    }

    private void thenDecisions(Decision blockedForAWhile, Decision allowedForAWhile, Decision moved, Decision movedTo) {
        assertThat(list.inForce().decide("10.2.0.1")).isEqualTo(Decision.ALLOWED);
        assertThat(list.inForce().decide("10.1.0.1")).isEqualTo(blockedForAWhile);
        assertThat(list.inForce().decide("192.0.2.1")).isEqualTo(allowedForAWhile);
        assertThat(list.inForce().decide("198.51.100.1")).isEqualTo(moved);
        assertThat(list.inForce().decide("198.51.100.2")).isEqualTo(movedTo);
    }

    @AfterEach
    void close() {
        log.close();
        refresher.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {HOUR, -HOUR})
    void aNodeStartedFromTheSnapshotByAWrongClockJudgesAgainOnceTheStoreAnswers(long wrong) {
        givenNode(START);
        polls(1);
        down = true;
        givenNode(now + wrong);
        polls(2);
        assertThat(list.inForce()).as("it serves from the file").isNotNull();
        down = false;
        polls(1);
        thenItIsAsBeforeTheFortyMinutesHavePassed();
        polls(80);
        thenDecisions(Decision.ALLOWED, Decision.BLOCKED, Decision.BLOCKED, Decision.ALLOWED);
    }

    /** The database of a node that starts was wrong from the first poll on. */
    @ParameterizedTest
    @ValueSource(longs = {HOUR, 24 * HOUR})
    void aClockThatIsWrongFromTheStartLeavesNothingBehind(long wrong) {
        wrongReadings = 5;
        wrongBy = wrong;
        givenNode(START);
        polls(5);
        thenDecisions(Decision.ALLOWED, Decision.BLOCKED, Decision.BLOCKED, Decision.ALLOWED);
        polls(1);
        thenItIsAsBeforeTheFortyMinutesHavePassed();
        polls(90);
        thenDecisions(Decision.ALLOWED, Decision.BLOCKED, Decision.BLOCKED, Decision.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(longs = {HOUR, 24 * HOUR, -HOUR, -START / 2})
    void oneWrongReadingIsNotBelieved(long wrong) {
        givenNode(START);
        polls(3);
        wrongReadings = 1;
        wrongBy = wrong;
        polls(1);
        thenItIsAsBeforeTheFortyMinutesHavePassed();
        polls(3);
        thenItIsAsBeforeTheFortyMinutesHavePassed();
        assertThat(log.messages(Level.WARNING)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {HOUR, 24 * HOUR, -HOUR, -24 * HOUR})
    void aClockThatJumpsAndComesBackLeavesNothingBehind(long wrong) {
        givenNode(START);
        polls(3);
        int before = wholeLoads;
        wrongReadings = 11; // at the first of five polls it is asked twice
        wrongBy = wrong;
        polls(5);
        assertThat(wholeLoads).isEqualTo(before + 1);
        if (wrong > 0) {
            thenDecisions(Decision.ALLOWED, Decision.BLOCKED, Decision.BLOCKED, Decision.ALLOWED);
        }
        wrongReadings = 0;
        polls(1);
        thenItIsAsBeforeTheFortyMinutesHavePassed();
        assertThat(wholeLoads).isEqualTo(before + 2);
        assertThat(log.messages(Level.WARNING)).hasSize(2).allMatch(line -> line.startsWith("The clock of the store is "));
        polls(90);
        thenDecisions(Decision.ALLOWED, Decision.BLOCKED, Decision.BLOCKED, Decision.ALLOWED);
    }

    @Test
    void aClockThatWasRightAndIsSetBackBringsNoPermissionBackButEveryBlock() {
        givenNode(START);
        polls(90);
        thenDecisions(Decision.ALLOWED, Decision.BLOCKED, Decision.BLOCKED, Decision.ALLOWED);
        now -= HOUR;
        polls(1);
        assertThat(list.inForce().decide("10.1.0.1")).as("blocked by that clock").isEqualTo(Decision.BLOCKED);
        assertThat(list.inForce().decide("192.0.2.1")).as("had ended").isEqualTo(Decision.BLOCKED);
        assertThat(list.inForce().decide("198.51.100.1")).as("had ended").isEqualTo(Decision.BLOCKED);
    }
}
