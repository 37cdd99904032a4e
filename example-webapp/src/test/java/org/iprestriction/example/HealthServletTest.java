package org.iprestriction.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.iprestriction.live.AccessListSource;
import org.iprestriction.live.Changes;
import org.iprestriction.live.LiveLists;
import org.iprestriction.live.NodeReport;
import org.iprestriction.live.Refresher;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthServletTest {
    private ServerForTests server;

    @BeforeEach
    void start() throws Exception {
        server = new ServerForTests().with(new HealthServlet(), "/health/*").with(new HomeServlet(), "/").start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void isAliveEvenWhenNotReady() throws Exception {
        HttpResponse<String> response = server.get("/health/live");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void isNotReadyBeforeThereAreLists() throws Exception {
        assertThat(server.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(server.get("/health/ready").body())
                .isEqualTo("{\"reasons\":[\"not_started\"],\"status\":\"not_ready\"}");
    }

    @Test
    void isNotReadyUntilEveryListIsLoaded() throws Exception {
        LiveLists lists = new LiveLists();
        server.context.setAttribute(LiveLists.ATTRIBUTE, lists);
        lists.named("default");

        assertThat(server.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(server.get("/health/ready").body())
                .isEqualTo("{\"reasons\":[\"list_not_loaded\"],\"status\":\"not_ready\"}");
    }

    @Test
    void isReadyWhenNoListIsMissing() throws Exception {
        server.context.setAttribute(LiveLists.ATTRIBUTE, new LiveLists());

        HttpResponse<String> response = server.get("/health/ready");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"ready\"}");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void staysReadyWithItsLastGoodListsAndSaysThatTheyAreNotRefreshed() throws Exception {
        AtomicBoolean down = new AtomicBoolean();
        LiveLists lists = new LiveLists();
        server.context.setAttribute(LiveLists.ATTRIBUTE, lists);
        lists.named("default");
        AccessListSource source = new AccessListSource() {
            @Override
            public Changes changesSince(Changes.Position known, Set<String> names) {
                if (down.get()) {
                    throw new IllegalStateException("down");
                }
                return new Changes(new Changes.Position("store", 1), System.currentTimeMillis(), Duration.ZERO, true, Map.of(),
                        Map.of());
            }

            @Override
            public void report(NodeReport report) {
                // nobody reads it here
            }
        };
        try (Refresher refresher = Refresher.start(source, Settings.of(Map.of("ip-restriction.activation", "PT1S")), lists)) {
            await("{\"status\":\"ready\"}");
            down.set(true);
            await("{\"reasons\":[\"list_not_refreshed\",\"source_failed\"],\"status\":\"ready\"}");
            assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
            refresher.pollSoon();
        }
    }

    private void await(String body) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!server.get("/health/ready").body().equals(body)) {
            assertThat(System.nanoTime()).as("gave up waiting for " + body).isLessThan(end);
        }
    }

    @Test
    void theRootLeadsToThePagesAndNothingElseIsThere() throws Exception {
        assertThat(server.get("/").statusCode()).isEqualTo(302);
        assertThat(server.get("/").headers().firstValue("Location")).hasValue("admin/ip-restriction");
        assertThat(server.get("/index.html").statusCode()).isEqualTo(404);
        assertThat(server.get("/health/other").statusCode()).isEqualTo(404);
        assertThat(server.send(server.request("/health/live").POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(405);
    }
}
