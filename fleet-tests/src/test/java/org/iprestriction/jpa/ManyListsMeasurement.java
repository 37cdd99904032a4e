package org.iprestriction.jpa;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.EntryFilter;
import org.iprestriction.entry.EntryOrder;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.fleet.Postgres;
import org.iprestriction.live.Changes;
import org.iprestriction.live.LiveLists;
import org.iprestriction.settings.Settings;
import org.iprestriction.store.Transactions;
import org.iprestriction.store.Work;
import org.junit.jupiter.api.Test;

/**
 * Measures what 100,000 lists of ten entries cost on PostgreSQL and prints it. Asserts nothing and is not part of any build;
 * docs/operations.md has the command and the result.
 */
class ManyListsMeasurement {

    private static final int LISTS = Integer.getInteger("lists", 100_000);
    private static final int ENTRIES = 10;
    private static final int RUNS = Integer.getInteger("runs", 11);
    private static final int WARM_UP = Integer.getInteger("warm-up", 5);
    private static final int SAVES = Integer.getInteger("saves", 200);
    private static final long SECONDS = Integer.getInteger("seconds", 10);
    private static final Author MARY = new Author("mary", "192.0.2.7", null);
    private static final String ONE = "account-777";
    private static final Set<String> EVERY = Set.of(LiveLists.EVERY);
    private static final Logger HIBERNATE = Logger.getLogger("org.hibernate");

    private final Settings settings = Settings.of(Map.of());

    /** A store on a database of its own. */
    private final class Store implements AutoCloseable {
        final Postgres postgres = Postgres.withTables();
        final HikariDataSource pool = new HikariDataSource();
        final Transactions transactions = new Transactions(pool, settings.activation());
        final EntryStore entries = new EntryStore(transactions, settings, () -> { });
        final JpaAccessListSource rules = new JpaAccessListSource(transactions, settings.activation());

        Store(int from, int to) throws SQLException {
            pool.setDataSource(postgres.source(postgres.port()));
            pool.setMaximumPoolSize(20);
            transactions.read(Work::revision); // starts the provider, names the store
            postgres.sql(fill(from, to));
        }

        @Override
        public void close() {
            transactions.close();
            pool.close();
        }
    }

    @Test
    void measure() throws Exception {
        HIBERNATE.setLevel(Level.WARNING);
        try (Store many = new Store(0, LISTS - 1); Store alone = new Store(777, 777)) {
            loads(many);
            pages(many);
            saves(alone, many);
            for (String fsync : List.of("off", "on")) {
                many.postgres.sql("alter system set fsync = " + fsync);
                many.postgres.sql("select pg_reload_conf()");
                for (int writers : new int[] {1, 4, 16}) {
                    throughput(many.entries, writers, fsync);
                }
            }
        }
    }

    /** Entries of a year, one in ten of them a block. */
    private static String fill(int from, int to) {
        int last = (to + 1) * ENTRIES - 1;
        return """
                insert into ipr_entry select n + 1, 'account-' || n / %3$d, 'Entry ' || n %% %3$d, 'entry ' || n %% %3$d, 1, 0, n + 1,
                    1700000000000, 'mary', 1700000000000, 'mary' from generate_series(%1$d, %2$d) n;
                insert into ipr_entry_version select 10000000 + n, n + 1, 'account-' || n / %3$d, case when n %% 10 = 3 then 'block' else 'allow' end,
                    address, address, address, 1, 1700000300000, 9223372036854775807, null, n + 1, 1700000000000
                    from (select n, '10.' || n / 65536 || '.' || n / 256 %% 256 || '.' || n %% 256 address from generate_series(%1$d, %2$d) n) t;
                insert into ipr_change select n + 1, 'token ' || n, 'account-' || n / %3$d, n + 1, 'Entry ' || n %% %3$d, 'added', 'mary',
                    1700000000000, '192.0.2.7', null, 'text', 1700000300000, null, null from generate_series(%1$d, %2$d) n;
                update ipr_state set revision = %2$d + 1, token = 'token %2$d', next_id = 20000000;
                analyze
                """.formatted(from * ENTRIES, last, ENTRIES);
    }

    private void loads(Store store) throws Exception {
        Callable<?> plain = () -> plain(store.pool);
        Callable<?> load = () -> store.rules.changesSince(null, EVERY).rules().size();
        times(WARM_UP, List.of(plain, load));
        List<double[]> reads = times(RUNS, List.of(plain, load));
        print("plain JDBC read of the rows", reads.get(0));
        print("full load of every list", reads.get(1));
        ratio("full load / plain read", reads.get(1), reads.get(0), 2);
        Changes.Position[] position = {store.rules.changesSince(null, EVERY).position()};
        print("poll without news", times(SAVES, i -> store.rules.changesSince(position[0], EVERY)));
        print("poll after one change", times(SAVES, i -> {
            store.entries.change("account-" + i, 10L * i + 1, -1, spec("Entry 0", "12.0.0.1"), MARY);
            return (Callable<?>) () -> position[0] = store.rules.changesSince(position[0], EVERY).position();
        }));
    }

