package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks, request by request, whether a blocked caller received a response or caused a servlet to run. */
final class Breaches implements AutoCloseable {

    private final OnServer tests;
    private final Server server;
    private final List<String> found = new ArrayList<>();
    private Wire counter;
    private Map<String, Long> before;
    private int watched;

    Breaches(OnServer tests) throws IOException {
        this.tests = tests;
        this.server = tests.server();
        this.counter = Wire.connect("127.0.0.1", server.port());
        this.before = reached();
    }

    /** Sends a request on a persistent connection; servers close one after some hundred requests. */
    private Map<String, Long> reached() throws IOException {
        String request = Caller.direct("127.0.0.1").requestKeptAlive("GET", "/counter");
        Answer answer = counter.exchange(request);
        if (answer.status() == 0) {
            counter.close();
            counter = Wire.connect("127.0.0.1", server.port());
            answer = counter.exchange(request);
        }
        return server.counts(answer);
    }

    /** Sends a request of a blocked caller, who must get nothing but a refusal. */
    void watch(Caller caller, int port, String request) throws IOException {
        watch(caller.name() + ", port " + port + ": " + quoted(request), Wire.exchange(caller.from(), port, request));
    }

    /** Checks the response to a blocked caller and which servlets ran. */
    void watch(String what, Answer answer) throws IOException {
        watch(what, answer.isSuccess(), answer.status());
    }

    void watch(String what, boolean success, int status) throws IOException {
        watched++;
        Map<String, Long> after = reached();
        if (success && !tests.isUnreadable(what) || !after.equals(before)) {
            found.add(what + " -> " + status + (after.equals(before) ? "" : ", reached: " + before + " -> " + after));
        }
        before = after;
    }

    private static String quoted(String request) {
        return request.substring(0, Math.min(request.length(), 160)).replace("\r\n", " | ");
    }

    void thenNone() {
        assertThat(watched).isPositive();
        assertThat(found).as("of " + watched + " requests on " + server.name()).isEmpty();
    }

    @Override
    public void close() throws IOException {
        counter.close();
    }
}
