package org.iprestriction.jpa;

import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.iprestriction.live.AccessListSource;
import org.iprestriction.live.Changes;
import org.iprestriction.live.NodeReport;
import org.iprestriction.live.SimulatedNode;
import org.iprestriction.settings.Settings;
import org.iprestriction.store.LostCommits;
import org.iprestriction.store.Transactions;

/** A process with a node and a store of its own: its threads are events, its clocks drift, and its network is bad at times. */
final class SimulatedProcess {

    private static final int MOST_HANGING = 8;
    private static final long WATCH_PAUSE = 1_000;
    static final long LONGEST_WAIT = 5_000;

    final String name;
    final FaultyDatabase.Process network = new FaultyDatabase.Process();
    final Transactions transactions;
    final EntryStore store;
    final SimulatedNode node;
    final long startedAt;
    /** The changes of which the last successful poll may have seen some early: those after {@code from} up to {@code to}. */
    int from;
    int to;
    /** How inexactly the last successful poll read the clock, and when that was; in milliseconds. */
    long inexactness;
    long readAt;
    /** How far the wall clock is from the true time, in milliseconds. */
    long wallOffset;

    private final EventLoop loop;
    private final FaultyDatabase database;
    private final Duration activation;
    private final Retention retention;
    private final List<ExpectedAnswers> history;
    /** How many nanoseconds this node's clock gains in a millisecond. */
    private final int drift;
    private final long epoch;
    private int loader;
    private int hanging;
    private int polls;
    private int wakes;
    private boolean starting;
    private boolean polling;
    private long pollingSince;
    /** How many polls were abandoned since one has ended. */
    private int abandoned;
    private boolean pollDue;
    private boolean opened;

    SimulatedProcess(String name, Settings settings, EventLoop loop, FaultyDatabase database, EntityManagerFactory factory,
            List<ExpectedAnswers> history, Random random) {
        this.name = name;
        this.loop = loop;
        this.database = database;
        this.activation = settings.activation();
        this.history = history;
        this.startedAt = loop.now();
        this.epoch = TestStore.START.toEpochMilli();
        this.drift = random.nextInt(181) - 90;
        this.wallOffset = random.nextInt(3) > 0 ? random.nextInt(2_000) - 1_000 : random.nextInt(7_200_000) - 3_600_000;
        this.transactions = new Transactions(database.dataSource(), settings.activation(), entities -> loop.readClock() * 1000, factory,
                new LostCommits.Patience(1, Duration.ofMinutes(10)));
        this.store = new EntryStore(transactions, settings, this::pollSoon);
        this.retention = new Retention(transactions, settings.activityRetention(), this::wallClock);
        this.node = new SimulatedNode(new Source(settings), settings, TestStore.LIST, this::nanoTime,
                () -> Instant.ofEpochMilli(wallClock()), new Random(random.nextLong()));
    }

    private long nanoTime() {
        long passed = loop.now() - epoch;
        return passed * 1_000_000 + passed * drift;
    }

    private long wallClock() {
        return loop.now() + wallOffset;
    }

    /** Starts the loader and the switcher. */
    void start() {
        load(0);
        tick();
    }

    /** The process is gone at once; whatever it was waiting for breaks off. */
    void kill() {
        network.killed = true;
    }

    boolean isRunning() {
        return !network.killed;
    }

    /**
     * Returns whether its poll is under way, which means that a response is late: without a fault, a poll takes no time. Or whether
     * another one begins in this moment, because that one was abandoned.
     */
    boolean isPolling() {
        return polling || starting;
    }

    /** Returns whether its poll has been under way for so long that it should have been abandoned. */
    boolean isStuck() {
        long longest = SimulatedNode.longestPoll(activation, abandoned).toMillis() + 2 * WATCH_PAUSE;
        return polling && hanging < MOST_HANGING && loop.now() - pollingSince > longest;
    }

    private void pollSoon() {
        pollDue = true;
        if (!polling) {
            load(++loader);
        }
    }

    private void load(int thread) {
        starting = true;
        Runnable work = () -> {
            if (isRunning() && thread == loader) {
                starting = false;
                poll(thread);
            }
        };
        if (opened) {
            loop.at(loop.now(), work);
        } else {
            loop.lockingAt(loop.now(), work);
        }
    }

    private void poll(int thread) {
        polling = true;
        pollingSince = loop.now();
        pollDue = false;
        int poll = ++polls;
        loop.at(loop.now() + WATCH_PAUSE, () -> watch(poll));
        database.as(network, node::poll);
        tick();
        if (thread != loader) { // the switcher has not waited
            hanging--;
            return;
        }
        polling = false;
        abandoned = 0;
        long pause = pollDue ? 0 : node.untilNextPoll().toMillis();
        loop.at(loop.now() + pause, () -> {
            if (isRunning() && thread == loader && !polling) {
                load(thread);
            }
        });
    }

    /** Abandons a poll that hangs, and polls on another thread. */
    private void watch(int poll) {
        if (!isRunning() || !polling || poll != polls) {
            return;
        }
        if (hanging < MOST_HANGING && node.abandonsPoll()) {
            hanging++;
            abandoned++;
            polling = false;
            load(++loader);
        } else {
            loop.at(loop.now() + WATCH_PAUSE, () -> watch(poll));
        }
    }

    /** The switcher looks at least once a second; where nothing is due for longer, the simulation skips that. */
    private void tick() {
        if (isRunning()) {
            node.tick();
            int wake = ++wakes;
            loop.at(loop.now() + Math.max(1, Math.min(node.untilNextChange(), LONGEST_WAIT)), () -> {
                if (wake == wakes) {
                    tick();
                }
            });
        }
    }

    /** The source of this process's node, which notes what the simulation has to know. */
    private final class Source implements AccessListSource {

        private final JpaAccessListSource source;
        private long clock;

        Source(Settings settings) {
            source = new JpaAccessListSource(transactions, settings.activation(), SimulatedProcess.this::nanoTime);
        }

        @Override
        public Changes changesSince(Changes.Position known, Set<String> lists) {
            int thread = loader;
            int first = history.size();
            long asked = loop.now();
            Changes changes = source.changesSince(known, lists);
            opened = true;
            clock = changes.now();
            if (thread == loader) {
                from = first;
                to = history.size();
                inexactness = loop.now() - asked;
                readAt = loop.now();
            }
            return changes;
        }

        @Override
        public void report(NodeReport report) {
            if (polling) {
                tick(); // the loader wakes the switcher before it reports
            }
            source.report(report);
            if (!loop.isNested()) { // it locks the store
                retention.afterPoll(report.node(), clock);
            }
        }
    }
}
