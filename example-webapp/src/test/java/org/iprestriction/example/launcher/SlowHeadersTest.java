package org.iprestriction.example.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowHeadersTest {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final CountDownLatch answer = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.addBean(new SlowHeaders(connector, Duration.ofSeconds(1)));
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
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void one_byte_now_and_then_keeps_no_connection() throws Exception {
        try (RawHttp first = new RawHttp(connector.getLocalPort()); RawHttp second = new RawHttp(connector.getLocalPort())) {
            first.send("GET / HTTP/1.1\r\nHost: x\r\nX: ");
            second.send("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nX: ");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!connector.getConnectedEndPoints().isEmpty() && System.nanoTime() < end) {
                try {
                    first.send("x");
                    second.send("x");
                } catch (java.net.SocketException e) {
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
        try (RawHttp slow = new RawHttp(connector.getLocalPort()); RawHttp idle = new RawHttp(connector.getLocalPort())) {
            slow.send("GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(idle.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").rest()).as("until it is closed").startsWith("HTTP/1.1 200");
            answer.countDown();
            assertThat(slow.rest()).startsWith("HTTP/1.1 200");
        }
    }
}
