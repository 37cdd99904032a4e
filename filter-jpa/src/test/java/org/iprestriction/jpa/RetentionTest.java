package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.iprestriction.jpa.TestStore.MARY;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.iprestriction.access.Decision;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Change;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.ListSummary;
import org.iprestriction.live.Changes;
import org.iprestriction.live.NodeReport;
import org.iprestriction.live.VirtualNode;
import org.iprestriction.store.NodeRow;
import org.iprestriction.store.Transactions;
import org.junit.jupiter.api.Test;

/** What is older than the retention is removed, and nothing that is needed. */
class RetentionTest extends RetentionCase {

    @Test
    void anEntryThatWasDeletedIsGoneWithItsVersionsAndItsHistoryOnceItIsOldEnough() throws Exception {
        Entry entry = test.add("a", "10.0.0.1");
        node.poll();
        live(HOUR);
        test.store.delete(LIST, entry.id(), 1, MARY);
        live(HOUR);
        test.add("b", "10.0.0.2");
        live(DAY.multipliedBy(29));
        assertThat(test.history.lastChange(LIST, entry.id())).map(Change::verb).contains("deleted");
        assertThat(count("ipr_entry_version")).isEqualTo(2);
        live(DAY.multipliedBy(3));
        assertThat(test.history.lastChange(LIST, entry.id())).isEmpty();
        assertThat(count("ipr_entry")).isEqualTo(1);
        assertThat(count("ipr_entry_version")).isEqualTo(1);
        assertThat(count("ipr_change")).isEqualTo(1);
    }

    @Test
    void theLastChangeOfAnEntryThatIsNotGoneStaysHoweverOldAndItsVersionToo() throws Exception {
        Entry entry = test.add("a", "10.0.0.1");
        pass(HOUR);
        entry = test.change(entry, test.spec("a", "10.0.0.2"));
        for (int i = 0; i < 100; i++) {
            live(DAY);
            test.add("entry " + i % 40, "10.0.1." + i);
            if (i >= 39) {
                long other = test.store.list(LIST).entries().stream().filter(e -> e.id() > 2).mapToLong(Entry::id).min().orElseThrow();
                test.store.delete(LIST, other, -1, MARY);
            }
            pass(HOUR);
        }
        assertThat(test.history.lastChange(LIST, entry.id())).map(Change::revision).contains(2L);
        assertThat(count("ipr_change where revision = 1")).as("an earlier change of it").isZero();
        assertThat(test.find(entry)).extracting(Entry::version).isEqualTo(2L);
        assertThat(node.decide(LIST, "10.0.0.2")).isEqualTo(Decision.ALLOWED);
        entry = test.change(entry, test.spec("a", "10.0.0.3"));
        live(DAY.multipliedBy(40));
        assertThat(count("ipr_change where revision = 2")).as("no longer its last change").isZero();
    }

    @Test
    void theRevisionOfAListNeverGoesBackAlthoughAllItsEntriesAreGone() throws Exception {
        for (String list : List.of("one", "two")) {
            for (String address : List.of("10.0.0.1", "10.0.0.2", "10.0.0.3")) {
                Entry entry = test.store.add(list, test.spec(address, address), MARY);
                test.store.delete(list, entry.id(), -1, MARY);
            }
        }
        test.store.setLimit("two", 9, MARY);
        test.store.setLimit("two", null, MARY);
        live(DAY.multipliedBy(28));
        assertThat(test.store.lists("", null, 9).lists()).extracting(ListSummary::name, ListSummary::revision)
                .containsExactly(tuple("one", 6L), tuple("two", 14L));
        test.add("later", "10.0.0.9");
        live(DAY.multipliedBy(6));
        assertThat(count("ipr_entry where deleted = 1")).as("of each list, the last").isEqualTo(2);
        assertThat(count("ipr_entry_version")).isEqualTo(1);
        assertThat(test.store.revision("one")).isEqualTo(6);
        assertThat(test.store.revision("two")).isEqualTo(14);
        assertThat(test.store.lists("", null, 9).lists()).as("there is nothing left to see").extracting(ListSummary::name)
                .containsExactly(LIST);
        Entry back = test.store.add("one", test.spec("back", "10.0.0.1"), MARY);
        test.store.delete("one", back.id(), -1, MARY);
        live(DAY.multipliedBy(3));
        assertThat(count("ipr_entry where list_name = 'one'")).as("the one before is removed now").isEqualTo(1);
        assertThat(test.store.revision("one")).isEqualTo(17);
    }

