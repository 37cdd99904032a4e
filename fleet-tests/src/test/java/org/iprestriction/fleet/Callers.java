package org.iprestriction.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.iprestriction.fleet.Plan.Verdict;

/**
 * Callers who ask every node again and again, most often around the instants at which something changes for them, and compare
 * each answer with the plan.
 */
final class Callers implements AutoCloseable {

    private static final long NEAR_MILLIS = 400;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long SHORT_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int MOST_KEPT = 20;

    private final Plan plan;
    private final Map<Node, Thread> asking = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong slowest = new AtomicLong();
    /** For each instant: how late each caller received the new answer from each node, in milliseconds. */
    private final Map<Turn, Map<String, Long>> lateness = new ConcurrentHashMap<>();

    private record Turn(long instant, String caller) {
    }

    Callers(Plan plan) {
        this.plan = plan;
    }

    /** Begins to ask a node, unless it is being asked. */
    void ask(Node node) {
        if (asking.containsKey(node)) {
            return;
        }
        Thread thread = new Thread(() -> keepAsking(node), "callers of " + node);
        thread.setDaemon(true);
        asking.put(node, thread);
        thread.start();
    }

    /** Ends to ask a node, because it is about to be killed. */
    void leave(Node node) {
        Thread thread = asking.remove(node);
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepAsking(Node node) {
        try (Line line = new Line(node.port())) {
            for (int round = 0; asking.get(node) == Thread.currentThread(); round++) {
                long now = System.currentTimeMillis();
                List<String> near = plan.callers().stream()
                        .filter(caller -> plan.turns(caller, now - NEAR_MILLIS, now + NEAR_MILLIS)).toList();
                boolean all = near.isEmpty() || round % 20 == 0;
                for (String caller : all ? List.copyOf(plan.callers()) : near) {
                    ask(node, line, caller);
                }
                LockSupport.parkNanos(near.isEmpty() ? PAUSE_NANOS : SHORT_PAUSE_NANOS);
            }
        } catch (IOException e) {
            note(node + ": " + e);
        }
    }

    private void ask(Node node, Line line, String caller) throws IOException {
        long sent = System.currentTimeMillis();
        int status;
        try {
            status = line.ask(caller);
        } catch (IOException e) {
            note(node + " did not answer " + caller + ": " + e);
            line.close();
            return;
        }
        long received = System.currentTimeMillis();
        answers.incrementAndGet();
        slowest.accumulateAndGet(received - sent, Math::max);
        Verdict verdict = status == 200 ? Verdict.ALLOWED : status == 403 ? Verdict.BLOCKED : null;
        Verdict planned = plan.at(caller, sent, received);
        if (verdict == null || planned != Verdict.EITHER && planned != verdict) {
            note(node + " answered " + caller + " with " + status + " instead of " + planned + " at " + sent + ".." + received
                    + "; their turns: " + plan.turns(caller));
        } else {
            measure(node, caller, received, verdict);
        }
    }

    private void measure(Node node, String caller, long received, Verdict verdict) {
        for (long instant : plan.turns(caller)) {
            if (received >= instant && received < instant + 2 * NEAR_MILLIS && plan.turnedTo(caller, instant) == verdict) {
                lateness.computeIfAbsent(new Turn(instant, caller), none -> new ConcurrentSkipListMap<>())
                        .putIfAbsent(node.toString(), received - instant);
            }
        }
    }

    private void note(String sentence) {
        if (wrong.size() < MOST_KEPT) {
            wrong.add(sentence);
        }
    }

    /** Asserts that until now, every answer was as planned, and none is missing. */
    void sawOnlyThePlan() {
        assertThat(wrong).isEmpty();
    }

    /** Asserts the same of some callers. */
    void sawOnlyThePlan(Collection<String> callers) {
        assertThat(wrong).noneMatch(sentence -> callers.stream().anyMatch(caller -> sentence.contains(" " + caller + " ")));
    }

    /** Forgets what was measured, for the next test. */
    void restart() {
        wrong.clear();
        lateness.clear();
        answers.set(0);
        slowest.set(0);
    }

    /** Returns how many nodes have made a switch that was seen. */
    int nodesThatTurned(String caller, long instant) {
        return lateness.getOrDefault(new Turn(instant, caller), Map.of()).size();
    }

    /** Returns the turns of some callers, from an instant until a second ago, that were not seen on every node. */
    List<String> missed(Collection<String> some, long from) {
        long until = System.currentTimeMillis() - 1_000;
        return some.stream().flatMap(caller -> plan.turns(caller).stream()
                .filter(instant -> instant >= from && instant < until && plan.turnedTo(caller, instant) != Verdict.EITHER)
                .filter(instant -> nodesThatTurned(caller, instant) < asking.size())
                .map(instant -> caller + " at " + instant)).toList();
    }

    /** Returns how late the switches were, and how far apart on the nodes, in words. */
    String lateness() {
        List<Long> all = new ArrayList<>();
        long spread = 0;
        for (Map<String, Long> nodes : lateness.values()) {
            List<Long> sorted = nodes.values().stream().sorted().toList();
            all.addAll(sorted);
            spread = Math.max(spread, sorted.get(sorted.size() - 1) - sorted.get(0));
        }
        all.sort(null);
        return all.isEmpty() ? "no switches" : all.size() + " switches " + all.get(0) + "/" + all.get(all.size() / 2) + "/"
                + all.get(all.size() - 1) + " ms (min/median/max) after their instants, nodes at most " + spread + " ms apart";
    }

    /** Returns how many answers were compared, and the slowest, in words. */
    String answers() {
        return answers + " answers as planned, the slowest after " + slowest + " ms";
    }

    @Override
    public void close() {
        List.copyOf(asking.keySet()).forEach(this::leave);
    }
}
