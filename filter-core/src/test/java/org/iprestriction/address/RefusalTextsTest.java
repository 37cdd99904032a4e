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
        assertThat(refusal("10.0.0.0/7")).isEqualTo("10.0.0.0/7 contains 33,554,432 addresses. The largest range allowed is"
                + " 16,777,216. Enter a smaller range.");
        assertThat(refusal("2001::/31")).contains("2^97", "2^96");
    }

    private static String refusal(String text) {
        return catchThrowableOfType(IpFormatException.class, () -> Notation.parse(text).requireCaller().requireAtMost(8, 32))
                .getMessage();
    }

    private static String sentence(String text, Wanted wanted) {
        return catchThrowableOfType(IpFormatException.class, () -> Notation.parse(text, wanted)).getMessage();
    }
}
