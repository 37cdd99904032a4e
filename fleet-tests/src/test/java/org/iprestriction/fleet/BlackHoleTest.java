package org.iprestriction.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.iprestriction.access.Decision;
import org.iprestriction.address.IpAddress;
import org.iprestriction.database.OutcomeUnknownException;
import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.jpa.IpRestriction;
import org.iprestriction.live.LiveList;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Data between a node and its database is dropped at each statement in turn, without notice to either side. The data
 * source has no timeouts of its own.
 */
class BlackHoleTest {

    private static final Settings SETTINGS = Settings.of(Map.of("ip-restriction.activation", "PT5S"));
    private static final Author MARY = new Author("mary", null, null);
    private static final List<Logger> QUIET = List.of(Logger.getLogger("org.hibernate"), Logger.getLogger("org.iprestriction"));

    private static Postgres postgres;
    private static IpRestriction near;

    @BeforeAll
    static void start() throws Exception {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
        postgres = Postgres.withTables();
        near = IpRestriction.open(postgres.source(postgres.port()), SETTINGS);
        near.lists().named("default");
        await(Duration.ofSeconds(30), () -> near.lists().ready());
    }

    @AfterAll
    static void stop() {
        near.close();
        QUIET.forEach(logger -> logger.setLevel(null));
    }

    private static EntrySpec allow(String address) {
        return EntrySpec.of(null, "entry " + address, address, null, true, null, SETTINGS);
    }

    private static void await(Duration most, BooleanSupplier condition) {
        assertThat(comes(most, condition)).as("what was waited for").isTrue();
    }

    private static boolean comes(Duration most, BooleanSupplier condition) {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(5_000_000);
        }
        return true;
    }

    private static String problem(IpRestriction node) {
        return node.lists().status().iterator().next().problem();
    }

    private static boolean allows(LiveList list, String address) {
        return list.inForce() != null && list.inForce().decide(IpAddress.parse(address)) == Decision.ALLOWED;
    }

    /** Runs a trial for each number, concurrently because each has to wait. */
    private static void forEach(int last, Trial trial) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(last);
        List<Future<Void>> results = new ArrayList<>();
        for (int number : IntStream.rangeClosed(1, last).toArray()) {
            Callable<Void> run = () -> {
                trial.run(number);
                return null;
            };
            results.add(executor.submit(run));
        }
        for (Future<Void> result : results) {
            result.get();
        }
        executor.shutdown();
    }

    private interface Trial {
        void run(int number) throws Exception;
    }

    @Test
    void aNodeWhosePollOrReportIsSwallowedAtAnyStatementKnowsTheNextChangeWithinItsActivationAndAFewSeconds() throws Exception {
        AtomicInteger toldOfIt = new AtomicInteger();
        forEach(16, write -> {
            String address = "10.0.0." + write;
            try (Gate gate = new Gate(postgres.port());
                    IpRestriction node = IpRestriction.open(postgres.source(gate.port()), SETTINGS)) {
                LiveList list = node.lists().named("default");
                await(Duration.ofSeconds(60), () -> list.inForce() != null);
                gate.loseAtWrite(write);
                await(Duration.ofSeconds(30), () -> gate.lost() == 1);
                if (comes(Duration.ofSeconds(8), () -> problem(node) != null)) {
                    toldOfIt.incrementAndGet();
                }
                near.entries().add("default", allow(address), MARY);
                await(Duration.ofSeconds(40), () -> allows(list, address));
                await(Duration.ofSeconds(10), () -> problem(node) == null);
            }
        });
        assertThat(toldOfIt.get()).as("all but those that lost what needs no answer").isGreaterThan(10);
        assertThat(near.entries().list("default").nodes()).filteredOn(node -> node.state() != NodeStatus.State.GONE).hasSize(1);
    }

    @Test
    void aSaveThatIsSwallowedAtAnyStatementEndsAndHoldsNobodyUpForLong() throws Exception {
        forEach(14, write -> {
            Postgres database = Postgres.withTables();
            try (Gate gate = new Gate(database.port());
                    IpRestriction node = IpRestriction.open(database.source(gate.port()), SETTINGS);
                    IpRestriction other = IpRestriction.open(database.source(database.port()), SETTINGS)) {
                await(Duration.ofSeconds(60), () -> save(node, "10.0.0.1") && save(other, "10.0.0.2"));
                long before = System.nanoTime();
                gate.loseAtWrite(write);
                save(node, "10.1.0.1");
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(40));
                await(Duration.ofSeconds(30), () -> save(other, "10.0.0.3"));
                await(Duration.ofSeconds(30), () -> save(node, "10.0.0.4"));
                await(Duration.ofSeconds(30), () -> isNothingLeftOpen(database));
                // it would wait for a forgotten transaction, and everything else would wait for it
                database.sql("set lock_timeout = '30s'; alter table ipr_change add column of_a_migration integer");
            }
        });
    }

    @Test
    void aNodeThatIsLostWhileItReportsForTheFirstTimeLeavesNothingOpen() throws Exception {
        forEach(4, number -> {
            Postgres database = Postgres.withTables();
            try (Gate gate = new Gate(database.port());
                    IpRestriction node = IpRestriction.open(database.source(gate.port()), SETTINGS)) {
                gate.loseAfter(number <= 2 ? "insert into ipr_node" : "update ipr_node", number % 2); // the statement itself, or its commit
                node.lists().named("default");
                await(Duration.ofSeconds(60), () -> gate.lost() == 1);
                await(Duration.ofSeconds(30), () -> isNothingLeftOpen(database));
                database.sql("set lock_timeout = '30s'; alter table ipr_node add column of_a_migration integer");
            }
        });
    }

    private static boolean save(IpRestriction node, String address) {
        try {
            node.entries().add("default", allow(address), MARY);
            return true;
        } catch (StoreUnavailableException | OutcomeUnknownException silent) {
            return false;
        }
    }

    private static boolean isNothingLeftOpen(Postgres database) {
        try {
            return database.number("select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'"
                    + " and now() - state_change > interval '1 s'") == 0;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
