package org.iprestriction.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.iprestriction.LogLines;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.iprestriction.address.Notation;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real threads with a store that swallows a question and never answers: no exception, no end. */
class HangingStoreTest {

    private static final Settings SETTINGS = Settings.of(Map.of("ip-restriction.activation", "PT5S"), Map.of(), Map.of());

    private final LogLines log = new LogLines(Loader.class, Refresher.class);
    private final LiveLists lists = new LiveLists();
    private final LiveList list = lists.named("default");
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicInteger reports = new AtomicInteger();
    private final AtomicInteger hung = new AtomicInteger();
    private volatile boolean swallowsPolls;
    private volatile boolean swallowsReports;
    private volatile String allowed = "10.0.0.1";
    private volatile long revision = 1;

    private final AccessListSource store = new AccessListSource() {

        @Override
        public Changes changesSince(Changes.Position known, Set<String> names) {
            polls.incrementAndGet();
            Changes then = new Changes(new Changes.Position("store", revision), System.currentTimeMillis(),
                    Duration.ofSeconds(5), true, Map.of("default", List.of(new Rule(revision, Action.ALLOW,
                            Notation.parse(allowed).range(), 0, Long.MAX_VALUE))), Map.of());
            hangIf(swallowsPolls);
            return then;
        }

        @Override
        public void report(NodeReport report) {
            reports.incrementAndGet();
            hangIf(swallowsReports);
        }
    };

    private void hangIf(boolean swallowed) {
        if (swallowed) {
            hung.incrementAndGet();
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("A poll that hangs may be inside a database, so nobody interrupts it.", e);
            }
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("gave up waiting").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private boolean isAllowed(String address) {
        return list.inForce() != null && list.inForce().decide(address) == Decision.ALLOWED;
    }

    private String problem() {
        return lists.status().iterator().next().problem();
    }

    @AfterEach
    void end() {
        never.countDown();
        log.close();
    }

    @Test
    void aPollThatHangsIsGivenUpAndFollowedByAnotherAndItsLateAnswerIsDropped() {
        try (Refresher refresher = Refresher.start(store, SETTINGS, lists)) {
            refresher.pollSoon();
            await(() -> isAllowed("10.0.0.1"));
            swallowsPolls = true;
            await(() -> hung.get() > 0);
            swallowsPolls = false;
            allowed = "10.0.0.2";
            revision = 2;
            await(() -> isAllowed("10.0.0.2"));
            await(() -> log.messages(Level.WARNING).size() > 1); // the list is in force a moment before the log says so
            assertThat(log.messages(Level.WARNING)).containsExactly("The access lists cannot be refreshed; the last good ones stay"
                    + " in force: The store has not answered for 5 s.", "The access lists are current again, at revision 2.");
            int before = polls.get();
            never.countDown();
            await(() -> polls.get() > before + 3);
            assertThat(isAllowed("10.0.0.2")).as("the answer of the hanging poll came last, and was old").isTrue();
            assertThat(isAllowed("10.0.0.1")).isFalse();
            assertThat(problem()).isNull();
        }
    }

    @Test
    void aReportThatHangsKeepsNothingFromBeingRefreshed() {
        swallowsReports = true;
        try (Refresher refresher = Refresher.start(store, SETTINGS, lists)) {
            refresher.pollSoon();
            await(() -> hung.get() > 0);
            swallowsReports = false;
            allowed = "10.0.0.2";
            revision = 2;
            await(() -> isAllowed("10.0.0.2"));
            await(() -> reports.get() > 1);
        }
    }

    @Test
    void thatNothingIsHeardIsAProblemBeforeItIsAFailure() {
        try (Refresher refresher = Refresher.start(store, SETTINGS, lists)) {
            refresher.pollSoon();
            await(() -> isAllowed("10.0.0.1") && problem() == null);
            swallowsPolls = true;
            await(() -> problem() != null);
            assertThat(problem()).startsWith("The store has not answered for ");
            assertThat(isAllowed("10.0.0.1")).as("the last good list stays").isTrue();
        }
    }
}
