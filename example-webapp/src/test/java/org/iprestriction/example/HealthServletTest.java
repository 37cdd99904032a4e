package org.iprestriction.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.iprestriction.live.LiveLists;
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
    void theRootLeadsToThePagesAndNothingElseIsThere() throws Exception {
        assertThat(server.get("/").statusCode()).isEqualTo(302);
        assertThat(server.get("/").headers().firstValue("Location")).hasValue("admin/ip-restriction");
        assertThat(server.get("/index.html").statusCode()).isEqualTo(404);
        assertThat(server.get("/health/other").statusCode()).isEqualTo(404);
        assertThat(server.send(server.request("/health/live").POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(405);
    }
}