    @Test
    void aNodeThatWasAwayForLongerReadsEverythingAndForgetsWhatWasRemovedMeanwhile() throws Exception {
        Entry entry = test.add("a", "10.0.0.1");
        test.add("stays", "10.0.0.9");
        pass(HOUR);
        VirtualNode away = node();
        away.poll();
        Changes.Position known = test.position(2);
        assertThat(away.decide(LIST, "10.0.0.1")).isEqualTo(Decision.ALLOWED);
        test.store.delete(LIST, entry.id(), 1, MARY);
        live(HOUR);
        test.add("b", "10.0.0.2");
        assertThat(test.source().changesSince(known, Set.of(LIST)).complete()).as("not yet old").isFalse();
        live(DAY.multipliedBy(33));
        assertThat(count("ipr_entry where id = " + entry.id())).isZero();
        assertThat(test.source().changesSince(known, Set.of(LIST)).complete()).isTrue();
        away.poll();
        away.tick();
        assertThat(away.decide(LIST, "10.0.0.1")).isEqualTo(Decision.BLOCKED);
        assertThat(away.decide(LIST, "10.0.0.2")).isEqualTo(Decision.ALLOWED);
        assertThat(away.decide(LIST, "10.0.0.9")).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void aRevisionThatALiveNodeHasLoadedStaysSoThatItReadsOnlyWhatIsNew() throws Exception {
        test.add("a", "10.0.0.1");
        live(DAY.multipliedBy(60));
        Changes.Position known = test.position(1);
        test.add("b", "10.0.0.2");
        source(test.transactions).report(new NodeReport("other", "other", known, Long.MAX_VALUE, 0, -1, 0, 0, null, false));
        pass(DAY.dividedBy(2));
        node.poll();
        live(HOUR.multipliedBy(6));
        assertThat(test.source().changesSince(known, Set.of(LIST)).complete()).isFalse();
        live(DAY.multipliedBy(2));
        assertThat(test.source().changesSince(known, Set.of(LIST)).complete()).as("it has been silent for a day").isTrue();
    }

    @Test
    void theRequestKeysOfADayAndTheNewestChangeStayWithTheShortestRetention() throws Exception {
        try (TestStore brief = new TestStore("activity-retention", "P1D")) {
            Author keyed = new Author("mary", null, "key-1");
            VirtualNode other = new VirtualNode(new Retention.Source(brief.source(), new Retention(brief.transactions,
                    brief.settings.activityRetention(), brief.clock::get)), brief.settings, brief.clock, LIST);
            Entry entry = brief.store.add(LIST, brief.spec("a", "10.0.0.1"), keyed);
            brief.store.delete(LIST, entry.id(), 1, MARY);
            brief.add("b", "10.0.0.2");
            brief.clock.addAndGet(DAY.toMillis() - 1);
            for (int i = 0; i < 6; i++) {
                other.poll();
            }
            assertThat(brief.store.list(LIST).revision()).isEqualTo(3);
            assertThat(brief.number("select count(*) from ipr_change")).isEqualTo(3);
            brief.clock.addAndGet(3 * DAY.toMillis());
            for (int i = 0; i < 6; i++) {
                other.poll();
            }
            assertThat(brief.number("select count(*) from ipr_change where token <> ''")).as("the newest").isEqualTo(1);
            assertThat(brief.number("select count(*) from ipr_change")).isEqualTo(1);
        }
    }

    @Test
    void onlyTheNodeThatHasBeenRunningTheLongestRemovesAndAFewRowsAtATime() throws Exception {
        node.poll();
        pass(MINUTE);
        VirtualNode second = node();
        for (int i = 0; i < 3 * Retention.MOST_ROWS / 2; i++) {
            Entry entry = test.add("entry", "10.0.0.1");
            test.store.delete(LIST, entry.id(), 1, MARY);
        }
        long all = count("ipr_change");
        test.clock.addAndGet(DAY.toMillis() * 31);
        test.transactions.read(work -> work.entities().createQuery("update NodeRow n set n.lastSeenAt = " + test.clock.get()).executeUpdate());
        second.poll();
        assertThat(count("ipr_change")).isEqualTo(all);
        node.poll();
        assertThat(count("ipr_change")).isEqualTo(all - Retention.MOST_ROWS);
        node.poll();
        assertThat(count("ipr_change")).isEqualTo(all - 2 * Retention.MOST_ROWS);
    }

    @Test
    void aClockOfTheDatabaseThatIsAheadRemovesNothing() throws Exception {
        Entry entry = test.add("a", "10.0.0.1");
        test.store.delete(LIST, entry.id(), 1, MARY);
        test.add("b", "10.0.0.2");
        long wall = test.clock.get();
        Retention retention = new Retention(test.transactions, Duration.ofDays(30), () -> wall);
        node.poll();
        pass(DAY.multipliedBy(400));
        node.poll();
        assertThat(count("ipr_change")).as("by both clocks").isLessThan(3);
        Entry again = test.add("c", "10.0.0.3");
        test.store.delete(LIST, again.id(), 1, MARY);
        test.add("d", "10.0.0.4");
        pass(DAY.multipliedBy(400));
        long before = count("ipr_change");
        retention.afterPoll(node.id(), test.clock.get());
        assertThat(count("ipr_change")).isEqualTo(before);
    }

    @Test
    void aFailureIsLoggedOnceAndPollsGoOn() throws Exception {
        List<LogRecord> lines = new ArrayList<>();
        Logger logger = Logger.getLogger(Retention.class.getName());
        Handler listening = new StreamHandler() {
            @Override
            public synchronized void publish(LogRecord line) {
                lines.add(line);
            }
        };
        logger.addHandler(listening);
        Transactions broken = test.transactions(test.dataSource, null);
        broken.close();
        try {
            Retention retention = new Retention(broken, DAY, test.clock::get);
            Retention.Source source = new Retention.Source(test.source(), retention);
            VirtualNode other = new VirtualNode(source, test.settings, test.clock, LIST);
            test.add("a", "10.0.0.1");
            for (int hour = 0; hour < 10; hour++) {
                pass(HOUR);
                other.poll();
            }
            other.tick();
            assertThat(other.decide(LIST, "10.0.0.1")).isEqualTo(Decision.ALLOWED);
            assertThat(lines).extracting(LogRecord::getMessage).hasSize(1).allSatisfy(line -> assertThat(line)
                    .startsWith("Old changes cannot be removed; this is tried again in an hour:"));
        } finally {
            logger.removeHandler(listening);
        }
    }
}
