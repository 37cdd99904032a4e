package org.iprestriction.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.iprestriction.access.Action;
import org.iprestriction.entry.EntryRejectedException.Problem;
import org.iprestriction.entry.EntryRejectedException.Reason;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntrySpecTest {

    private final Settings settings = Settings.of(Map.of(), Map.of(), Map.of());

    private static EntryRejectedException refusal(ThrowingCallable reading) {
        return catchThrowableOfType(EntryRejectedException.class, reading);
    }

    private EntrySpec spec(String type, String name, String address, String action) {
        return EntrySpec.of(type, name, address, action, true, null, settings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -     | 192.168.0.0/16                | range | 192.168.0.0/16
            range | 192.168.0.0/255.255.255.0     | range | 192.168.0.0/255.255.255.0
            range | 192.168.0.10-192.168.10.20    | range | 192.168.0.10 - 192.168.10.20
            -     | 192.168.10.10-20              | range | 192.168.10.10-20
            -     | 203.0.113.10                  | ip    | 203.0.113.10
            ip    | 2001:DB8:0::10                | ip    | 2001:db8::10
            range | 192.168.0.10/32               | range | 192.168.0.10/32
            range | 10.0.0.1 - 10.0.0.1           | range | 10.0.0.1 - 10.0.0.1
            """)
    void aSpecKeepsWhatWasWritten(String type, String address, String readType, String written) {
        EntrySpec spec = spec(type, "a", address, null);
        assertThat(spec.address()).hasToString(written);
        assertThat(spec.type()).isEqualTo(readType);
        assertThat(spec.action()).isEqualTo(Action.ALLOW);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ip    | 192.168.0.0/16   | allow | type.is_range     | 192.168.0.0/16 is a range. Choose Range, or enter one address. | 192.168.0.0/16
            ip    | 10.0.0.1 - 10.0.0.1 | allow | type.is_range  | 10.0.0.1 - 10.0.0.1 is a range. Choose Range, or enter one address. | 10.0.0.1 - 10.0.0.1
            ip    | 192.168.0.10/32  | allow | type.host_prefix  | Leave out /32. Enter 192.168.0.10. | 192.168.0.10
            ip    | 2001:db8::1/128  | allow | type.host_prefix  | Leave out /128. Enter 2001:db8::1. | 2001:db8::1
            ip    | 10.0.0.1/255.255.255.255 | allow | type.host_prefix | Leave out /255.255.255.255. Enter 10.0.0.1. | 10.0.0.1
            range | 192.168.0.10     | allow | type.is_single    | 192.168.0.10 is one address. Choose IP, or enter a range such as 192.168.0.10-20. | 192.168.0.10
            range | 192.168.0.250    | allow | type.is_single    | 192.168.0.250 is one address. Choose IP, or enter a range such as 192.168.0.250-255. | 192.168.0.250
            range | 192.168.0.255    | allow | type.is_single    | 192.168.0.255 is one address. Choose IP, or enter a range such as 192.168.0.0/24. | 192.168.0.255
            range | 2001:db8::1      | allow | type.is_single    | 2001:db8::1 is one address. Choose IP, or enter a range such as 2001:db8::/32. | 2001:db8::1
            range | 192.168.10.5/24  | allow | range.host_bits   | 192.168.10.5/24 is not the start of a network. Use 192.168.10.0/24 for the whole network, or 192.168.10.5 for one address. | 192.168.10.0/24
            range | 0.0.0.0/0        | allow | range.everything  | 0.0.0.0/0 contains every IPv4 address, which switches the restriction off. Enter a smaller range. | ``
            range | 0.0.0.0/0        | block | range.everything  | 0.0.0.0/0 contains every IPv4 address. To block all callers, disable or delete the Allow entries. | ``
            range | ::/0             | block | range.everything  | ::/0 contains every IPv6 address. To block all callers, disable or delete the Allow entries. | ``
            range | 10.0.0.0/7       | allow | range.too_large   | 10.0.0.0/7 contains 33,554,432 addresses. The largest range allowed is a /8 (16,777,216 addresses). Enter its 2 parts one by one, beginning with 10.0.0.0/8, or set largest-range-ipv4 to /7. | 10.0.0.0/8
            range | 10.0.0.0/7;      | allow | range.too_large   | 10.0.0.0/7 contains 33,554,432 addresses. The largest range allowed is a /8 (16,777,216 addresses). Enter its 2 parts one by one, beginning with 10.0.0.0/8, or set largest-range-ipv4 to /7. | 10.0.0.0/8
            range | 0.0.0.0 to 255.255.255.255 | allow | range.everything | 0.0.0.0 - 255.255.255.255 contains every IPv4 address, which switches the restriction off. Enter a smaller range. | ``
            range | "0.0.0.0/0",     | block | range.everything  | 0.0.0.0/0 contains every IPv4 address. To block all callers, disable or delete the Allow entries. | ``
            range | ::ffff:0.0.0.0/96 | allow | range.everything | 0.0.0.0/0 contains every IPv4 address, which switches the restriction off. Enter a smaller range. | ``
            range | 11.0.0.0/7       | allow | range.host_bits   | 11.0.0.0/7 is not the start of a network. Use 10.0.0.0/7 for the whole network, or 11.0.0.0 for one address. | 11.0.0.0
            ip    | 224.0.0.1,       | allow | address.multicast | 224.0.0.1 is a multicast address. No caller can have it. Enter a different one. | ``
            ip    | 10.0.0.0 to 10.0.0.9 | allow | range.dash    | Write “-” in place of “to”. Enter 10.0.0.0 - 10.0.0.9. | 10.0.0.0 - 10.0.0.9
            ip    | 0.0.0.0          | allow | address.unspecified | No caller can have the address 0.0.0.0. Enter a different one. | ``
            ip    | 224.0.0.1        | allow | address.multicast | 224.0.0.1 is a multicast address. No caller can have it. Enter a different one. | ``
            ip    | ``               | allow | address.required  | Enter an IP address. | ``
            range | ``               | allow | address.required  | Enter a range, for example 192.168.0.0/16. | ``
            """)
    void anAddressIsRefusedWithWhatToWriteInstead(String type, String address, String action, String code, String sentence,
            String correction) {
        EntryRejectedException refusal = refusal(() -> spec(type, "a", address, action));
        assertThat(refusal.reason()).isEqualTo(Reason.TEXT);
        assertThat(refusal.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.field()).isEqualTo("address");
            assertThat(problem.sentence()).isEqualTo(sentence);
            assertThat(problem.corrections().isEmpty() ? "" : problem.corrections().get(0).toString()).isEqualTo(correction);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"2a06:98c0::/29", "2c0f:f248::/32", "2a0a:a440::/29", "2600:1900::/28", "2600:9000::/28",
        "2600:1f00::/24", "2603:1000::/25", "2600:1400::/24"})
    void theLargestRangesThatProvidersPublishGoInByDefault(String range) {
        assertThat(spec("range", "a", range, null).address()).hasToString(range);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2003::/19", "240e::/20", "2400::/12", "2001:c00::/23"})
    void allOfALargeAccessProviderDoesNotGoInByDefault(String range) {
        assertThat(refusal(() -> spec("range", "a", range, null))).hasMessageContaining("set largest-range-ipv6 to /");
    }

    /** Two halves of a family, or 256 eighths, are as good as all of it: the defaults leave room for neither. */
    @Test
    void aFullListOfTheLargestRangesIsFarFromAWholeFamily() {
        BigInteger ipv4 = spec("range", "a", "10.0.0.0/8", null).address().range().size();
        BigInteger ipv6 = spec("range", "a", "2001:d00::/24", null).address().range().size();
        assertThat(refusal(() -> spec("range", "a", "0.0.0.0/1", null)).problems()).extracting(Problem::code)
                .containsExactly("range.too_large");
        BigInteger entries = BigInteger.valueOf(settings.maxEntries());
        assertThat(ipv4.multiply(entries)).isLessThan(BigInteger.TWO.pow(32 - 2));
        assertThat(ipv6.multiply(entries)).isLessThan(BigInteger.TWO.pow(128 - 2));
    }

    @Test
    void aNameIsStoredComposedAndWithSingleSpaces() {
        assertThat(spec(null, " \u00a0 Zu\u0308rich\u3000 office ", "10.0.0.1", null).name()).isEqualTo("Zürich office");
    }

    @Test
    void aNameMayHaveAHundredCharactersWhateverTheirSize() {
        String name = "\uD83C\uDFE2".repeat(100);
        assertThat(spec(null, name, "10.0.0.1", null).name()).isEqualTo(name);
        assertThat(refusal(() -> spec(null, name + "aaaaaaaaaaaa", "10.0.0.1", null)))
                .hasMessage("The name has 112 characters. Use 100 or fewer.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", "a\nb", "a\u0000", "\u202Eevil", "a\u2066b", "a\u200Bb", "\uFEFFa", "\uD800", "a\uDC00b",
        "a\u2028b", "a\uFFFE", "a\u0085b", "\uE000"})
    void aNameThatCannotBeSeenAsItIsIsRefused(String name) {
        assertThat(refusal(() -> spec(null, name, "10.0.0.1", null)).problems()).containsExactly(new Problem("name.characters",
                "name", "The name contains characters that cannot be shown. Type it again without them."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>\"'&", "\u05DE\u05E9\u05E8\u05D3", "\u200Fabc", "می\u200Cخواهم", "=1+1",
        "Ω ß ſ İ ı"})
    void aNameInAnyScriptIsAccepted(String name) {
        assertThat(spec(null, name, "10.0.0.1", null).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"OFFICE, office, true", "Straße, STRASSE, true", "ΣΊΣΥΦΟΣ, σίσυφος, true", "ſ, s, true", "İ, i, false",
        "a, á, false"})
    void namesAreComparedWithoutCaseAndNothingElse(String one, String other, boolean same) {
        assertThat(EntryName.key(one).equals(EntryName.key(other))).isEqualTo(same);
    }

    @Test
    void everyFieldThatIsWrongIsNamedOnce() {
        EntryRejectedException refusal = refusal(() -> EntrySpec.of("network", " ", "10.0.0.256", "permit", true,
                Instant.MAX, settings));
        assertThat(refusal.problems()).extracting(Problem::code).containsExactly("type.required", "name.required",
                "action.required", "address.octet", "expires.format");
        assertThat(refusal.problems()).extracting(Problem::field).containsExactly("type", "name", "action", "address",
                "expiresAt");
    }

    @Test
    void missingFieldsCountAsEmpty() {
        assertThat(refusal(() -> spec(null, null, null, null)).problems()).extracting(Problem::code)
                .containsExactly("name.required", "address.required");
    }
}
