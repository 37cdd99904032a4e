package org.iprestriction.caller;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.iprestriction.Seeds;
import org.iprestriction.Vectors;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.address.Notation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

class HeaderFuzzTest {

    private static final List<IpRange> PROXIES = List.of(Notation.parse("10.0.0.0/8").range(),
            Notation.parse("2001:db8::/32").range());
    private static final Predicate<IpAddress> TRUSTED = hop -> PROXIES.stream().anyMatch(proxy -> proxy.contains(hop));
    private static final ClientAddressResolver FORWARDED_FOR = ClientAddressResolver.of(PROXIES, "X-Forwarded-For");
    private static final ClientAddressResolver FORWARDED = ClientAddressResolver.of(PROXIES, "Forwarded");
    private static final String[] PIECES = {"for=", "For=", "by=", "proto=https", "host=a", "\"", "\"", "\\", "[", "]", ",",
        ", ", ";", " ", "\t", "\n", ":80", ":0", ":_x", ":65536", "10.0.0.1", "10.1.2.3", "192.0.2.7", "2001:db8::7",
        "[2001:db8::7]", "2600::1", "\"[2600::1]\"", "\"[2600::1]:443\"", "::ffff:192.0.2.9", "unknown", "_hidden", "x=y", "1",
        "for=10.0.0.9", "for=192.0.2.8", "for=\"10.2.2.2:1\"", "=", "é", "1.2.3"};

    static Stream<String> texts() {
        return Vectors.rows("forwarded.csv").map(row -> row.get(3).replace(" || ", "\n"));
    }

    @MethodSource("texts")
    @FuzzTest
    void theCallerIsTheOneThatTheSlowReaderFinds(@NotNull String text) {
        List<String> lines = SlowHeaders.lines(text);
        String[] array = lines.toArray(new String[0]);
        assertThat(FORWARDED_FOR.resolve(StubRequest.from("10.0.0.1").header("X-Forwarded-For", array).build()))
                .as("X-Forwarded-For: %s", lines).isEqualTo(SlowHeaders.forwardedFor(lines, TRUSTED));
        assertThat(FORWARDED.resolve(StubRequest.from("10.0.0.1").header("Forwarded", array).build()))
                .as("Forwarded: %s", lines).isEqualTo(SlowHeaders.forwarded(lines, TRUSTED));
    }

    @Test
    void theCallerIsTheSameForLinesPutTogetherFromPiecesOfTheGrammar() {
        for (long seed = 0; seed < 12_000; seed++) {
            Random random = Seeds.random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(random.nextInt(40) == 0 ? 120 : 9); i >= 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            theCallerIsTheOneThatTheSlowReaderFinds(text.toString());
        }
    }
}
