package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.jpa.TestStore.LIST;

import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.address.Notation;
import org.iprestriction.store.AccessListsUnit;

/**
 * Some processes on one database, in virtual time and on one thread, through faults: the database is down, slow, hung or
 * answers late, answers to commits are lost, processes are killed and started, wall clocks are off and jump, backups are
 * restored. After each event, the answers of every node are compared with those of a model that has the same changes.
 */
final class Simulation implements AutoCloseable {

    private static final int LIMIT = 6;
    private static final long HOUR = 3_600_000;
    private static final long[] PAUSES = {0, 1, 500, 1_000, 2_000, 10_000, 10_000, 29_000, 29_999, 30_000, 59_999, 60_000, 60_001, 120_000, 239_999, 240_000, 240_001,
        300_000, 400_000};
    private static final int TRACED = 60;

    private final long seed;
    private final Random random;
    private final TestStore test;
    private final EventLoop loop;
    private final FaultyDatabase database;
    private final EntityManagerFactory factory;
    private final SimulatedAdministrator administrator;
    private final List<IpAddress> callers = callers();
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private final List<ExpectedAnswers> history = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final Deque<String> trace = new ArrayDeque<>();
    private final NodeComparison comparison;
    private final Path snapshots;
    private final long maxStaleness;
    /** Whether days pass, so that what is old is removed. */
    private final boolean slow;
    private TestDatabase.Backup backup;
    private ModelList backedUp;
    private long backedUpChangeAt;
    private long answers;
    private boolean settling;

    /** {@code folder} is for snapshot files. */
    Simulation(long seed, Path folder) throws Exception {
        this.seed = seed;
        random = new Random(seed);
        slow = random.nextInt(5) == 0;
        snapshots = random.nextBoolean() ? Files.createDirectories(folder) : null;
        maxStaleness = random.nextInt(3) == 0 ? 600_000 : 0;
        test = new TestStore("max-entries", Integer.toString(LIMIT));
        test.store.revision("default"); // names the store
        loop = new EventLoop(TestStore.START.toEpochMilli(), this::compare);
        database = new FaultyDatabase(test.dataSource, loop, random);
        factory = AccessListsUnit.create(database.dataSource());
        administrator = new SimulatedAdministrator(loop, database, test, LIMIT, random, this::remember, this::trace);
        administrator.processes = processes;
        comparison = new NodeComparison(loop, callers, history, positions, maxStaleness);
        remember();
    }

    /** The callers at the ends of all ranges and beside them. */
    private static List<IpAddress> callers() {
        TreeSet<IpAddress> ends = new TreeSet<>();
        for (String address : SimulatedAdministrator.ADDRESSES) {
            IpRange range = Notation.parse(address).range();
            Stream.of(range.first(), range.last()).forEach(end -> {
                ends.add(end);
                ends.add(beside(end, -1));
                ends.add(beside(end, 1));
            });
        }
        return List.copyOf(ends);
    }

    private static IpAddress beside(IpAddress address, int distance) {
        return address.isIpv4() ? IpAddress.ofIpv4((int) address.low() + distance)
                : IpAddress.ofIpv6(address.high(), address.low() + distance);
    }

