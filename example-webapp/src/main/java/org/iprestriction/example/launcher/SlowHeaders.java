package org.iprestriction.example.launcher;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which the next request has been arriving for too long. An idle timeout alone does not: one byte now
 * and then keeps a connection from being idle, and nobody else could have it.
 */
final class SlowHeaders extends AbstractLifeCycle {

    private static final int LOOKS = 6;

    /** How many requests of a connection there had been when it was seen so for the first time. */
    private record Seen(long requests, long since) { }

    private final ServerConnector connector;
    private final Duration longest;
    private Map<EndPoint, Seen> seen = new HashMap<>();
    private Scheduler.Task next;

    /** Lets a request take {@code longest} to arrive, up to its body. */
    SlowHeaders(ServerConnector connector, Duration longest) {
        this.connector = connector;
        this.longest = longest;
    }

    @Override
    protected synchronized void doStart() {
        schedule();
    }

    @Override
    protected synchronized void doStop() {
        next.cancel();
        seen.clear();
    }

    private void schedule() {
        next = connector.getScheduler().schedule(this::look, longest.toNanos() / LOOKS, TimeUnit.NANOSECONDS);
    }

    private synchronized void look() {
        if (!isStarted()) {
            return;
        }
        long now = System.nanoTime();
        Map<EndPoint, Seen> waiting = new HashMap<>();
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            Connection connection = endPoint.getConnection();
            if (connection == null || connection.getMessagesIn() > connection.getMessagesOut()) {
                continue; // a request is being answered
            }
            Seen before = seen.get(endPoint);
            Seen is = before != null && before.requests() == connection.getMessagesIn() ? before
                    : new Seen(connection.getMessagesIn(), now);
            if (now - is.since() > longest.toNanos()) {
                endPoint.close();
            } else {
                waiting.put(endPoint, is);
            }
        }
        seen = waiting;
        schedule();
    }
}
