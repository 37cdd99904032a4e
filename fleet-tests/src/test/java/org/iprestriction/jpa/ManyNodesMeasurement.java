package org.iprestriction.jpa;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.iprestriction.fleet.Postgres;
import org.iprestriction.settings.Settings;
import org.iprestriction.store.AccessListsUnit;
import org.junit.jupiter.api.Test;

/**
 * Measures what 1 and 100 nodes at rest cost a PostgreSQL on Linux and prints it. Asserts nothing and is not part of any
 * build; docs/operations.md has the command and the result.
 */
class ManyNodesMeasurement {

    private static final Duration WATCHED = Duration.ofMinutes(2);
    private static final Duration SETTLED = Duration.ofSeconds(40);
    private static final long TICK_MILLIS = 10;

    /** What the server has counted so far. */
    private record Reading(long transactions, long updates, long processor) {

        static Reading of(Postgres postgres) throws Exception {
            return new Reading(postgres.number("select xact_commit from pg_stat_database where datname = current_database()"),
                    postgres.number("select n_tup_upd from pg_stat_user_tables where relname = 'ipr_node'"),
                    cpuMillis(postgres.number("select pid from pg_stat_activity where backend_type = 'checkpointer'")));
        }

        /** {@code child} is a process of the server that lives as long as it does. */
        private static long cpuMillis(long child) throws IOException {
            String server = parent(Files.readString(Path.of("/proc/" + child + "/stat")));
            long ticks = 0;
            try (var folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                for (Path folder : folders) {
                    String stat = read(folder.resolve("stat"));
                    if (folder.endsWith(server) || !stat.isEmpty() && parent(stat).equals(server)) {
                        String[] fields = stat.substring(stat.indexOf(')') + 2).split(" ");
                        ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
                    }
                }
            }
            return ticks * TICK_MILLIS;
        }

        private static String parent(String stat) {
            return stat.substring(stat.indexOf(')') + 2).split(" ")[1];
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException ended) {
                return "";
            }
        }
    }

    @Test
    void measure() throws Exception {
        Logger.getLogger("org.hibernate").setLevel(Level.WARNING);
        Logger.getLogger("org.iprestriction").setLevel(Level.WARNING);
        for (int nodes : new int[] {1, 100}) {
            Postgres postgres = Postgres.withTables();
            try (HikariDataSource pool = new HikariDataSource()) {
                pool.setDataSource(postgres.source(postgres.port()));
                try (EntityManagerFactory factory = AccessListsUnit.create(pool)) {
                    measure(nodes, postgres, pool, factory);
                }
            }
        }
    }

    private static void measure(int count, Postgres postgres, HikariDataSource pool, EntityManagerFactory factory) throws Exception {
        List<IpRestriction> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            IpRestriction node = IpRestriction.open(factory, pool, Settings.of(Map.of("ip-restriction.node-name", "node " + i)));
            node.lists().named("default");
            nodes.add(node);
        }
        pass(SETTLED);
        Reading before = Reading.of(postgres);
        pass(WATCHED);
        Reading after = Reading.of(postgres);
        long polls = after.updates - before.updates;
        System.out.printf("%d nodes in %d s: %d reports, %d transactions, %d ms of the server's processor, %.0f microseconds a poll%n", count,
                WATCHED.toSeconds(), polls, after.transactions - before.transactions, after.processor - before.processor,
                1000.0 * (after.processor - before.processor) / Math.max(1, polls));
        nodes.forEach(IpRestriction::close);
    }

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
