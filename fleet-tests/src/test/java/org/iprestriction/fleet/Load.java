package org.iprestriction.fleet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/** Callers who send a fixed number of requests a second to all nodes together, on a few persistent connections. */
final class Load implements AutoCloseable {

    private static final int CONNECTIONS_PER_NODE = 2;
    private static final int MOST_MILLIS = 10_000;

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong wrong = new AtomicLong();
    /** The number of requests by their time in milliseconds. */
    private final AtomicLongArray times = new AtomicLongArray(MOST_MILLIS + 1);
    private final long start = System.nanoTime();
    private volatile long end;

    Load(List<Node> nodes, int requestsPerSecond) {
        long intervalNanos = 1_000_000_000L * nodes.size() * CONNECTIONS_PER_NODE / requestsPerSecond;
        for (Node node : nodes) {
            for (int connection = 0; connection < CONNECTIONS_PER_NODE; connection++) {
                Thread thread = new Thread(() -> ask(node, intervalNanos), "load of " + node);
                thread.setDaemon(true);
                threads.add(thread);
                thread.start();
            }
        }
    }

    private void ask(Node node, long intervalNanos) {
        try (Line line = new Line(node.port())) {
            long next = System.nanoTime();
            for (int number = 0; end == 0; number++) {
                boolean regular = number % 2 == 0;
                long before = System.nanoTime();
                int status = line.ask(regular ? Fleet.REGULAR : Fleet.STRANGER);
                times.incrementAndGet((int) Math.min(MOST_MILLIS, (System.nanoTime() - before) / 1_000_000));
                if (status != (regular ? 200 : 403)) {
                    wrong.incrementAndGet();
                }
                next = Math.max(next + intervalNanos, System.nanoTime() - 100 * intervalNanos); // what a slow moment cost is made up for
                LockSupport.parkNanos(next - System.nanoTime());
            }
        } catch (IOException e) {
            wrong.incrementAndGet();
        }
    }

    /** Returns how many answers were wrong, or missing. */
    long wrong() {
        return wrong.get();
    }

    long requests() {
        long sum = 0;
        for (int millis = 0; millis <= MOST_MILLIS; millis++) {
            sum += times.get(millis);
        }
        return sum;
    }

    long perSecond() {
        return requests() * 1_000_000_000L / (end - start);
    }

    /** Returns the time in milliseconds below which this part of the requests was answered. */
    long percentile(double part) {
        long left = (long) Math.ceil(requests() * part);
        int millis = 0;
        while (millis < MOST_MILLIS && (left -= times.get(millis)) > 0) {
            millis++;
        }
        return millis + 1L;
    }

    @Override
    public void close() {
        end = System.nanoTime();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
