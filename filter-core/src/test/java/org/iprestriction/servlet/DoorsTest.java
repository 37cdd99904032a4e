package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.iprestriction.Vectors;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.address.Notation;
import org.iprestriction.caller.ClientAddressResolver;
import org.iprestriction.caller.StubRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every text of the address table through the doors of a request: the socket address and the headers. What a door strips
 * first (brackets, zone, port, white space) it strips of texts that are addresses without it, and of nothing else.
 */
class DoorsTest {

    private static final String PROXY = "10.255.255.254";
    private static final List<IpRange> PROXIES = List.of(Notation.parse(PROXY).range());

    static Stream<List<String>> rows() {
        return Vectors.rows("addresses.csv").filter(row -> row.get(1).equals("address"));
    }

    private static String verdict(List<String> row) {
        return row.get(2).equals("accept") ? row.get(3) : null;
    }

    private static String text(IpAddress address) {
        return address == null ? null : address.toString();
    }

    /** What is left of a socket address without its brackets and its zone, which belong to IPv6 only. */
    private static String withoutBracketsAndZone(String text) {
        if (text.indexOf(':') < 0) {
            return text;
        }
        String inner = text.startsWith("[") && text.endsWith("]") && text.length() > 2
                ? text.substring(1, text.length() - 1) : text;
        return inner.matches("[^%]*:[^%]*%[^%/:\\[\\]]+") ? inner.substring(0, inner.indexOf('%')) : inner;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theSocketAddressIsReadAsTheTableSays(List<String> row) {
        IpAddress peer = ClientAddressResolver.of(List.of(), "none").resolve(StubRequest.from(row.get(0)).build());
        String stripped = withoutBracketsAndZone(row.get(0));
        assertThat(text(peer)).as(row.toString())
                .isEqualTo(stripped.equals(row.get(0)) ? verdict(row) : text(IpAddress.parseOrNull(stripped)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aHeaderForOneAddressIsReadAsTheTableSays(List<String> row) {
        String stripped = row.get(0).replaceAll("^[ \t]+|[ \t]+$", "");
        assertThat(text(named("X-Real-IP", row.get(0)))).as(row.toString())
                .isEqualTo(stripped.equals(row.get(0)) ? verdict(row) : text(IpAddress.parseOrNull(stripped)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theHeadersOfProxiesNameNobodyWhomTheTableRefuses(List<String> row) {
        String quoted = "for=\"" + row.get(0) + "\"";
        if (row.get(2).equals("accept")) {
            assertThat(text(named("X-Forwarded-For", row.get(0)))).isEqualTo(row.get(3));
            assertThat(text(named("X-Forwarded-For", "198.51.100.66, " + row.get(0)))).isEqualTo(row.get(3));
            boolean bare = row.get(0).indexOf(':') < 0;
            assertThat(text(named("Forwarded", bare ? quoted : "for=\"[" + row.get(0) + "]\""))).isEqualTo(row.get(3));
        } else if (!mayBeWritten(row.get(0))) {
            assertThat(named("X-Forwarded-For", row.get(0))).as(row.toString()).isNull();
            assertThat(named("X-Forwarded-For", row.get(0), PROXY)).as(row.toString()).isNull();
            assertThat(named("Forwarded", quoted)).as(row.toString()).isNull();
        }
    }

    /** Returns whether a text has a special meaning in these headers: several elements, brackets, a port, white space. */
    private static boolean mayBeWritten(String text) {
        return text.indexOf(',') >= 0 || text.startsWith("[") || text.matches("[0-9.]+:[0-9]+")
                || !text.equals(text.replaceAll("^[ \t]+|[ \t]+$", ""));
    }

    private static IpAddress named(String header, String... lines) {
        return ClientAddressResolver.of(PROXIES, header).resolve(StubRequest.from(PROXY).header(header, lines).build());
    }
}
