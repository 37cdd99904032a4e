package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.iprestriction.admin.access.SignInQueue;
import org.iprestriction.admin.http.SecurityHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The front door before a servlet that fails in every way, or does not answer. */
@Timeout(60)
class FrontDoorFilterTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final CountDownLatch over = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/demo");
        FilterHolder door = new FilterHolder(new FrontDoorFilter());
        door.setAsyncSupported(true);
        context.addFilter(door, "/admin/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new Failing()), "/*");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        over.countDown();
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IOException", "ServletException", "IllegalStateException", "StackOverflowError", "NoClassDefFoundError"})
    void whatever_is_thrown_gets_our_own_answer(String name) throws Exception {
        HttpResponse<String> page = get("/demo/admin/ip-restriction?" + name);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        HttpResponse<String> api = get("/demo/admin/api/v1/ip-restriction/entries?" + name);
        assertThat(api.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(api.body()).contains("\"code\":\"internal\"");
        for (HttpResponse<String> answer : List.of(page, api)) {
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).containsPattern("Error id [\\w-]{22} is in the server log").doesNotContain(name);
            SecurityHeaders.ALL.forEach((header, value) -> assertThat(answer.headers().firstValue(header)).contains(value));
        }
    }

    @Test
    void those_who_wait_with_a_password_leave_room_at_the_front_door() {
        assertThat(FrontDoorFilter.STRANGERS - SignInQueue.most()).isGreaterThanOrEqualTo(32);
    }

    @Test
    void there_is_room_for_a_number_of_requests_and_no_more() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            waiting.add(http.sendAsync(request("/demo/admin/ip-restriction?wait"), BodyHandlers.ofString()));
        }
        CompletableFuture<HttpResponse<String>> first = new CompletableFuture<>();
        CountDownLatch allPlacesAreTaken = new CountDownLatch(150 - 128);
        waiting.forEach(answer -> answer.thenAccept(it -> {
            first.complete(it);
            allPlacesAreTaken.countDown();
        }));
        HttpResponse<String> refused = first.get();
        assertThat(allPlacesAreTaken.await(60, TimeUnit.SECONDS)).isTrue(); // or one that comes late gets a place given back
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("5");
        assertThat(get("/demo/api/v1/hello?x").statusCode()).as("elsewhere").isEqualTo(200);
        over.countDown();
        long answered = waiting.stream().filter(answer -> answer.join().statusCode() == 200).count();
        assertThat(answered).isEqualTo(128);
        assertThat(get("/demo/admin/ip-restriction?x").statusCode()).as("all places are given back").isEqualTo(200);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path), BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path)).build();
    }

    private final class Failing extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
            response.setStatus(202);
            response.getWriter().print("half an answer");
            switch (request.getQueryString()) {
                case "IOException" -> throw new IOException("IOException");
                case "ServletException" -> throw new ServletException("ServletException");
                case "IllegalStateException" -> throw new IllegalStateException("IllegalStateException");
                case "StackOverflowError" -> throw new StackOverflowError("StackOverflowError");
                case "NoClassDefFoundError" -> throw new NoClassDefFoundError("NoClassDefFoundError");
                case "wait" -> await();
                default -> { }
            }
            response.setStatus(200);
        }

        private void await() {
            try {
                over.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
