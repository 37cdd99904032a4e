package org.iprestriction.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.iprestriction.benchmarks.contenders.Ranges;

/** Decisions of one thread while another compiles and publishes a list every 10 ms, and the same without. */
final class Publishing {

    private static volatile AccessList inForce;

    private final Pace pace;

    /** What one thread saw. */
    record Seen(double decisionsPerSecond, double worstPauseMicros, int published) {
    }

    /** The two runs. */
    record Result(int rules, Seen alone, Seen publishing) {
    }

    Publishing(Pace pace) {
        this.pace = pace;
    }

    Result measure() {
        int size = Math.min(10_000, pace.largest());
        Workload workload = new Workload(size, 8);
        List<Rule> rules = new ArrayList<>();
        workload.rules().forEach(rule -> rules.add(Rule.always(rules.size(), Action.ALLOW, Ranges.of(rule))));
        String[] callers = workload.callers(Workload.Callers.COLD, 1 << 16);
        inForce = AccessList.compile(rules, Decision.BLOCKED);
        decide(callers, pace.warmUpMillis());
        Seen alone = decide(callers, pace.warmUpMillis() * 3);
        Publisher publisher = new Publisher(rules);
        publisher.start();
        Seen seen = decide(callers, pace.warmUpMillis() * 3);
        int published = publisher.end();
        return new Result(size, alone, new Seen(seen.decisionsPerSecond(), seen.worstPauseMicros(), published));
    }

    private static Seen decide(String[] callers, int millis) {
        long start = System.nanoTime();
        long end = start + millis * 1_000_000L;
        long now = start;
        long worst = 0;
        int done = 0;
        int allowed = 0;
        while (now < end) {
            allowed += inForce.decide(callers[done++ & callers.length - 1]) == Decision.ALLOWED ? 1 : 0;
            long after = System.nanoTime();
            worst = Math.max(worst, after - now);
            now = after;
        }
        Interleaved.sink += allowed;
        return new Seen(done * 1e9 / (now - start), worst / 1e3, 0);
    }

    private static final class Publisher extends Thread {
        private final List<Rule> rules;
        private volatile boolean ended;
        private int published;

        Publisher(List<Rule> rules) {
            super("publisher");
            this.rules = rules;
            setDaemon(true);
        }

        @Override
        public void run() {
            long next = System.nanoTime();
            while (!ended) {
                inForce = AccessList.compile(rules, Decision.BLOCKED);
                published++;
                next += 10_000_000L;
                java.util.concurrent.locks.LockSupport.parkNanos(next - System.nanoTime());
            }
        }

        int end() {
            ended = true;
            try {
                join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return published;
        }
    }
}
