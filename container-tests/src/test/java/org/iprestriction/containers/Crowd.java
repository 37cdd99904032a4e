package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Callers who repeat the same request on persistent connections, whatever the server is doing. */
final class Crowd implements AutoCloseable {

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(40);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2); // without pauses, the server could not start the application

    private final int port;
    private final long end = System.nanoTime() + LONGEST_NANOS;
    private final List<Member> members = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean asking = true;

    Crowd(int port) {
        this.port = port;
    }

    /** A caller with its own connection and thread. */
    private final class Member extends Thread {
        private final Caller caller;
        private final boolean allowed;
        private final String request;
        private final Map<Integer, Long> statuses = new TreeMap<>();
        private volatile long answered;

        Member(Caller caller, boolean allowed, String request) {
            super("caller " + caller);
            setDaemon(true);
            this.caller = caller;
            this.allowed = allowed;
            this.request = request;
        }

        @Override
        public void run() {
            while (wanted()) {
                try (Wire wire = Wire.connect(caller.from(), port)) {
                    boolean kept = true;
                    while (kept && wanted()) {
                        Answer answer = wire.exchange(request);
                        look(answer);
                        kept = answer.status() != 0 && !answer.header("Connection").equalsIgnoreCase("close");
                        LockSupport.parkNanos(PAUSE_NANOS);
                    }
                } catch (IOException | RuntimeException failure) { // Tomcat itself keeps running, so no failure is expected
                    failures.add(caller + ": " + failure);
                }
            }
        }

        private boolean wanted() {
            return asking && System.nanoTime() < end && failures.size() < 20;
        }

        private void look(Answer answer) {
            statuses.merge(answer.status(), 1L, Long::sum);
            answered = statuses.values().stream().mapToLong(count -> count).sum();
            if (!allowed && answer.isSuccess()) {
                failures.add(caller + " was let in: " + answer);
            }
        }
    }

    Crowd ask(Caller caller, boolean allowed, String request) {
        Member member = new Member(caller, allowed, request);
        members.add(member);
        member.start();
        return this;
    }

    /** Waits until every caller has received some more responses. */
    Crowd awaitAnswers() throws InterruptedException {
        for (Member member : members) {
            long enough = member.answered + 20;
            while (member.answered < enough && member.isAlive()) {
                TimeUnit.MILLISECONDS.sleep(2); // between two checks of the condition
            }
        }
        return this;
    }

    /**
     * Asserts that no blocked caller got in, that every caller sent requests both while the application was deployed
     * and while it was not, and that no caller received anything except the expected status, 404, 503 or a closed
     * connection (0).
     */
    String thenNobodyBlockedGotIn() {
        StringBuilder all = new StringBuilder();
        for (Member member : members) {
            all.append(member.caller).append(' ').append(member.statuses).append('\n');
        }
        assertThat(failures).as(all.toString()).isEmpty();
        for (Member member : members) {
            assertThat(member.statuses.keySet()).as(all.toString()).contains(member.allowed ? 200 : 403, 404)
                    .isSubsetOf(0, member.allowed ? 200 : 403, 404, 503);
        }
        return all.toString();
    }

    @Override
    public void close() {
        asking = false;
        try {
            for (Member member : members) {
                member.join();
            }
        } catch (InterruptedException interrupted) { // the test has timed out; the threads are daemons
            Thread.currentThread().interrupt();
        }
    }
}
