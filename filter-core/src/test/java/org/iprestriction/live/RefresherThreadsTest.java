package org.iprestriction.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.iprestriction.LogLines;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.iprestriction.address.Notation;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real threads, with stores that hang, fail and interrupt. */
class RefresherThreadsTest {

    private static final Settings SETTINGS = Settings.of(Map.of("ip-restriction.activation", "PT2S"), Map.of(), Map.of());

    private final LiveLists lists = new LiveLists();
    private final LiveList list = lists.named("default");
    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicInteger reports = new AtomicInteger();

    /** What a store does at its first, second, third poll and so on. */
    private interface Poll {
        void before(int number) throws Exception;
    }

    /** A store with one rule that begins so many milliseconds after the first poll. */
    private Refresher start(long begins, Poll poll) {
        long from = System.currentTimeMillis() + begins;
        return Refresher.start(new AccessListSource() {
            @Override
            public Changes changesSince(Changes.Position known, Set<String> names) throws Exception {
                poll.before(polls.incrementAndGet());
                return new Changes(new Changes.Position("store", 1), System.currentTimeMillis(), Duration.ofSeconds(2), true,
                        Map.of("default", List.of(new Rule(1, Action.ALLOW, Notation.parse("10.0.0.0/8").range(), from,
                                Long.MAX_VALUE))), Map.of());
            }

            @Override
            public void report(NodeReport report) {
                reports.incrementAndGet();
            }
        }, SETTINGS, lists);
    }

    private boolean isAllowed() {
        return list.inForce() != null && list.inForce().decide("10.0.0.1") == Decision.ALLOWED;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("gave up waiting").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static Thread thread(String name) {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals(name)).findFirst()
                .orElseThrow();
    }

    @Test
    void aStoreThatHangsKeepsNoListFromItsInstantAndTheStopDoesNotWaitForIt() {
        CountDownLatch never = new CountDownLatch(1);
        try (Refresher refresher = start(1_500, number -> {
            if (number > 1) {
                never.await();
            }
        })) {
            refresher.pollSoon();
            await(() -> polls.get() > 1);
            assertThat(list.inForce()).isNotNull();
            await(this::isAllowed);
            assertThat(polls).as("the loader still hangs").hasValue(2);
        } finally {
            never.countDown();
        }
    }

    @Test
    void aPollThatTheStopDidNotWaitForIsNotReportedAsAFailure() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch failed = new CountDownLatch(1);
        try (LogLines log = new LogLines(Loader.class, Refresher.class)) {
            try (Refresher refresher = start(0, number -> {
                closed.await();
                failed.countDown();
                throw new IllegalStateException("The store was closed.");
            })) {
                refresher.pollSoon();
                await(() -> polls.get() > 0);
            }
            Thread loader = thread("ip-restriction-loader");
            closed.countDown();
            loader.join(TimeUnit.MINUTES.toMillis(1));
            assertThat(failed.getCount()).isZero();
            assertThat(log.messages()).isEmpty();
            assertThat(reports).as("no report to a store that is closed").hasValue(0);
        }
    }

    @Test
    void anErrorOfTheStoreIsFollowedByTheNextPoll() {
        try (Refresher refresher = start(0, number -> {
            if (number <= 3) {
                throw number == 2 ? new LinkageError("gone") : new OutOfMemoryError("thrown on purpose by a test");
            }
        })) {
            await(this::isAllowed);
            assertThat(polls.get()).isGreaterThan(3);
            assertThat(refresher.node().node()).isNotEmpty();
        }
    }

    /** A log that fails at the very line that reports a failure. */
    @ParameterizedTest
    @ValueSource(classes = {NoClassDefFoundError.class, OutOfMemoryError.class, IllegalStateException.class})
    void aLogThatFailsEndsNothing(Class<? extends Throwable> thrown) {
        AtomicBoolean failed = new AtomicBoolean();
        try (LogLines log = new LogLines(() -> {
            if (failed.compareAndSet(false, true)) {
                RefresherThreadsTest.<RuntimeException>sneak(thrown);
            }
        }, Loader.class); Refresher refresher = start(0, number -> {
            if (number == 1) {
                throw new IllegalStateException("down");
            }
        })) {
            await(this::isAllowed);
            assertThat(failed).isTrue();
            assertThat(log.messages()).isNotNull();
            refresher.pollSoon();
            int before = polls.get();
            await(() -> polls.get() > before);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Class<? extends Throwable> thrown) throws T {
        try {
            throw (T) thrown.getConstructor(String.class).newInstance("thrown on purpose by a test");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void threadsThatSomebodyInterruptsGoOn() {
        try (Refresher refresher = start(0, number -> {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        })) {
            await(this::isAllowed);
            for (int i = 0; i < 5; i++) {
                int before = polls.get();
                thread("ip-restriction-loader").interrupt();
                thread("ip-restriction-switcher").interrupt();
                refresher.pollSoon();
                await(() -> polls.get() > before);
            }
            assertThat(thread("ip-restriction-loader").isAlive()).isTrue();
            assertThat(thread("ip-restriction-switcher").isAlive()).isTrue();
            assertThat(isAllowed()).isTrue();
        }
    }
}
