package org.iprestriction.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.iprestriction.address.Notation.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTextsTest {

    /** What was typed | code | sentence | corrections. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "https://203.0.113.10/|address.url|“https://203.0.113.10/” is a web address. Enter only the IP address, 203.0.113.10.|203.0.113.10",
        "https://[2001:db8::1]:8443/x|address.url|“https://[2001:db8::1]:8443/x” is a web address. Enter only the IP address, 2001:db8::1.|2001:db8::1",
        "api.example.com|address.hostname|“api.example.com” is a host name. Enter its IP address; names are not looked up.|",
        "localhost|address.hostname|“localhost” is a host name. Enter its IP address; names are not looked up.|",
        "my-host.example.com|address.hostname|“my-host.example.com” is a host name. Enter its IP address; names are not looked up.|",
        "10.0.0.1-evil.example|address.hostname|“evil.example” is a host name. Enter its IP address; names are not looked up.|",
        "203.0.113.10:443|address.port|Leave out the port. Enter 203.0.113.10.|203.0.113.10",
        "[2001:db8::10]:443|address.port|Leave out the port. Enter 2001:db8::10.|2001:db8::10",
        "[2001:db8::10]|address.brackets|Leave out the brackets. Enter 2001:db8::10.|2001:db8::10",
        "[2001:db8::]/32|address.brackets|Leave out the brackets. Enter 2001:db8::/32.|2001:db8::/32",
        "fe80::1%eth0|address.zone|Leave out “%eth0”. Enter fe80::1.|fe80::1",
        "192.168.0.256|address.octet|256 is too large. Each of the four numbers is 0 to 255.|",
        "192.168.0|address.parts|An IPv4 address has four numbers, for example 192.168.0.10. This one has three.|",
        "10/8|address.parts|An IPv4 address has four numbers, for example 192.168.0.10. This one has one.|",
        "192.168.010.5|address.leading_zero|“010” starts with a zero, which some systems read as 8. Enter 192.168.10.5.|192.168.10.5",
        "010.0.0.0/8|address.leading_zero|“010” starts with a zero, which some systems read as 8. Enter 10.0.0.0/8.|10.0.0.0/8",
        "192.168.10.10-020|address.leading_zero|“020” starts with a zero, which some systems read as 16. Enter 192.168.10.10-20.|192.168.10.10-20",
        "2001:db8:::1|address.ipv6|“2001:db8:::1” is not a complete IPv6 address. Use “::” once at most, for example 2001:db8::10.|",
        "192.168.0.*|address.wildcard|“*” is not supported. For all 256 addresses enter 192.168.0.0/24.|192.168.0.0/24",
        "192.168.*|address.wildcard|“*” is not supported. For all 65,536 addresses enter 192.168.0.0/16.|192.168.0.0/16",
        "10.0.0.1, 10.0.0.2|address.several|Enter one address or range per entry. Add the others as separate entries.|",
        "192.168,0.10|address.syntax|“192.168,0.10” is not an IP address. Enter a range such as 192.168.0.0/16 or 192.168.0.10 - 192.168.0.20.|",
        "192.168.10.5/24|range.host_bits|192.168.10.5/24 is not the start of a network. Use 192.168.10.0/24 for the whole network, or 192.168.10.5 for one address.|192.168.10.0/24 192.168.10.5",
        "192.168.10.5/255.255.255.0|range.host_bits|192.168.10.5/255.255.255.0 is not the start of a network. Use 192.168.10.0/255.255.255.0 for the whole network, or 192.168.10.5 for one address.|192.168.10.0/255.255.255.0 192.168.10.5",
        "1.2.3.4/0|range.host_bits|1.2.3.4/0 is not the start of a network. Use 1.2.3.4 for one address.|1.2.3.4",
        "10.0.0.0/33|range.prefix|/33 is too large. For IPv4 the number after “/” is 1 to 32.|",
        "2001:db8::/129|range.prefix|/129 is too large. For IPv6 the number after “/” is 1 to 128.|",
        "10.0.0.0/|range.prefix|The number after “/” is missing. For IPv4 the number after “/” is 1 to 32.|",
        "10.0.0.0/-1|range.prefix|“/-1” is not a prefix. For IPv4 the number after “/” is 1 to 32.|",
        "10.0.0.0/08|range.prefix_zero|“/08” starts with a zero. Enter 10.0.0.0/8.|10.0.0.0/8",
        "192.168.0.0/255.0.255.0|range.mask|255.0.255.0 is not a network mask. Use a mask such as 255.255.255.0 or a prefix such as /24.|",
        "192.168.0.0/255.255.255|range.mask|255.255.255 is not a network mask. Use a mask such as 255.255.255.0 or a prefix such as /24.|",
        "192.168.0.0/::ffff:255.255.0.0|address.syntax|“192.168.0.0/::ffff:255.255.0.0” is not an IP address. Enter a range such as 192.168.0.0/16 or 192.168.0.10 - 192.168.0.20.|",
        "192.168.0.0/0.0.0.255|range.wildcard_mask|0.0.0.255 is a wildcard mask. Use 192.168.0.0/255.255.255.0.|192.168.0.0/255.255.255.0",
        "2001:db8::/ffff:ffff::|range.mask_ipv6|IPv6 has no mask notation. Enter 2001:db8::/32.|2001:db8::/32",
        "192.168.0.10 -|range.end_missing|Enter the end of the range, for example 192.168.0.10 - 192.168.0.20.|",
        "192.168.10.20 - 192.168.0.10|range.reversed|The range ends before it starts. Enter 192.168.0.10 - 192.168.10.20.|192.168.0.10 - 192.168.10.20",
        "192.168.10.20-10|range.reversed|The range ends before it starts. Enter 192.168.10.10-20.|192.168.10.10-20",
        "10.0.0.1 - 2001:db8::1|range.mixed|The start is IPv4 and the end is IPv6. Enter both in the same form.|",
        "2001:db8::1 - 10.0.0.1|range.mixed|The start is IPv6 and the end is IPv4. Enter both in the same form.|",
        "192.168.10.10-300|range.short_end|300 is too large. The short form stays within the last number, 0 to 255.|",
        "192.168.10.10-11.20|range.short_form|Enter the end of the range in full: 192.168.10.10 - 192.168.11.20.|192.168.10.10 - 192.168.11.20",
        "2001:db8::10-20|range.short_form|Enter the end of the range in full: 2001:db8::10 - 2001:db8::20.|2001:db8::10 - 2001:db8::20",
        "::ffff:10.0.0.1|address.mapped|“::ffff:10.0.0.1” is IPv4 written as IPv6 and would match nothing. Enter 10.0.0.1.|10.0.0.1",
        "::ffff:10.0.0.0/104|address.mapped|“::ffff:10.0.0.0/104” is IPv4 written as IPv6 and would match nothing. Enter 10.0.0.0/8.|10.0.0.0/8",
        "10.0.0.1–10.0.0.9|range.dash|“–” (U+2013) is not the hyphen of the keyboard. Enter 10.0.0.1 - 10.0.0.9.|10.0.0.1 - 10.0.0.9",
        "10.0.0.1~10.0.0.9|range.dash|“~” (U+007E) is not the hyphen of the keyboard. Enter 10.0.0.1 - 10.0.0.9.|10.0.0.1 - 10.0.0.9",
        "１.2.3.4|address.look_alike|“１” (U+FF11) only looks like the character needed here. Enter 1.2.3.4.|1.2.3.4",
        "1O.0.0.1|address.look_alike|“O” (U+004F) only looks like the character needed here. Enter 10.0.0.1.|10.0.0.1",
    })
    void aRefusalSaysWhatIsWrongAndWhatToWrite(String typed, String code, String sentence, String corrections) {
        IpFormatException refusal = catchThrowableOfType(IpFormatException.class, () -> Notation.parse(typed));
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal).hasMessage(sentence);
        assertThat(String.join(" ", refusal.corrections().stream().map(Notation::toString).toList()))
                .isEqualTo(corrections == null ? "" : corrections);
    }

    @Test
    void theWordingFollowsWhatWasAskedFor() {
        assertThat(sentence("", Wanted.ADDRESS)).isEqualTo("Enter an IP address.");
        assertThat(sentence("  ", Wanted.RANGE)).isEqualTo("Enter a range, for example 192.168.0.0/16.");
        assertThat(sentence("192.168,0.10", Wanted.ADDRESS))
                .isEqualTo("“192.168,0.10” is not an IP address. Enter one such as 192.168.0.10.");
    }

    @Test
    void aTextThatIsTooLongIsNotRepeated() {
        assertThat(sentence("1".repeat(100_000), Wanted.RANGE))
                .isEqualTo("That is too long for one address or range. Enter one per entry.");
    }

    @Test
    void aSentenceStaysShortWhenWhatItQuotesIsSpelledOut() {
        assertThat(sentence("10.0.0.0/" + "\u0000".repeat(80) + " 255.255.255.0", Wanted.RANGE)).hasSizeLessThan(200);
        assertThat(sentence("x." + "\uFFFF".repeat(90) + ";", Wanted.RANGE)).hasSizeLessThan(200);
    }

    @Test
    void whatCannotBeSeenIsNamed() {
        assertThat(sentence("10.0.0.1\u200B-10.0.0.9", Wanted.RANGE)).isEqualTo(
                "The text contains a character that cannot be seen, U+200B. Enter 10.0.0.1 - 10.0.0.9.");
    }

    @Test
    void policyRefusesWhatNoCallerHasAndWhatIsTooLarge() {
        assertThat(refusal("0.0.0.0")).isEqualTo("No caller can have the address 0.0.0.0. Enter a different one.");
        assertThat(refusal("224.0.0.1"))
                .isEqualTo("224.0.0.1 is a multicast address. No caller can have it. Enter a different one.");
        assertThat(refusal("ff02::1")).startsWith("ff02::1 is a multicast address.");
        assertThat(refusal("0.0.0.0/0")).isEqualTo(
                "0.0.0.0/0 contains every IPv4 address, which switches the restriction off. Enter a smaller range.");
        assertThat(refusal("0.0.0.0 - 255.255.255.255")).contains("contains every IPv4 address");
    }

    /** Range | largest IPv4 and IPv6 prefix | what the sentence says after its size | parts. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2a06:98c0::/29|8 32|contains 8 networks of /32, 2^99 addresses. The largest range allowed is a /32 (65,536 networks of /48, 2^96 addresses). Enter its 8 parts one by one, beginning with 2a06:98c0::/32, or set largest-range-ipv6 to /29.|2a06:98c0::/32 2a06:98c1::/32 2a06:98c2::/32 2a06:98c3::/32 2a06:98c4::/32 2a06:98c5::/32 2a06:98c6::/32 2a06:98c7::/32",
        "2001:db8::/31|8 32|contains 2 networks of /32, 2^97 addresses. The largest range allowed is a /32 (65,536 networks of /48, 2^96 addresses). Enter its 2 parts one by one, beginning with 2001:db8::/32, or set largest-range-ipv6 to /31.|2001:db8::/32 2001:db9::/32",
        "2600:1900::/28|8 32|contains 16 networks of /32, 2^100 addresses. The largest range allowed is a /32 (65,536 networks of /48, 2^96 addresses). Enter it in 16 parts of at most that size, or set largest-range-ipv6 to /28.|",
        "2003::/19|8 24|contains 8,192 networks of /32, 2^109 addresses. The largest range allowed is a /24 (256 networks of /32, 2^104 addresses). Enter it in 32 parts of at most that size, or set largest-range-ipv6 to /19.|",
        "2000::/3|8 128|contains 536,870,912 networks of /32, 2^125 addresses. The largest range allowed is a /128 (1 address). Enter a smaller range, or set largest-range-ipv6 to /3.|",
        "10.0.0.0/7|8 32|contains 33,554,432 addresses. The largest range allowed is a /8 (16,777,216 addresses). Enter its 2 parts one by one, beginning with 10.0.0.0/8, or set largest-range-ipv4 to /7.|10.0.0.0/8 11.0.0.0/8",
        "10.0.0.0 - 11.0.0.0|8 32|contains 16,777,217 addresses. The largest range allowed is a /8 (16,777,216 addresses). Enter its 2 parts one by one, beginning with 10.0.0.0/8, or set largest-range-ipv4 to /7.|10.0.0.0/8 11.0.0.0",
        "10.0.0.9 - 11.1.2.3|9 32|contains 16,843,259 addresses. The largest range allowed is a /9 (8,388,608 addresses). Enter its 3 parts one by one, beginning with 10.0.0.9 - 10.127.255.255, or set largest-range-ipv4 to /7.|10.0.0.9 - 10.127.255.255,10.128.0.0/9,11.0.0.0 - 11.1.2.3",
        "0.0.0.1 - 255.255.255.255|1 1|contains 4,294,967,295 addresses. The largest range allowed is a /1 (2,147,483,648 addresses). Enter its 2 parts one by one, beginning with 0.0.0.1 - 127.255.255.255.|0.0.0.1 - 127.255.255.255,128.0.0.0/1",
        "255.255.255.0 - 255.255.255.255|8 32||",
        "255.255.255.0/24|25 32|contains 256 addresses. The largest range allowed is a /25 (128 addresses). Enter its 2 parts one by one, beginning with 255.255.255.0/25, or set largest-range-ipv4 to /24.|255.255.255.0/25 255.255.255.128/25",
        "ffff::/16|8 17|contains 65,536 networks of /32, 2^112 addresses. The largest range allowed is a /17 (32,768 networks of /32, 2^111 addresses). Enter its 2 parts one by one, beginning with ffff::/17, or set largest-range-ipv6 to /16.|ffff::/17 ffff:8000::/17",
        "2001:db8:0:0:8000:: - 2001:db8:0:1:7fff:ffff:ffff:ffff|8 64||",
        "2001:db8:0:0:8000:: - 2001:db8:0:1:8000::|8 64|contains about 1.8 × 10^19 addresses. The largest range allowed is a /64 (1 network of /64, 2^64 addresses). Enter its 2 parts one by one, beginning with 2001:db8:0:0:8000::/65, or set largest-range-ipv6 to /63.|2001:db8:0:0:8000::/65,2001:db8:0:1:: - 2001:db8:0:1:8000::",
        "::/80|8 97|contains 281,474,976,710,656 addresses. The largest range allowed is a /97 (2,147,483,648 addresses). Enter a smaller range, or set largest-range-ipv6 to /80.|",
        "::fffe:0:0/95|8 97|contains 8,589,934,592 addresses. The largest range allowed is a /97 (2,147,483,648 addresses). Enter it in 4 parts of at most that size, or set largest-range-ipv6 to /95.|",
    })
    void aRangeThatIsTooLargeIsRefusedWithItsPartsAndTheSetting(String text, String largest, String sentence, String parts) {
        int[] prefix = java.util.stream.Stream.of(largest.split(" ")).mapToInt(Integer::parseInt).toArray();
        IpFormatException refusal = catchThrowableOfType(IpFormatException.class,
                () -> Notation.parse(text).requireAtMost(prefix[0], prefix[1]));
        if (sentence == null) {
            assertThat(refusal).isNull();
            return;
        }
        assertThat(refusal).hasMessage(Notation.parse(text) + " " + sentence);
        assertThat(refusal.code()).isEqualTo("range.too_large");
        assertThat(refusal.corrections().stream().map(Notation::toString).toList())
                .isEqualTo(parts == null ? java.util.List.of() : java.util.List.of(parts.split(parts.contains(",") ? "," : " ")));
        for (Notation part : refusal.corrections()) {
            assertThat(part.requireAtMost(prefix[0], prefix[1])).isEqualTo(Notation.parse(part.toString()));
        }
    }

    private static String refusal(String text) {
        return catchThrowableOfType(IpFormatException.class, () -> Notation.parse(text).requireCaller().requireAtMost(8, 32))
                .getMessage();
    }

    private static String sentence(String text, Wanted wanted) {
        return catchThrowableOfType(IpFormatException.class, () -> Notation.parse(text, wanted)).getMessage();
    }
}