    /**
     * Lets time pass, with faults, and then without them.
     *
     * @return the number of compared answers
     */
    long run() throws Exception {
        try {
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                start("node " + i);
            }
            loop.lockingAt(loop.now() + 1_000, this::act);
            loop.at(loop.now() + 60_000, this::meddle);
            loop.runUntil(loop.now() + (slow ? 54 : 2) * HOUR);
            settle();
            return answers;
        } catch (Throwable failure) {
            throw new AssertionError("Seed " + seed + ", at " + time() + ": " + failure.getMessage() + "\n" + String.join("\n", trace), failure);
        }
    }

    private void start(String name) {
        List<String> settings = new ArrayList<>(List.of("max-entries", Integer.toString(LIMIT), "node-name", name, "activity-retention", "P1D"));
        if (maxStaleness > 0) {
            settings.addAll(List.of("max-staleness", "PT10M"));
        }
        if (snapshots != null) {
            settings.addAll(List.of("snapshot-file", snapshots.resolve(name).toString()));
        }
        SimulatedProcess process = new SimulatedProcess(name, TestStore.settings(settings.toArray(String[]::new)), loop, database, factory, history, random);
        processes.add(process);
        process.start();
        trace(name + " started");
    }

    /** Some administrator changes something, and later again. */
    private void act() {
        if (settling) {
            return;
        }
        List<SimulatedProcess> running = processes.stream().filter(SimulatedProcess::isRunning).toList();
        if (!running.isEmpty()) {
            administrator.act(running.get(random.nextInt(running.size())));
        }
        if (!loop.isNested()) {
            compareList();
        }
        long pause = PAUSES[random.nextInt(PAUSES.length)];
        loop.lockingAt(loop.now() + (slow ? 20 * pause : pause), this::act);
    }

    /** Something breaks, or is mended, and later something else. */
    private void meddle() {
        if (settling) {
            return;
        }
        processes.removeIf(process -> !process.isRunning());
        if (!processes.isEmpty()) {
            meddleWith(processes.get(random.nextInt(processes.size())));
        }
        loop.at(loop.now() + 1_000 + random.nextInt(slow ? 2_000_000 : 200_000), this::meddle);
    }

    private void meddleWith(SimulatedProcess process) {
        long until = loop.now() + random.nextInt(400_000);
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> {
                process.network.trouble = 1 + random.nextInt(300);
                process.network.hangs = random.nextBoolean();
                loop.at(until, () -> process.network.trouble = 0);
                trace("trouble " + process.network.trouble + " for " + process.name);
            }
            case 3, 4 -> cut(List.of(process), until);
            case 5 -> cut(List.copyOf(processes), until);
            case 6 -> {
                process.kill();
                trace(process.name + " killed");
                loop.at(until, () -> start(process.name));
            }
            case 7 -> process.wallOffset += random.nextInt(7_200_000) - 3_600_000;
            case 8 -> backUpOrRestore();
            default -> processes.forEach(any -> {
                any.network.trouble = 0;
                any.network.down = false;
            });
        }
    }

    private void cut(List<SimulatedProcess> some, long until) {
        some.forEach(process -> process.network.down = true);
        loop.at(until, () -> some.forEach(process -> process.network.down = false));
        trace(some.size() + " cut off");
    }

    private void backUpOrRestore() {
        if (loop.isNested()) {
            return; // a database with open transactions is not replaced
        }
        try {
            if (backup == null || random.nextBoolean()) {
                backup = test.database.backup();
                backedUp = administrator.model.copy();
                backedUpChangeAt = administrator.lastChangeAt;
            } else {
                test.database.restore(backup);
                administrator.restored(backedUp.copy(), backedUpChangeAt);
                remember();
                trace("backup restored, at revision " + test.database.number("select revision from ipr_state"));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Notes what nodes have to answer that know the store as it is now. */
    private void remember() {
        history.add(new ExpectedAnswers(administrator.model, callers));
        positions.put(test.database.text("select token from ipr_state"), history.size() - 1);
        administrator.model.forget(loop.now() - 48 * HOUR);
    }

    private void compare() {
        processes.stream().filter(SimulatedProcess::isRunning).forEach(process -> {
            answers += callers.size();
            comparison.compare(process);
        });
    }

    /** Compares what administrators see with the model. */
    private void compareList() {
        test.clock.set(loop.now());
        administrator.model.assertShownBy(test.store.list(LIST), Math.max(loop.now(), administrator.lastChangeAt), "at " + time());
    }

    /** All faults end; soon after, all nodes know everything. */
    private void settle() throws Exception {
        settling = true;
        processes.forEach(process -> {
            process.network.trouble = 0;
            process.network.down = false;
        });
        loop.runUntil(loop.now() + SimulatedAdministrator.LONGEST_DOUBT + NodeComparison.RECOVERED_AFTER);
        compareList();
        assertThat(processes).filteredOn(process -> process.isRunning() && loop.now() - process.startedAt > NodeComparison.RECOVERED_AFTER)
                .allSatisfy(process -> assertThat(process.node.loaded().token()).isEqualTo(test.database.text("select token from ipr_state")));
        if (!slow) { // nothing was removed because of its age
            assertThat(test.database.number("select count(*) from ipr_change")).isEqualTo(test.database.number("select revision from ipr_state"));
        }
    }

    private String time() {
        long passed = loop.now() - TestStore.START.toEpochMilli();
        return passed / 60_000 + ":" + passed % 60_000 / 1000.0 + ", event " + loop.count();
    }

    private void trace(String what) {
        trace.add(time() + " " + what);
        if (trace.size() > TRACED) {
            trace.remove();
        }
    }

    @Override
    public void close() throws SQLException {
        factory.close();
        test.close();
    }
}
