package org.iprestriction.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.iprestriction.fleet.Plan.Verdict;

/**
 * Three nodes on one PostgreSQL, with callers who ask all of them all the time. The wall clock of the third is 30 seconds ahead.
 * Started at the first use, and shared by all tests of a run.
 */
final class Fleet {

    static final Duration ACTIVATION = Duration.ofSeconds(5);
    static final long POLL_MILLIS = ACTIVATION.toMillis() / 10;
    static final int MOST_ENTRIES = 50;
    static final int CLOCK_OFFSET_SECONDS = 30;
    /** A caller who is allowed throughout. */
    static final String REGULAR = "198.51.100.1";
    /** A caller who is never allowed. */
    static final String STRANGER = "203.0.113.66";
    private static final int NODES = 3;
    private static Fleet running;

    final Plan plan = new Plan();
    final Callers callers = new Callers(plan);
    final DatabaseServer database;
    final List<Node> nodes = new ArrayList<>();
    private final Map<String, String> wrongClock = wrongClock();
    private final AtomicInteger addresses = new AtomicInteger();

    private Fleet() throws IOException, SQLException {
        long before = System.nanoTime();
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of(System.getProperty("fleet.directory"))), "run");
        database = new DatabaseServer(directory);
        Runtime.getRuntime().addShutdownHook(new Thread(database::close));
        for (int number = 1; number <= NODES; number++) {
            nodes.add(new Node("node" + number, directory, environment(number == NODES)));
        }
        for (Node node : nodes) {
            node.launch();
        }
        nodes.forEach(Node::awaitReady);
        plan.from(STRANGER, Long.MIN_VALUE, Verdict.BLOCKED);
        tell("started after " + Duration.ofNanos(System.nanoTime() - before).toSeconds() + " s");
    }

    /** Returns the fleet, whole: a test that failed may have left something stopped. */
    static synchronized Fleet whole() throws Exception {
        if (running == null) {
            running = new Fleet();
        }
        running.makeWhole();
        return running;
    }

    /** Lets the callers rest, so that tests without the fleet have the machine for themselves. */
    static synchronized void rest() {
        if (running != null) {
            running.callers.close();
        }
    }

    private Map<String, String> environment(boolean withWrongClock) {
        Map<String, String> environment = new HashMap<>(withWrongClock ? wrongClock : Map.of());
        environment.putAll(Map.of("IP_RESTRICTION_ACTIVATION", ACTIVATION.toString(), "IP_RESTRICTION_MAX_ENTRIES", String.valueOf(MOST_ENTRIES),
                "IP_RESTRICTION_JDBC_URL", database.url(),
                "IP_RESTRICTION_JDBC_USER", DatabaseServer.USER, "IP_RESTRICTION_JDBC_PASSWORD", DatabaseServer.PASSWORD));
        return environment;
    }

    /** The Debian package faketime. Only the wall clock is wrong; without the last setting, waiting in Java ends at once. */
    private static Map<String, String> wrongClock() {
        try (Stream<Path> found = Files.find(Path.of("/usr/lib"), 4, (path, type) -> path.endsWith("faketime/libfaketimeMT.so.1"))) {
            Optional<Path> library = found.findFirst();
            if (library.isPresent()) {
                return Map.of("LD_PRELOAD", library.get().toString(), "FAKETIME", "+" + CLOCK_OFFSET_SECONDS + "s", "NO_FAKE_STAT", "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC", "1", "FAKETIME_FORCE_MONOTONIC_FIX", "0");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        leaveOut("Without libfaketime (Debian package faketime) no node has a wrong clock.");
        return Map.of();
    }

    boolean hasWrongClock() {
        return !wrongClock.isEmpty();
    }

    /** Says why something cannot be tested on this machine; in CI, that is a failure. */
    static void leaveOut(String reason) {
        if ("true".equals(System.getenv("CI"))) {
            fail(reason);
        }
        tell(reason);
    }

    /** Prints a figure or a reason in the log of the tests. */
    static void tell(String sentence) {
        System.out.println("fleet: " + sentence);
    }

    private void makeWhole() throws Exception {
        if (database.disk().isPresent()) {
            database.disk().get().clear();
        }
        if (database.isRunning()) {
            database.resume();
        } else {
            database.start();
        }
        for (Node node : nodes) {
            if (!node.isRunning()) {
                callers.leave(node);
                node.launch();
                node.awaitReady();
            }
        }
        begin();
        nodes.forEach(callers::ask);
    }

    /** Begins with a list of only the regular caller's entry, in force on every node. */
    private void begin() throws Exception {
        Await.until("empty list", 60, () -> {
            String tag = nodes.get(0).send(Users.ADMIN, "GET", "/entries", null).tag();
            return nodes.get(0).send(Users.ADMIN, "PUT", "/entries", "{\"items\":[" + entry("Regular", REGULAR) + "]}", "If-Match", tag).status() == 200;
        });
        plan.forget(plan.callers().stream().filter(caller -> !caller.equals(STRANGER)).toList());
        awaitLoaded(revision());
        for (Node node : nodes) {
            Await.until("permission on " + node, 30, () -> {
                try (Line line = new Line(node.port())) {
                    return line.ask(REGULAR) == 200;
                }
            });
        }
        plan.from(REGULAR, Long.MIN_VALUE, Verdict.ALLOWED);
        callers.restart();
    }

    static String entry(String name, String address) {
        return "{\"name\":\"" + name + "\",\"address\":\"" + address + "\"}";
    }

    /** Returns an address that nothing has been said about yet. */
    String newAddress() {
        int number = addresses.incrementAndGet();
        return "10." + number / 65_536 + "." + number / 256 % 256 + "." + number % 256;
    }

    long revision() throws SQLException {
        return database.number("select revision from ipr_state");
    }

    /** Waits until every node has reported that it loaded a revision. */
    void awaitLoaded(long revision) {
        Await.until("node that has loaded revision " + revision, 60, () -> reports("loaded_revision >= " + revision) == nodes.size());
    }

    /** Waits until every node has polled and reported after an instant of the database's clock, and returns the latest of these instants. */
    long awaitPolls(long after) throws SQLException {
        Await.until("report of every node", 90, () -> reports("last_seen_at > " + after) == nodes.size());
        return database.number("select max(last_seen_at) from ipr_node where last_seen_at > " + after);
    }

    private long reports(String condition) throws SQLException {
        return database.number("select count(distinct node_name) from ipr_node where signed_off = 0 and " + condition
                + " and signed_on_at = (select max(signed_on_at) from ipr_node later where later.node_name = ipr_node.node_name)");
    }

    /** Returns the number of connections that the nodes hold. */
    long connections() throws SQLException {
        return database.number("select count(*) from pg_stat_activity where usename = '" + DatabaseServer.USER + "'");
    }

    /** Asserts that both threads of each node are there, once, and not more connections than each pool may have. */
    void isComplete() throws SQLException {
        for (Node node : nodes) {
            Await.until("end of the additional threads of " + node, 30, () -> {
                List<String> threads = node.threads();
                return threads.stream().filter("ip-restriction-loader"::equals).count() == 1
                        && threads.stream().filter("ip-restriction-switcher"::equals).count() == 1;
            });
        }
        Await.until("end of the additional connections", 30, () -> connections() <= 8L * nodes.size());
        assertThat(database.number("select count(*) from pg_stat_activity where usename = '" + DatabaseServer.USER
                + "' and state like 'idle in transaction%' and now() - state_change > interval '1 s'")).isZero();
    }
}