    private void pages(Store store) throws Exception {
        EntryStore entries = store.entries;
        print("EntryStore.lists, first 50", times(SAVES, i -> entries.lists("", null, 50)));
        print("EntryStore.lists, 50 after some list", times(SAVES, i -> entries.lists("", "account-" + 311 * i, 50)));
        print("EntryStore.lists, search without a match", times(RUNS, i -> entries.lists("nothing", null, 50)));
        print("EntryStore.lists, search with ten matches", times(RUNS, i -> entries.lists("-9999", "account-99", 50)));
        print("EntryStore.list", times(SAVES, i -> entries.list("account-" + 311 * i)));
        print("EntryStore.recent, 200 lists in turn", times(5 * SAVES, i -> entries.recent("account-" + 311 * (i % 200))));
        print("EntryStore.page", times(SAVES, i -> entries.page("account-" + 311 * i, EntryFilter.ALL, EntryOrder.BY_NAME, null, 50)));
        print("EntryStore.revision", times(SAVES, i -> entries.revision("account-" + 311 * i)));
    }

    /** Saves into one list that is alone in its store, and into one beside 99,999 others, in turn. */
    private void saves(Store alone, Store many) throws Exception {
        for (int round = 0; round < 2; round++) { // the first one warms up
            boolean last = round == 1;
            String address = round + ".";
            compare("add", last, i -> alone.entries.add(ONE, spec("n" + address + i, "13." + address + i / 200 + "." + i % 200), MARY),
                    i -> many.entries.add(ONE, spec("n" + address + i, "13." + address + i / 200 + "." + i % 200), MARY));
            compare("change", last, i -> alone.entries.change(ONE, 7771, -1, spec("Entry 0", "14." + address + i / 200 + "." + i % 200), MARY),
                    i -> many.entries.change(ONE, 7771, -1, spec("Entry 0", "14." + address + i / 200 + "." + i % 200), MARY));
            compare("rename", last, i -> alone.entries.change(ONE, 7772, -1, spec("renamed " + address + i, "10.0.30.91"), MARY),
                    i -> many.entries.change(ONE, 7772, -1, spec("renamed " + address + i, "10.0.30.91"), MARY));
            for (Store store : List.of(alone, many)) {
                store.entries.list(ONE).entries().stream().filter(entry -> entry.name().startsWith("n") && !entry.deleted())
                        .forEach(entry -> store.entries.delete(ONE, entry.id(), -1, MARY));
            }
        }
    }

    private static void compare(String what, boolean print, Step alone, Step many) throws Exception {
        int[] next = {0, 0};
        List<double[]> times = times(Math.min(SAVES, 35), List.of(() -> alone.run(next[0]++), () -> many.run(next[1]++)));
        if (print) {
            print(what + ", the only list", times.get(0));
            print(what + ", beside the other lists", times.get(1));
            ratio(what + ", beside / alone", times.get(1), times.get(0), 1.3);
        }
    }

    /** Changes in as many lists as there are writers, as fast as the one row that orders them lets them. */
    private void throughput(EntryStore store, int writers, String fsync) throws Exception {
        AtomicInteger saved = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        List<Future<?>> running = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int account = 5_000 + writer;
            running.add(threads.submit(() -> {
                for (int i = 0; System.nanoTime() < end; i++) {
                    store.change("account-" + account, account * 10L + 1, -1, spec("Entry 0", "15.0." + account % 256 + "." + i % 2), MARY);
                    saved.incrementAndGet();
                }
            }));
        }
        for (Future<?> writer : running) {
            writer.get();
        }
        threads.shutdown();
        System.out.printf("| changes a second, %d writers, fsync %s | %.0f |%n", writers, fsync, saved.get() / (double) SECONDS);
    }

    private EntrySpec spec(String name, String address) {
        return EntrySpec.of(null, name, address, null, true, null, settings);
    }

    /** Reads what a full load reads, without doing anything with it. */
    private static int plain(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection(); PreparedStatement select = connection.prepareStatement(
                "select id, entry_id, rule_action, notation, first_address, last_address, enabled, begins_at, ends_at, expires_at,"
                        + " list_name from ipr_entry_version where ends_at > ? and ends_at > begins_at")) {
            select.setLong(1, System.currentTimeMillis());
            List<Object[]> rows = new ArrayList<>();
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    rows.add(new Object[] {result.getLong(1), result.getLong(2), result.getString(3), result.getString(4),
                            result.getString(5), result.getString(6), result.getShort(7), result.getLong(8), result.getLong(9),
                            result.getObject(10), result.getString(11)});
                }
            }
            return rows.size();
        }
    }

    /** Something that is measured, for the given time; what it returns is measured instead if it can be called. */
    private interface Step {
        Object run(int i) throws Exception;
    }

    private static double[] times(int runs, Step step) throws Exception {
        double[] times = new double[runs];
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            Object result = step.run(i);
            if (result instanceof Callable<?> measured) {
                start = System.nanoTime();
                measured.call();
            }
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return times;
    }

    /** Returns the milliseconds of each of the works, which take turns, sorted. */
    private static List<double[]> times(int runs, List<Callable<?>> works) throws Exception {
        double[][] times = new double[works.size()][runs];
        for (int i = 0; i < runs; i++) {
            for (int work = 0; work < works.size(); work++) {
                long start = System.nanoTime();
                works.get(work).call();
                times[work][i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.stream(times).forEach(Arrays::sort);
        return List.of(times);
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    private static void ratio(String what, double[] one, double[] other, double limit) {
        double ratio = median(one) / median(other);
        System.out.printf("| %s, medians | %.2f | at most %.1f | %s |%n", what, ratio, limit, ratio <= limit ? "pass" : "FAIL");
    }

    private static void print(String what, double[] millis) {
        System.out.printf("| %s | %.1f | %.1f | %.1f |%n", what, millis[0], median(millis), millis[millis.length - 1]);
    }
}
