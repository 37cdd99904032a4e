package org.iprestriction.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.iprestriction.fleet.Plan.Verdict;

/**
 * Somebody who adds and deletes entries through one node after another, whatever happens, and believes each answer: what was saved
 * goes into the plan, what was not saved does not, and what is not known is settled in the end.
 */
final class Administrator implements AutoCloseable {

    /** Entries on the list before some are deleted again. */
    private static final int MANY = 25;
    private static final long LONG_AGO_MILLIS = 5_000;
    private static final int USERS = 6;
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Fleet fleet;
    private final Random random;
    private final int longestPauseMillis;
    private final Thread thread = new Thread(this::work, "administrator");
    private final Map<String, Saved> saved = new ConcurrentHashMap<>();
    private final Queue<Addition> notSaved = new ConcurrentLinkedQueue<>();
    private final Queue<Addition> unknownAdditions = new ConcurrentLinkedQueue<>();
    private final Queue<Saved> unknownDeletions = new ConcurrentLinkedQueue<>();
    /** What was deleted, with the instant at which it ended. */
    private final Queue<Map.Entry<String, Long>> gone = new ConcurrentLinkedQueue<>();
    private final List<String> missed = new CopyOnWriteArrayList<>();
    private final long since = System.currentTimeMillis();
    private final Map<String, Integer> answers = new ConcurrentSkipListMap<>();
    private volatile boolean working = true;
    private volatile boolean resting;
    private volatile boolean rested;
    private volatile long slowestMillis;

    /** An entry that was to be added; its name is also the request key. */
    private record Addition(String name, String address, String user) {
    }

    private record Saved(long id, String name, String address, long since) {
    }

    /** Begins at once, and pauses between any two changes for at most that long. */
    Administrator(Fleet fleet, long seed, int longestPauseMillis) {
        this.fleet = fleet;
        this.random = new Random(seed);
        this.longestPauseMillis = longestPauseMillis;
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        for (int number = 0; working; number++) {
            rested = resting;
            forgetOld();
            if (!resting) {
                Node node = fleet.nodes.get(number % fleet.nodes.size());
                Saved old = saved.size() < MANY ? null : saved.values().stream()
                        .filter(entry -> entry.since < System.currentTimeMillis() - 1_000).findAny().orElse(null);
                if (old == null) {
                    add(node, next(number));
                } else {
                    delete(node, old, Users.name(1 + number % USERS));
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10 + random.nextInt(longestPauseMillis)));
        }
    }

    /** Adds an entry while this administrator rests, and returns its address. */
    String saveOne() {
        Addition addition = next(0);
        add(fleet.nodes.get(0), addition);
        assertThat(saved).containsKey(addition.name);
        return addition.address;
    }

    private Addition next(int user) {
        return new Addition("saved-" + NAMES.incrementAndGet(), fleet.newAddress(), Users.name(1 + user % USERS));
    }

    private void add(Node node, Addition addition) {
        long mayBegin = beforeChange(addition.address);
        long before = System.currentTimeMillis();
        Reply reply = post(node, addition);
        note("add", reply, before);
        if (reply.status() == 201) {
            acknowledged(addition, reply, mayBegin);
        } else if (isUnknown(reply)) {
            unknownAdditions.add(addition);
        } else {
            assertRefused(reply);
            fleet.plan.never(addition.address, mayBegin);
            notSaved.add(addition);
        }
    }

    private static Reply post(Node node, Addition addition) {
        return node.send(addition.user, "POST", "/entries", Fleet.entry(addition.name, addition.address), "Idempotency-Key", addition.name);
    }

    private void acknowledged(Addition addition, Reply reply, long mayBegin) {
        long begin = reply.member("effectiveAt").isPresent() ? reply.effectiveAt() : mayBegin;
        turn(addition.address, begin, Verdict.ALLOWED, mayBegin);
        saved.put(addition.name, new Saved(reply.id(), addition.name, addition.address, begin));
    }

    private void delete(Node node, Saved entry, String user) {
        long mayEnd = beforeChange(entry.address);
        saved.remove(entry.name);
        long before = System.currentTimeMillis();
        Reply reply = node.send(user, "DELETE", "/entries/" + entry.id, null, "If-Match", "*");
        note("delete", reply, before);
        if (reply.status() == 202) {
            turn(entry.address, reply.effectiveAt(), Verdict.BLOCKED, mayEnd);
            gone.add(Map.entry(entry.address, reply.effectiveAt()));
        } else if (reply.status() == 204) {
            turn(entry.address, mayEnd, Verdict.BLOCKED, mayEnd);
        } else if (isUnknown(reply)) {
            unknownDeletions.add(entry);
        } else {
            assertRefused(reply);
            fleet.plan.never(entry.address, mayEnd);
            saved.put(entry.name, entry);
        }
    }

    /** Callers whose entries ended long ago are not asked for any more; an administrator who works for hours deletes thousands. */
    private void forgetOld() {
        while (!gone.isEmpty() && gone.peek().getValue() < System.currentTimeMillis() - LONG_AGO_MILLIS) {
            Set<String> old = Set.of(gone.remove().getKey());
            missed.addAll(fleet.callers.missed(old, since));
            fleet.plan.forget(old);
        }
    }

    /** Asserts that every turn of what was acknowledged was seen on every node. */
    void thenNoSwitchWasMissed() {
        assertThat(missed).isEmpty();
        assertThat(fleet.callers.missed(saved.values().stream().map(Saved::address).toList(), since)).isEmpty();
    }

