package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iprestriction.jpa.TestStore.LIST;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.iprestriction.database.Product;
import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.entry.Entry;
import org.iprestriction.live.NodeReport;
import org.iprestriction.store.Transactions;
import org.iprestriction.store.Work;
import org.junit.jupiter.api.Test;

class TransactionsTest {

    @Test
    void aStoreThatDoesNotAnswerIsTriedAgainAtEachUse() throws Exception {
        try (TestStore test = new TestStore()) {
            Cable cable = new Cable(test.dataSource);
            cable.cut();
            try (Transactions transactions = test.transactions(cable.dataSource(), null)) {
                EntryStore store = test.store(transactions);
                assertThatThrownBy(() -> store.list(LIST)).isInstanceOf(StoreUnavailableException.class)
                        .hasMessage("The database does not answer.");
                cable.mend();
                assertThat(store.list(LIST).entries()).isEmpty();
                cable.cut();
                assertThatThrownBy(() -> store.list(LIST)).isInstanceOf(StoreUnavailableException.class);
                cable.mend();
                assertThat(store.list(LIST).entries()).isEmpty();
            }
        }
    }

    @Test
    void aTableThatIsTakenAwayLaterIsNamedTooAndTheProviderIsNotAskedInVain() throws Exception {
        List<LogRecord> lines = new ArrayList<>();
        Logger hibernate = Logger.getLogger("org.hibernate");
        Handler listening = new StreamHandler() {
            @Override
            public synchronized void publish(LogRecord line) {
                lines.add(line);
            }
        };
        hibernate.addHandler(listening);
        try (TestStore test = new TestStore()) {
            test.add("a", "10.0.0.1");
            test.sql("alter table ipr_change rename to elsewhere");
            assertThatThrownBy(() -> test.add("b", "10.0.0.2")).isInstanceOf(StoreUnavailableException.class);
            int first = lines.size();
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> test.add("b", "10.0.0.2")).hasMessageStartingWith("The table ipr_change is missing.");
            }
            assertThat(lines).hasSize(first);
            test.sql("alter table elsewhere rename to ipr_change");
            assertThat(test.add("b", "10.0.0.2").id()).isPositive();
        } finally {
            hibernate.removeHandler(listening);
        }
    }

    @Test
    void everyProductHasItsScriptAndItCanBeRunAgainAtAnyTime() throws Exception {
        for (Product product : Product.values()) {
            assertThat(Product.class.getClassLoader().getResource(product.script())).as(product.name()).isNotNull();
        }
        try (TestStore test = new TestStore()) {
            Entry entry = test.add("a", "10.0.0.1");
            test.database.runScript();
            assertThat(test.find(entry)).isEqualTo(entry);
            assertThat(test.number("select revision from ipr_state")).isEqualTo(1);
            test.sql("delete from ipr_state");
            test.database.runScript();
            assertThatThrownBy(() -> test.store.list(LIST)).as("its counters are lost, and may not begin anew beside entries")
                    .hasMessageContaining("The row of the table ipr_state is missing.");
        }
    }

    @Test
    void theFirstNodeNamesTheStoreAndItsActivationHolds() throws Exception {
        try (TestStore test = new TestStore("activation", "PT2M")) {
            String name = test.source().changesSince(null, Set.of()).position().store();
            assertThat(UUID.fromString(name)).isNotNull();
            test.source().report(report("one", false));
            try (Transactions other = new Transactions(test.dataSource, Duration.ofMinutes(9), em -> test.clock.get() * 1000)) {
                assertThat(other.read(Work::activation)).hasMinutes(2);
                assertThat(other.<String>read(Work::store)).isEqualTo(name);
                JpaAccessListSource source = new JpaAccessListSource(other, Duration.ofMinutes(9));
                source.report(report("two", false));
                assertThat(other.read(Work::activation)).as("beside another node").hasMinutes(2);
                test.source().report(report("one", true));
                source.report(report("two", false));
                assertThat(other.read(Work::activation)).as("alone").hasMinutes(9);
            }
        }
    }

    @Test
    void aNodeThatDiedWithoutSigningOffKeepsItsActivationForThreePollsAtMost() throws Exception {
        try (TestStore test = new TestStore("activation", "PT2M")) {
            test.source().report(report("died", false));
            test.clock.addAndGet(3 * 12_000 - 1);
            assertThat(restarted(test)).hasMinutes(2);
            test.clock.addAndGet(1);
            assertThat(restarted(test)).hasMinutes(9);
        }
    }

    private static Duration restarted(TestStore test) {
        try (Transactions other = new Transactions(test.dataSource, Duration.ofMinutes(9), em -> test.clock.get() * 1000)) {
            return other.read(Work::activation);
        }
    }

    private static NodeReport report(String node, boolean signedOff) {
        return new NodeReport(node, "same name", null, Long.MAX_VALUE, 0, -1, 0, 0, null, signedOff);
    }

    @Test
    void theClockOfTheDatabaseIsTheTimeOfTheWrite() throws Exception {
        try (TestStore test = TestStore.inRealTime()) {
            Instant before = Instant.now().minusMillis(1);
            Instant saved = test.add("a", "10.0.0.1").changedAt();
            assertThat(saved).isBetween(before, Instant.now().plusMillis(1));
        }
    }

    @Test
    void timeNeverGoesBackAlthoughTheClockDoes() throws Exception {
        try (TestStore test = new TestStore()) {
            Entry first = test.add("a", "10.0.0.1");
            test.clock.addAndGet(-3_600_000);
            assertThat(test.add("b", "10.0.0.2").changedAt()).isEqualTo(first.changedAt());
            assertThat(test.store.list(LIST).now()).isEqualTo(first.changedAt());
        }
    }

    @Test
    void aFractionOfAMillisecondIsRoundedUpForAChangeAndDownForAReading() throws Exception {
        try (TestStore test = new TestStore();
                Transactions exact = test.transactions(test.dataSource, entities -> 1_800_000_000_000_001L)) {
            assertThat(exact.<Long>read(Work::now)).isEqualTo(1_800_000_000_000L);
            assertThat(exact.<Long>write(Work::now)).isEqualTo(1_800_000_000_001L);
        }
    }
}
