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

/** Callers who ask for the same again and again on connections that are kept, whatever the server is doing meanwhile. */
final class Crowd implements AutoCloseable {

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(40);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2); // a server that only answers starts nothing

    private final int port;
    private final long end = System.nanoTime() + LONGEST_NANOS;
    private final List<Member> members = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean asking = true;

    Crowd(int port) {
        this.port = port;
    }

    /** One caller with a connection and a thread of his own. */
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
                } catch (IOException | RuntimeException failure) { // Tomcat itself never goes away, so there is none
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

    /** Waits until every one of them was answered some more times. */
    Crowd awaitAnswers() throws InterruptedException {
        for (Member member : members) {
            long enough = member.answered + 20;
            while (member.answered < enough && member.isAlive()) {
                TimeUnit.MILLISECONDS.sleep(2); // between two looks at the condition
            }
        }
        return this;
    }

    /**
     * Asserts that nobody got in who is blocked, that everybody was asking while the application was there and while it was
     * not, and that nobody was answered anything but what he may, a 404 or a 503, or a closed connection (0).
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
        } catch (InterruptedException interrupted) { // the test is over its time; the threads are daemons
            Thread.currentThread().interrupt();
        }
    }
}
