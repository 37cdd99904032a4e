package org.iprestriction.example;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;

/** Creates the threads of the connection pool and waits until they end: the pool itself waits only until they are idle. */
final class PoolThreads implements ThreadFactory {
    private static final long PATIENCE_MILLIS = 5_000;

    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "ip-restriction-pool");
        thread.setDaemon(true);
        threads.removeIf(known -> known.getState() == Thread.State.TERMINATED);
        threads.add(thread);
        return thread;
    }

    void awaitEnd() {
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE_MILLIS);
            }
        } catch (InterruptedException interrupted) { // the caller does not want to wait
            Thread.currentThread().interrupt();
        }
    }
}
