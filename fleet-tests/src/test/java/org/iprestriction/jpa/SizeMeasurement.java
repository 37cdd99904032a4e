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
import java.util.function.IntConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryFilter.Group;
import org.iprestriction.entry.EntryFilter;
import org.iprestriction.entry.EntryOrder;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.fleet.Postgres;
import org.iprestriction.live.Changes;
import org.iprestriction.live.NodeReport;
import org.iprestriction.settings.Settings;
import org.iprestriction.store.Transactions;
import org.iprestriction.store.Work;
import org.junit.jupiter.api.Test;

/**
 * Measures what a list of 100 and of 100,000 entries costs on PostgreSQL and prints it. Asserts nothing and is not part
 * of any build; docs/operations.md has the command and the result.
 */
class SizeMeasurement {

    private static final String LIST = "default";
    private static final Author MARY = new Author("mary", "192.0.2.7", null);
    private static final int RUNS = Integer.getInteger("runs", 21);
    private static final int WARM_UP = Integer.getInteger("warm-up", 15);
    private static final int SAVES = 40;
    private static final int EDITS = 5_000;
    private static final Logger HIBERNATE = Logger.getLogger("org.hibernate");

    private final Settings settings = Settings.of(Map.of("ip-restriction.max-entries", "1000000"));

    @Test
    void measure() throws Exception {
        HIBERNATE.setLevel(Level.WARNING);
        for (int size : new int[] {100, 100_000}) {
            Postgres postgres = Postgres.withTables();
            try (HikariDataSource pool = new HikariDataSource();
                    Transactions transactions = new Transactions(pool, settings.activation())) {
                pool.setDataSource(postgres.source(postgres.port()));
                transactions.read(Work::revision); // starts the provider, names the store
                postgres.sql(fill(size));
                measure(size, pool, transactions);
            }
        }
    }

    /** Entries of a year: seven tenths addresses, two tenths networks, one tenth IPv6; one in ten is a block. */
    private static String fill(int size) {
        return """
                insert into ipr_entry select n, 'default', 'Entry ' || n, 'entry ' || n, 1, 0, n, 1700000000000, 'mary', 1700000000000, 'mary'
                    from generate_series(1, %1$d) n;
                insert into ipr_entry_version select %1$d + n, n, 'default', case when n %% 10 = 3 then 'block' else 'allow' end,
                    case when n %% 10 < 7 then '10.' || a || '.' || b || '.' || c when n %% 10 < 9 then '11.' || a || '.' || b || '.' || c || '/32'
                        else '2001:db8:' || to_hex(n / 65536 + 1) || ':' || to_hex(n %% 65536 + 1) || '::/64' end,
                    case when n %% 10 < 7 then '10.' || a || '.' || b || '.' || c when n %% 10 < 9 then '11.' || a || '.' || b || '.' || c
                        else '2001:db8:' || to_hex(n / 65536 + 1) || ':' || to_hex(n %% 65536 + 1) || '::' end,
                    case when n %% 10 < 7 then '10.' || a || '.' || b || '.' || c when n %% 10 < 9 then '11.' || a || '.' || b || '.' || c
                        else '2001:db8:' || to_hex(n / 65536 + 1) || ':' || to_hex(n %% 65536 + 1) || ':ffff:ffff:ffff:ffff' end,
                    1, 1700000300000, 9223372036854775807, null, n, 1700000000000
                    from (select n, n / 65536 a, n / 256 %% 256 b, n %% 256 c from generate_series(1, %1$d) n) t;
                insert into ipr_change select n, 'token ' || n, 'default', n, 'Entry ' || n, 'added', 'mary', 1700000000000, '192.0.2.7',
                    null, 'text', 1700000300000, null, null from generate_series(1, %1$d) n;
                update ipr_state set revision = %1$d, token = 'token %1$d', next_id = 2 * %1$d + 1;
                analyze
                """.formatted(size);
    }

