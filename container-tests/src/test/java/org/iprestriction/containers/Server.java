package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A running server with the probe in its root.
 *
 * @param name its name in the table
 * @param process its process
 * @param port its port, also for HTTP/2 without TLS if the server supports it
 * @param lenientPort a port configured to accept as many unusual paths as possible, or 0
 * @param socket its unix-domain socket, or null
 */
record Server(String name, ServerProcess process, int port, int lenientPort, Path socket) implements AutoCloseable {

    int[] ports() {
        return lenientPort == 0 ? new int[] {port} : new int[] {port, lenientPort};
    }

    Answer call(Caller caller, String method, String target, String... more) throws IOException {
        return Wire.exchange(caller.from(), port, caller.request(method, target, more));
    }

    Answer get(Caller caller, String target, String... more) throws IOException {
        return call(caller, "GET", target, more);
    }

    /** Returns what has been reached so far and how often. */
    Map<String, Long> reached() throws IOException {
        return counts(get(Caller.direct("127.0.0.1"), "/counter"));
    }

    /** Reads a count from the counter outside the mapping. */
    Map<String, Long> counts(Answer answer) {
        if (answer.status() != 200) {
            throw new IllegalStateException("The counter answers " + answer.status() + ". " + process.output());
        }
        Map<String, Long> counts = new TreeMap<>();
        answer.body().lines().forEach(line -> counts.put(line.substring(0, line.indexOf('=')),
                Long.parseLong(line.substring(line.indexOf('=') + 1))));
        return counts;
    }

    long reached(String name) throws IOException {
        return reached().getOrDefault(name, 0L);
    }

    /** Waits until a caller is answered 200. */
    void await(Caller caller, String target, String... more) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        Answer answer = get(caller, target, more);
        while (answer.status() != 200 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50); // between two looks at the condition
            answer = get(caller, target, more);
        }
        assertThat(answer.status()).as(target + ": " + answer + " " + process.output()).isEqualTo(200);
    }

    @Override
    public void close() {
        process.close();
    }
}