    /** From now on, a change may be saved, and take effect an activation later, before its answer arrives. */
    private long beforeChange(String address) {
        long earliest = System.currentTimeMillis() + Fleet.ACTIVATION.toMillis();
        fleet.plan.from(address, earliest, Verdict.EITHER);
        return earliest;
    }

    /** What is acknowledged only when it is in force, or shortly before, reaches the other nodes with their next polls. */
    private void turn(String address, long instant, Verdict verdict, long mayTurn) {
        long known = System.currentTimeMillis() + 2 * Fleet.POLL_MILLIS;
        if (known > instant) {
            fleet.plan.from(address, known, verdict);
        } else {
            fleet.plan.from(address, instant, verdict);
            if (mayTurn != instant) {
                fleet.plan.never(address, mayTurn);
            }
        }
    }

    private static boolean isUnknown(Reply reply) {
        return reply.status() == 0 || reply.code().equals("outcome_unknown");
    }

    private void assertRefused(Reply reply) {
        // one user may make 60 changes a minute, and those that the database did not take count
        boolean tooMany = reply.status() == 429 && reply.code().equals("rate_limited");
        if (!tooMany && (reply.status() != 503 || !reply.code().equals("store_unavailable") && !reply.code().equals("busy"))) {
            answers.merge("unexpected: " + reply, 1, Integer::sum);
        }
    }

    private void note(String what, Reply reply, long before) {
        answers.merge(what + " " + reply.status() + " " + reply.code(), 1, Integer::sum);
        slowestMillis = Math.max(slowestMillis, System.currentTimeMillis() - before);
    }

    /** Changes nothing for a while. Returns when the last change has been answered and every node has loaded it. */
    void rest() throws SQLException {
        resting = true;
        Await.until("answer to the administrator", 90, () -> rested);
        fleet.awaitLoaded(fleet.revision());
    }

    void goOn() {
        resting = false;
    }

    /** Stops, settles what is not known, and waits until everything is in force. */
    void settle() throws SQLException {
        close();
        for (Addition addition : unknownAdditions) {
            Await.until("known outcome of " + addition, 60, () -> {
                long mayBegin = System.currentTimeMillis();
                Reply reply = post(fleet.nodes.get(random.nextInt(fleet.nodes.size())), addition);
                if (reply.status() == 201) {
                    acknowledged(addition, reply, mayBegin);
                }
                return reply.status() == 201;
            });
        }
        for (Saved entry : unknownDeletions) {
            Await.until("known state of " + entry, 60, () -> isSettled(entry));
        }
        long end = System.currentTimeMillis();
        fleet.awaitLoaded(fleet.revision());
        Await.instant(end + Fleet.ACTIVATION.toMillis() + 2 * Fleet.POLL_MILLIS + Plan.LATEST);
    }

    private boolean isSettled(Saved entry) {
        long now = System.currentTimeMillis();
        Reply reply = fleet.nodes.get(0).send(Users.ADMIN, "GET", "/entries/" + entry.id, null);
        if (reply.status() == 404) {
            turn(entry.address, now, Verdict.BLOCKED, now);
        } else if (reply.status() == 200 && reply.member("status").orElse("").equals("pendingRemoval")) {
            turn(entry.address, reply.effectiveAt(), Verdict.BLOCKED, now);
        } else if (reply.status() == 200) {
            turn(entry.address, now, Verdict.ALLOWED, now);
            saved.put(entry.name, entry);
        }
        return reply.status() == 404 || reply.status() == 200;
    }

    /** Asserts that the database and every node have exactly what was acknowledged, and each change once. */
    void thenExactlyWhatWasAcknowledgedIsThere() throws SQLException {
        assertThat(answers.keySet()).noneMatch(answer -> answer.startsWith("unexpected"));
        assertThat(fleet.database.column("select entry_name from ipr_entry where deleted = 0 and entry_name <> 'Regular'"))
                .containsExactlyInAnyOrderElementsOf(saved.keySet());
        List<String> names = fleet.database.column("select entry_name from ipr_entry");
        assertThat(notSaved).extracting(Addition::name).doesNotContainAnyElementsOf(names);
        assertThat(fleet.database.column("select request_key from ipr_change where request_key is not null")).doesNotHaveDuplicates();
        thenTheHistoryHasNoGaps(fleet);
        for (Node node : fleet.nodes) {
            String list = node.send(Users.ADMIN, "GET", "/entries", null).body();
            assertThat(List.of(list.split("\"name\":\"")).stream().skip(1).map(part -> part.substring(0, part.indexOf('"'))))
                    .as("list of " + node).contains("Regular").hasSize(saved.size() + 1).containsAll(saved.keySet());
        }
    }

    /** Asserts that there is exactly one change for each revision. */
    static void thenTheHistoryHasNoGaps(Fleet fleet) throws SQLException {
        assertThat(fleet.database.number("select count(*) from ipr_change")).isEqualTo(fleet.revision());
        assertThat(fleet.database.number("select max(revision) from ipr_change")).isEqualTo(fleet.revision());
    }

    /** Returns what was answered, in words. */
    String answers() {
        return answers + ", the slowest after " + slowestMillis + " ms";
    }

    /** Returns how many changes were answered with success. */
    int acknowledged() {
        return answers.entrySet().stream().filter(answer -> answer.getKey().contains(" 20")).mapToInt(Map.Entry::getValue).sum();
    }

    @Override
    public void close() {
        working = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
