package org.iprestriction.example.launcher;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose next request takes too long to arrive. An idle timeout alone is not enough: an occasional
 * byte keeps a connection from becoming idle.
 *
 * <p>If connections run short, a request has only one second to arrive. Connections of the address with the most
 * connections are closed first, and for one address those that have waited longest, until a quarter is free again.
 */
final class SlowHeaders extends AbstractLifeCycle {
    private static final long LOOK_MILLIS = 250;
    private static final Duration LONGEST_WHEN_SHORT = Duration.ofSeconds(1);

    /** The number of requests on a connection when it was first seen waiting. */
    private record Seen(long requests, long since) { }

    /** A connection whose next request is still arriving; {@code ofAddress} numbers the connections of one address. */
    private record Slow(EndPoint endPoint, long since, int ofAddress) { }

    private final ServerConnector connector;
    private final Duration longest;
    private final int plenty;
    private Map<EndPoint, Seen> seen = new HashMap<>();
    private Scheduler.Task next;

    /**
     * Allows {@code longest} for a request to arrive, up to its body, or one second if most of {@code connections} are
     * in use.
     */
    SlowHeaders(ServerConnector connector, Duration longest, int connections) {
        this.connector = connector;
        this.longest = longest;
        this.plenty = connections - connections / 4;
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
        next = connector.getScheduler().schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
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
                continue; // a request is being processed
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
        makeRoom(now);
        schedule();
    }

    private void makeRoom(long now) {
        int tooMany = connector.getConnectedEndPoints().size() - plenty;
        if (tooMany <= 0) {
            return;
        }
        List<Map.Entry<EndPoint, Seen>> newestFirst = new ArrayList<>(seen.entrySet());
        newestFirst.sort(Map.Entry.comparingByValue(Comparator.comparingLong((Seen is) -> now - is.since())));
        Map<Object, Integer> ofAddress = new HashMap<>();
        newestFirst.stream()
                .map(e -> new Slow(e.getKey(), e.getValue().since(), ofAddress.merge(address(e.getKey()), 1, Integer::sum)))
                .filter(slow -> now - slow.since() > LONGEST_WHEN_SHORT.toNanos())
                .sorted(Comparator.comparingInt(Slow::ofAddress).reversed().thenComparing(slow -> slow.since() - now))
                .limit(tooMany)
                .forEach(slow -> slow.endPoint().close());
    }

    private static Object address(EndPoint endPoint) {
        SocketAddress remote = endPoint.getRemoteSocketAddress();
        return remote instanceof InetSocketAddress internet && internet.getAddress() != null ? internet.getAddress() : "";
    }
}