    private void measure(int size, DataSource source, Transactions transactions) throws Exception {
        EntryStore store = new EntryStore(transactions, settings, () -> { });
        JpaAccessListSource rules = new JpaAccessListSource(transactions, settings.activation());
        Callable<?> plain = () -> plain(source);
        Callable<?> load = () -> rules.changesSince(null, Set.of(LIST)).rules().get(LIST).size();
        times(WARM_UP, List.of(plain, load));
        List<double[]> reads = times(RUNS, List.of(plain, load));
        print(size, "plain JDBC read of the rows", reads.get(0));
        print(size, "full load", reads.get(1));
        System.out.printf("| %,d | full load / plain read, medians | %.2f |%n", size, median(reads.get(1)) / median(reads.get(0)));
        firstSaves(size, source, rules);
        Changes.Position position = rules.changesSince(null, Set.of(LIST)).position();
        print(size, "poll without news", times(SAVES, () -> rules.changesSince(position, Set.of(LIST)).position()));
        NodeReport report = new NodeReport("node", "node", position, Long.MAX_VALUE, 0, -1, 0, 0, null, false);
        print(size, "poll without news and report", times(SAVES, () -> {
            rules.changesSince(position, Set.of(LIST));
            rules.report(report);
            return null;
        }));
        print(size, "EntryStore.list", times(RUNS, () -> store.list(LIST).entries().size()));
        print(size, "EntryStore.recent", times(RUNS, () -> store.recent(LIST).entries().size()));
        print(size, "EntryStore.page, 500 entries", times(RUNS, () -> store.page(LIST, EntryFilter.ALL, EntryOrder.BY_NAME, null, 500)));
        print(size, "EntryStore.page, one entry matches", times(RUNS, () -> store.page(LIST, new EntryFilter("entry " + size, Group.ALL),
                EntryOrder.BY_NAME, null, 500)));
        print(size, "EntryStore.find", times(SAVES, () -> store.find(LIST, 7).orElseThrow()));
        saves(size, store);
        Entry one = store.find(LIST, 7).orElseThrow();
        String edited = one.saved().address().toString();
        for (int i = 0; i < EDITS; i++) {
            store.change(LIST, 7, -1, spec("Entry 7", i % 2 == 0 ? "12.0.0.1" : edited), MARY);
        }
        print(size, "change after " + EDITS + " edits", times(SAVES, i -> store.change(LIST, 7, -1,
                spec("Entry 7", i % 2 == 0 ? "12.0.0.1" : edited), MARY)));
    }

    /** Each on a node that has just been started, as far as that is possible in one process. */
    private void firstSaves(int size, DataSource source, JpaAccessListSource rules) throws Exception {
        for (String when : List.of("no node runs", "a node runs")) {
            List<Double> times = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                try (Transactions fresh = new Transactions(source, settings.activation())) {
                    EntryStore store = new EntryStore(fresh, settings, () -> { });
                    store.revision(LIST); // starts the provider
                    EntrySpec spec = spec("First " + i + ", " + when, "15." + when.length() + ".0." + i);
                    times.add(times(1, () -> store.add(LIST, spec, MARY))[0]);
                }
            }
            print(size, "first add, while " + when, times.stream().mapToDouble(Double::doubleValue).sorted().toArray());
            rules.report(new NodeReport("node", "node", rules.changesSince(null, Set.of(LIST)).position(), Long.MAX_VALUE, 0, -1, 0, 0, null, false));
        }
    }

    private void saves(int size, EntryStore store) throws Exception {
        List<Entry> added = new ArrayList<>();
        print(size, "add", times(SAVES, i -> added.add(store.add(LIST, spec("New " + i, "13.0.0." + i), MARY))));
        print(size, "change", times(SAVES, i -> store.change(LIST, 10 + i, -1, spec("Entry " + (10 + i), "14.0.0." + i), MARY)));
        print(size, "rename", times(SAVES, i -> store.change(LIST, 10 + i, -1, spec("Renamed " + (10 + i), "14.0.0." + i), MARY)));
        print(size, "undo", times(SAVES, i -> store.undo(LIST, 10 + i, -1, MARY).orElseThrow()));
        print(size, "delete", times(SAVES, i -> store.delete(LIST, 10 + i, -1, MARY).orElseThrow()));
    }

    private EntrySpec spec(String name, String address) {
        return EntrySpec.of(null, name, address, null, true, null, settings);
    }

    /** Reads what a full load reads, without doing anything with it. */
    private static int plain(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection(); PreparedStatement select = connection.prepareStatement(
                "select id, entry_id, rule_action, notation, first_address, last_address, enabled, begins_at, ends_at, expires_at"
                        + " from ipr_entry_version where list_name = ? and ends_at > ? and ends_at > begins_at")) {
            select.setString(1, LIST);
            select.setLong(2, System.currentTimeMillis());
            List<Object[]> rows = new ArrayList<>();
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    rows.add(new Object[] {result.getLong(1), result.getLong(2), result.getString(3), result.getString(4),
                            result.getString(5), result.getString(6), result.getShort(7), result.getLong(8), result.getLong(9),
                            result.getObject(10)});
                }
            }
            return rows.size();
        }
    }

    private static double[] times(int runs, Callable<?> work) {
        return times(runs, (int i) -> {
            try {
                work.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Returns milliseconds, sorted. */
    private static double[] times(int runs, IntConsumer work) {
        return IntStream.range(0, runs).mapToDouble(i -> {
            long start = System.nanoTime();
            work.accept(i);
            return (System.nanoTime() - start) / 1e6;
        }).sorted().toArray();
    }

    /** Returns the milliseconds of each of the works, which take turns, sorted. */
    private static List<double[]> times(int runs, List<Callable<?>> works) throws Exception {
        double[][] times = new double[works.size()][runs];
        for (int i = 0; i < runs; i++) {
            for (int work = 0; work < works.size(); work++) {
                times[work][i] = times(1, works.get(work))[0];
            }
        }
        return Arrays.stream(times).map(sorted -> Arrays.stream(sorted).sorted().toArray()).toList();
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    private static void print(int size, String what, double[] millis) {
        System.out.printf("| %,d | %s | %.1f | %.1f | %.1f |%n", size, what, millis[0], median(millis), millis[millis.length - 1]);
    }
}
