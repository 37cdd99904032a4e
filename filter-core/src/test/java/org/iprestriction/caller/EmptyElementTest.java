package org.iprestriction.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iprestriction.address.IpRange;
import org.iprestriction.address.Notation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A proxy that appends a variable without a value leaves an element empty, and what stands left of it is the client's own
 * word. So where the caller is not decided yet, an empty element is nobody; where he is, nobody looks at it.
 */
class EmptyElementTest {

    private static final List<IpRange> PROXIES = List.of(Notation.parse("10.0.0.0/8").range());

    /** Elements are parted by commas, lines by bars; {@code P} is a trusted hop, {@code C} the caller, {@code S} a spoof. */
    @ParameterizedTest
    @CsvSource(delimiter = '=', quoteCharacter = '"', value = {
        "C            = yes",
        "P            = the proxy",
        "P,P          = the proxy",
        "C,P          = yes",
        ",C           = yes",
        ",,S,,C       = yes",
        "S,,C,P,P     = yes",
        "S|,C         = yes",
        "|C           = yes",
        "|S||C|P      = yes",
        "\"\"         = no",
        "\" \t \"     = no",
        ",            = no",
        "C,           = no",
        "C,,          = no",
        "C , \t       = no",
        "S,,P         = no",
        "C,P,         = no",
        "C,,P,P       = no",
        ",P           = no",
        "|P           = no",
        "C|           = no",
        "C||P         = no",
        "C|P|         = no",
        "C| , P       = no",
        "C,P|,        = no",
    })
    void onlyWhereTheCallerIsNotDecidedYetItIsNobody(String shape, String caller) {
        String expected = switch (caller) {
            case "yes" -> "203.0.113.9";
            case "the proxy" -> "10.0.0.5";
            default -> null;
        };
        assertThat(named("X-Forwarded-For", shape, "")).as("X-Forwarded-For: %s", shape).isEqualTo(expected);
        assertThat(named("Forwarded", shape, "for=")).as("Forwarded: %s", shape).isEqualTo(expected);
        assertThat(named("Forwarded", shape, "proto=https ; For=")).as("Forwarded: %s", shape).isEqualTo(expected);
    }

    private static String named(String header, String shape, String before) {
        String[] lines = shape.replace("P", before + "10.0.0.5").replace("C", before + "203.0.113.9")
                .replace("S", before + "198.51.100.66").split("\\|", -1);
        var client = ClientAddressResolver.of(PROXIES, header).resolve(StubRequest.from("10.0.0.1").header(header, lines).build());
        return client == null ? null : client.toString();
    }
}
