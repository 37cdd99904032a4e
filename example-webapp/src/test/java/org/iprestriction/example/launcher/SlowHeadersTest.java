package org.iprestriction.example.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowHeadersTest {
    private static final int MOST = 80;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final CountDownLatch answer = new CountDownLatch(1);

    @BeforeEach
    void prepare() {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        connector.setAcceptQueueSize(200);
        server.addBean(new NetworkConnectionLimit(MOST, connector));
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws InterruptedException {
                if (request.getHttpURI().getPath().equals("/slow")) {
                    answer.await();
                }
                callback.succeeded();
                return true;
            }
        });
    }

    private void start(Duration longest) throws Exception {
        server.addBean(new SlowHeaders(connector, longest, MOST));
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void one_byte_now_and_then_keeps_no_connection() throws Exception {
        start(Duration.ofSeconds(1));
        try (RawHttp first = new RawHttp(connector.getLocalPort()); RawHttp second = new RawHttp(connector.getLocalPort())) {
            first.send("GET / HTTP/1.1\r\nHost: x\r\nX: ");
            second.send("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nX: ");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!connector.getConnectedEndPoints().isEmpty() && System.nanoTime() < end) {
                try {
                    first.send("x");
                    second.send("x");
                } catch (SocketException e) {
                    break; // closed, as it should be
                }
                TimeUnit.MILLISECONDS.sleep(50); // between two bytes
            }
            assertThat(first.rest()).isEmpty();
            assertThat(second.rest()).startsWith("HTTP/1.1 200").doesNotContain("408");
        }
    }

    @Test
    void an_answer_may_take_as_long_as_it_likes() throws Exception {
        start(Duration.ofSeconds(1));
        try (RawHttp slow = new RawHttp(connector.getLocalPort()); RawHttp idle = new RawHttp(connector.getLocalPort())) {
            slow.send("GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(idle.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").rest()).as("until it is closed").startsWith("HTTP/1.1 200");
            answer.countDown();
            assertThat(slow.rest()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void more_slow_connections_than_there_may_be_keep_nobody_else_waiting() throws Exception {
        start(Duration.ofSeconds(30));
        AtomicBoolean over = new AtomicBoolean();
        Thread dripping = new Thread(() -> drip(over));
        dripping.start();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (connector.getConnectedEndPoints().size() < MOST && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(10); // until all are taken
            }
            for (int i = 0; i < 5; i++) {
                long begun = System.nanoTime();
                try (RawHttp other = new RawHttp(connector.getLocalPort())) {
                    assertThat(other.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").rest())
                            .startsWith("HTTP/1.1 200");
                }
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
            }
        } finally {
            over.set(true);
            dripping.join();
        }
    }

    /** Holds more connections than there may be, sends a byte on each now and then, and opens anew what was closed. */
    private void drip(AtomicBoolean over) {
        RawHttp[] open = new RawHttp[MOST + MOST / 4];
        try {
            while (!over.get()) {
                for (int i = 0; i < open.length; i++) {
                    open[i] = dripped(open[i]);
                }
                TimeUnit.MILLISECONDS.sleep(200); // between two bytes
            }
            for (RawHttp connection : open) {
                connection.close();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private RawHttp dripped(RawHttp connection) throws IOException {
        if (connection != null) {
            try {
                return connection.send("x");
            } catch (SocketException e) {
                connection.close();
            }
        }
        return new RawHttp(connector.getLocalPort()).send("GET / HTTP/1.1\r\nHost: x\r\nX: ");
    }
}
