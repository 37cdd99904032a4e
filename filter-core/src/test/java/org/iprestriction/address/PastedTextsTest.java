package org.iprestriction.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Random;
import org.iprestriction.Seeds;
import org.iprestriction.address.Notation.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people paste out of configurations, lists, letters and consoles: refused, and told what to write. */
class PastedTextsTest {

    /** Pasted (\t, \n, \r as in Java) | code | sentence | corrections, separated by commas. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', value = {
        // a range in other words
        "10.0.0.0 to 10.255.255.255|range.dash|Write “-” in place of “to”. Enter 10.0.0.0 - 10.255.255.255.|10.0.0.0 - 10.255.255.255",
        "10.0.0.0 TO 10.255.255.255|range.dash|Write “-” in place of “TO”. Enter 10.0.0.0 - 10.255.255.255.|10.0.0.0 - 10.255.255.255",
        "10.0.0.0\\tto\\t10.255.255.255|range.dash|Write “-” in place of “to”. Enter 10.0.0.0 - 10.255.255.255.|10.0.0.0 - 10.255.255.255",
        "10.0.0.0 through 10.0.0.9|range.dash|Write “-” in place of “through”. Enter 10.0.0.0 - 10.0.0.9.|10.0.0.0 - 10.0.0.9",
        "10.0.0.0 thru 10.0.0.9|range.dash|Write “-” in place of “thru”. Enter 10.0.0.0 - 10.0.0.9.|10.0.0.0 - 10.0.0.9",
        "10.0.0.0 bis 10.0.0.9|range.dash|Write “-” in place of “bis”. Enter 10.0.0.0 - 10.0.0.9.|10.0.0.0 - 10.0.0.9",
        "from 10.0.0.0 to 10.0.0.9|range.dash|Write “-” in place of “to”. Enter 10.0.0.0 - 10.0.0.9.|10.0.0.0 - 10.0.0.9",
        "10.0.0.1..10.0.0.9|range.dash|Write “-” in place of “..”. Enter 10.0.0.1 - 10.0.0.9.|10.0.0.1 - 10.0.0.9",
        "10.0.0.1 ... 10.0.0.9|range.dash|Write “-” in place of “...”. Enter 10.0.0.1 - 10.0.0.9.|10.0.0.1 - 10.0.0.9",
        "10.0.0.1…10.0.0.9|range.dash|“…” (U+2026) is not the hyphen of the keyboard. Enter 10.0.0.1 - 10.0.0.9.|10.0.0.1 - 10.0.0.9",
        "10.0.0.1 → 10.0.0.9|range.dash|“→” (U+2192) is not the hyphen of the keyboard. Enter 10.0.0.1 - 10.0.0.9.|10.0.0.1 - 10.0.0.9",
        "10.0.0.1 -> 10.0.0.9|range.dash|Write “-” in place of “->”. Enter 10.0.0.1 - 10.0.0.9.|10.0.0.1 - 10.0.0.9",
        "10.0.0.1--10.0.0.9|range.dash|Write “-” in place of “--”. Enter 10.0.0.1 - 10.0.0.9.|10.0.0.1 - 10.0.0.9",
        "10.0.0.1 ~ 10.0.0.9|range.dash|“~” (U+007E) is not the hyphen of the keyboard. Enter 10.0.0.1 - 10.0.0.9.|10.0.0.1 - 10.0.0.9",
        "10.0.0.1 – 10.0.0.9|range.dash|“–” (U+2013) is not the hyphen of the keyboard. Enter 10.0.0.1 - 10.0.0.9.|10.0.0.1 - 10.0.0.9",
        "10.0.0.10 to 20|range.dash|Write “-” in place of “to”. Enter 10.0.0.10-20.|10.0.0.10-20",
        "2001:db8::1 to 2001:db8::ff|range.dash|Write “-” in place of “to”. Enter 2001:db8::1 - 2001:db8::ff.|2001:db8::1 - 2001:db8::ff",
        "10.0.0.9 to 10.0.0.1|range.reversed|The range ends before it starts. Enter 10.0.0.1 - 10.0.0.9.|10.0.0.1 - 10.0.0.9",
        "10.0.0.1 to 2001:db8::1|range.mixed|The start is IPv4 and the end is IPv6. Enter both in the same form.|",
        // a mask that is not behind a slash
        "192.168.1.0 255.255.255.0|range.mask|Write “/” between the address and the mask. Enter 192.168.1.0/255.255.255.0.|192.168.1.0/255.255.255.0",
        "192.168.1.0\\t255.255.255.0|range.mask|Write “/” between the address and the mask. Enter 192.168.1.0/255.255.255.0.|192.168.1.0/255.255.255.0",
        "192.168.1.0, 255.255.255.0|range.mask|Write “/” between the address and the mask. Enter 192.168.1.0/255.255.255.0.|192.168.1.0/255.255.255.0",
        "192.168.1.0 netmask 255.255.255.0|range.mask|Write “/” between the address and the mask. Enter 192.168.1.0/255.255.255.0.|192.168.1.0/255.255.255.0",
        "192.168.1.0 mask 255.255.255.0|range.mask|Write “/” between the address and the mask. Enter 192.168.1.0/255.255.255.0.|192.168.1.0/255.255.255.0",
        "192.168.1.0 mask: 255.255.255.0|range.mask|Write “/” between the address and the mask. Enter 192.168.1.0/255.255.255.0.|192.168.1.0/255.255.255.0",
        "192.168.1.0 subnet mask 255.255.255.0|range.mask|Write “/” between the address and the mask. Enter 192.168.1.0/255.255.255.0.|192.168.1.0/255.255.255.0",
        "128.0.0.0 netmask 192.0.0.0|range.mask|Write “/” between the address and the mask. Enter 128.0.0.0/192.0.0.0.|128.0.0.0/192.0.0.0",
        "ip address 192.168.1.5 255.255.255.0|range.host_bits|192.168.1.5/255.255.255.0 is not the start of a network. Use 192.168.1.0/255.255.255.0 for the whole network, or 192.168.1.5 for one address.|192.168.1.0/255.255.255.0,192.168.1.5",
        "10.0.0.0 0.0.0.255|range.wildcard_mask|0.0.0.255 is a wildcard mask. Use 10.0.0.0/255.255.255.0.|10.0.0.0/255.255.255.0",
        "permit ip 10.0.0.0 0.0.0.255|range.wildcard_mask|0.0.0.255 is a wildcard mask. Use 10.0.0.0/255.255.255.0.|10.0.0.0/255.255.255.0",
        "10.0.0.7 0.0.0.255|range.wildcard_mask|0.0.0.255 is a wildcard mask. Use 10.0.0.0/255.255.255.0 for the whole network, or 10.0.0.7 for one address.|10.0.0.0/255.255.255.0,10.0.0.7",
        "10.0.0.7/0.0.0.255|range.wildcard_mask|0.0.0.255 is a wildcard mask. Use 10.0.0.0/255.255.255.0 for the whole network, or 10.0.0.7 for one address.|10.0.0.0/255.255.255.0,10.0.0.7",
        "10.0.0.0 255.0.255.0|range.mask|255.0.255.0 is not a network mask. Use a mask such as 255.255.255.0 or a prefix such as /24.|",
        "192.168.0.0/24 255.255.255.0|address.extra|Leave out “255.255.255.0”. Enter 192.168.0.0/24.|192.168.0.0/24",
        "192.168.0.0/24 255.255.0.0|address.syntax|“192.168.0.0/24 255.255.0.0” is not an IP address. Enter a range such as 192.168.0.0/16 or 192.168.0.10 - 192.168.0.20.|",
        // spaces
        "192.168.0.0 /24|address.extra|Leave out the spaces. Enter 192.168.0.0/24.|192.168.0.0/24",
        "192.168.0.0/ 24|address.extra|Leave out the spaces. Enter 192.168.0.0/24.|192.168.0.0/24",
        "192.168.0.0\\t/\\t24|address.extra|Leave out the spaces. Enter 192.168.0.0/24.|192.168.0.0/24",
        "2001:db8:: / 32|address.extra|Leave out the spaces. Enter 2001:db8::/32.|2001:db8::/32",
        "10.0.0.0 / 255.0.0.0|address.extra|Leave out the spaces. Enter 10.0.0.0/255.0.0.0.|10.0.0.0/255.0.0.0",
        "10.0.0.5 / 8|range.host_bits|10.0.0.5/8 is not the start of a network. Use 10.0.0.0/8 for the whole network, or 10.0.0.5 for one address.|10.0.0.0/8,10.0.0.5",
        "10.0.0.0 / 0.255.255.255|range.wildcard_mask|0.255.255.255 is a wildcard mask. Use 10.0.0.0/255.0.0.0.|10.0.0.0/255.0.0.0",
        "10. 0. 0. 1|address.extra|Leave out the spaces. Enter 10.0.0.1.|10.0.0.1",
        "2001:db8 ::1|address.extra|Leave out the spaces. Enter 2001:db8::1.|2001:db8::1",
        "198.51.100.0/24\\n|address.look_alike|The text contains a line break, U+000A. Enter 198.51.100.0/24.|198.51.100.0/24",
        "198.51.100.0/24\\r\\n|address.look_alike|The text contains a line break, U+000D. Enter 198.51.100.0/24.|198.51.100.0/24",
        "\\t198.51.100.0/24|address.look_alike|The text contains a tab, U+0009. Enter 198.51.100.0/24.|198.51.100.0/24",
        "198.51.100.7/24\\n|range.host_bits|198.51.100.7/24 is not the start of a network. Use 198.51.100.0/24 for the whole network, or 198.51.100.7 for one address.|198.51.100.0/24,198.51.100.7",
        // comments
        "198.51.100.0/24 # office|address.extra|Leave out the comment. Enter 198.51.100.0/24.|198.51.100.0/24",
        "198.51.100.0/24 # Büro, 3. Stock|address.extra|Leave out the comment. Enter 198.51.100.0/24.|198.51.100.0/24",
        "10.0.0.1#office|address.extra|Leave out the comment. Enter 10.0.0.1.|10.0.0.1",
        "198.51.100.0/24 // office|address.extra|Leave out the comment. Enter 198.51.100.0/24.|198.51.100.0/24",
        "198.51.100.0/24 /* office */|address.extra|Leave out the comment. Enter 198.51.100.0/24.|198.51.100.0/24",
        "198.51.100.0/24 ; comment|address.extra|Leave out the comment. Enter 198.51.100.0/24.|198.51.100.0/24",
        "1.10.16.0/20 ; SBL256894|address.extra|Leave out the comment. Enter 1.10.16.0/20.|1.10.16.0/20",
        "198.51.100.0/24 (office)|address.extra|Leave out the comment. Enter 198.51.100.0/24.|198.51.100.0/24",
        "198.51.100.0/24,Office|address.extra|Leave out the comment. Enter 198.51.100.0/24.|198.51.100.0/24",
        "198.51.100.7/24 # office|range.host_bits|198.51.100.7/24 is not the start of a network. Use 198.51.100.0/24 for the whole network, or 198.51.100.7 for one address.|198.51.100.0/24,198.51.100.7",
        "# the office\\n198.51.100.0/24|address.extra|Leave out the comment. Enter 198.51.100.0/24.|198.51.100.0/24",
        "10.0.0.1 # was 10.0.0.2|address.extra|Leave out the comment. Enter 10.0.0.1.|10.0.0.1",
        "10.0.0.1 - 10.0.0.9 # office|address.extra|Leave out the comment. Enter 10.0.0.1 - 10.0.0.9.|10.0.0.1 - 10.0.0.9",
        "10.0.0.1 to 10.0.0.9 # office|range.dash|Write “-” in place of “to”. Enter 10.0.0.1 - 10.0.0.9.|10.0.0.1 - 10.0.0.9",
        // punctuation, quotation marks, brackets
        "173.245.48.0/20;|address.extra|Leave out the semicolon. Enter 173.245.48.0/20.|173.245.48.0/20",
        "173.245.48.0/20,|address.extra|Leave out the comma. Enter 173.245.48.0/20.|173.245.48.0/20",
        "1.2.3.4.|address.extra|Leave out the full stop. Enter 1.2.3.4.|1.2.3.4",
        "2001:db8::;|address.extra|Leave out the semicolon. Enter 2001:db8::.|2001:db8::",
        "\"3.5.140.0/22\",|address.extra|Leave out the quotation marks and the comma. Enter 3.5.140.0/22.|3.5.140.0/22",
        "'3.5.140.0/22'|address.extra|Leave out the quotation marks. Enter 3.5.140.0/22.|3.5.140.0/22",
        "`3.5.140.0/22`|address.extra|Leave out the quotation marks. Enter 3.5.140.0/22.|3.5.140.0/22",
        "“3.5.140.0/22”|address.extra|Leave out the quotation marks. Enter 3.5.140.0/22.|3.5.140.0/22",
        "\"3.5.140.0/22|address.extra|Leave out the quotation marks. Enter 3.5.140.0/22.|3.5.140.0/22",
        "\"3.5.140.7/22\",|range.host_bits|3.5.140.7/22 is not the start of a network. Use 3.5.140.0/22 for the whole network, or 3.5.140.7 for one address.|3.5.140.0/22,3.5.140.7",
        "\"300.5.140.0/22\",|address.octet|300 is too large. Each of the four numbers is 0 to 255.|",
        "\"ip_prefix\": \"3.5.140.0/22\",|address.extra|Leave out the quotation marks, “ip_prefix” and the comma. Enter 3.5.140.0/22.|3.5.140.0/22",
        "[1.2.3.4]|address.brackets|Leave out the brackets. Enter 1.2.3.4.|1.2.3.4",
        "[1.2.3.0/24]|address.brackets|Leave out the brackets. Enter 1.2.3.0/24.|1.2.3.0/24",
        "<1.2.3.4>|address.brackets|Leave out the brackets. Enter 1.2.3.4.|1.2.3.4",
        "<1.2.3.4|address.brackets|Leave out the brackets. Enter 1.2.3.4.|1.2.3.4",
        "2001:db8::1]|address.brackets|Leave out the brackets. Enter 2001:db8::1.|2001:db8::1",
        "allow (1.2.3.4)|address.extra|Leave out “allow” and the brackets. Enter 1.2.3.4.|1.2.3.4",
        "(1.2.3.4)|address.brackets|Leave out the brackets. Enter 1.2.3.4.|1.2.3.4",
        "{1.2.3.4}|address.brackets|Leave out the brackets. Enter 1.2.3.4.|1.2.3.4",
        "[\"1.2.3.4\"]|address.extra|Leave out the brackets and the quotation marks. Enter 1.2.3.4.|1.2.3.4",
        "[2001:db8::/32]|address.brackets|Leave out the brackets. Enter 2001:db8::/32.|2001:db8::/32",
        "1.2.3.4:8080,|address.port|Leave out the port. Enter 1.2.3.4.|1.2.3.4",
        "[2001:db8::10]:443;|address.port|Leave out the port. Enter 2001:db8::10.|2001:db8::10",
        "\"http://1.2.3.4/\",|address.url|“http://1.2.3.4/” is a web address. Enter only the IP address, 1.2.3.4.|1.2.3.4",
        "10.0.0.0 – 10.0.0.9,|range.dash|“–” (U+2013) is not the hyphen of the keyboard. Enter 10.0.0.0 - 10.0.0.9.|10.0.0.0 - 10.0.0.9",
        "::ffff:10.0.0.1;|address.mapped|“::ffff:10.0.0.1” is IPv4 written as IPv6 and would match nothing. Enter 10.0.0.1.|10.0.0.1",
        "fe80::1%eth0,|address.zone|Leave out “%eth0”. Enter fe80::1.|fe80::1",
        "office.example.com;|address.hostname|“office.example.com” is a host name. Enter its IP address; names are not looked up.|",
        "((((((((((((((1.2.3.4|address.syntax|“((((((((((((((1.2.3.4” is not an IP address. Enter a range such as 192.168.0.0/16 or 192.168.0.10 - 192.168.0.20.|",
        // words of configurations
        "allow 1.2.3.0/24;|address.extra|Leave out “allow” and the semicolon. Enter 1.2.3.0/24.|1.2.3.0/24",
        "allow 1.2.3.0/24; # office|address.extra|Leave out “allow” and the comment. Enter 1.2.3.0/24.|1.2.3.0/24",
        "Allow from 1.2.3.4|address.extra|Leave out “Allow from”. Enter 1.2.3.4.|1.2.3.4",
        "Require ip 1.2.3.4|address.extra|Leave out “Require ip”. Enter 1.2.3.4.|1.2.3.4",
        "set_real_ip_from 2400:cb00::/32;|address.extra|Leave out “set_real_ip_from” and the semicolon. Enter 2400:cb00::/32.|2400:cb00::/32",
        "ip4:1.2.3.0/24|address.extra|Leave out “ip4”. Enter 1.2.3.0/24.|1.2.3.0/24",
        "ip6:2001:db8::/32|address.extra|Leave out “ip6”. Enter 2001:db8::/32.|2001:db8::/32",
        "ip:10.0.0.1|address.extra|Leave out “ip”. Enter 10.0.0.1.|10.0.0.1",
        "src=10.0.0.1|address.extra|Leave out “src”. Enter 10.0.0.1.|10.0.0.1",
        "IP address: 10.0.0.1|address.extra|Leave out “IP address”. Enter 10.0.0.1.|10.0.0.1",
        "- 10.0.0.0/8|address.extra|Leave out “-”. Enter 10.0.0.0/8.|10.0.0.0/8",
        "* 10.0.0.0/8|address.extra|Leave out “*”. Enter 10.0.0.0/8.|10.0.0.0/8",
        "• 10.0.0.0/8|address.extra|Leave out “•”. Enter 10.0.0.0/8.|10.0.0.0/8",
        "  - \"10.0.0.0/8\"  # all of it|address.extra|Leave out “-”, the quotation marks and the comment. Enter 10.0.0.0/8.|10.0.0.0/8",
        // what forbids is not turned into what allows
        "deny 10.0.0.1;|address.syntax|“deny 10.0.0.1;” is not an IP address. Enter a range such as 192.168.0.0/16 or 192.168.0.10 - 192.168.0.20.|",
        "not 10.0.0.1|address.syntax|“not 10.0.0.1” is not an IP address. Enter a range such as 192.168.0.0/16 or 192.168.0.10 - 192.168.0.20.|",
        "Require not ip 10.0.0.1|address.syntax|“Require not ip 10.0.0.1” is not an IP address. Enter a range such as 192.168.0.0/16 or 192.168.0.10 - 192.168.0.20.|",
        "!10.0.0.1|address.syntax|“!10.0.0.1” is not an IP address. Enter a range such as 192.168.0.0/16 or 192.168.0.10 - 192.168.0.20.|",
        "# 10.0.0.1|address.syntax|“# 10.0.0.1” is not an IP address. Enter a range such as 192.168.0.0/16 or 192.168.0.10 - 192.168.0.20.|",
        "10.0.0.1 office|address.syntax|“10.0.0.1 office” is not an IP address. Enter a range such as 192.168.0.0/16 or 192.168.0.10 - 192.168.0.20.|",
        "10.0.0.1,5|address.syntax|“10.0.0.1,5” is not an IP address. Enter a range such as 192.168.0.0/16 or 192.168.0.10 - 192.168.0.20.|",
        "10.0.0.0//8|address.syntax|“10.0.0.0//8” is not an IP address. Enter a range such as 192.168.0.0/16 or 192.168.0.10 - 192.168.0.20.|",
        // wildcards
        "192.168.1.x|address.wildcard|“x” is not supported. For all 256 addresses enter 192.168.1.0/24.|192.168.1.0/24",
        "192.168.1.xxx|address.wildcard|“xxx” is not supported. For all 256 addresses enter 192.168.1.0/24.|192.168.1.0/24",
        "10.X.X.X|address.wildcard|“X” is not supported. For all 16,777,216 addresses enter 10.0.0.0/8.|10.0.0.0/8",
        "192.168.1.*;|address.wildcard|“*” is not supported. For all 256 addresses enter 192.168.1.0/24.|192.168.1.0/24",
        "192.168.1.%|address.wildcard|“%” is not supported. For all 256 addresses enter 192.168.1.0/24.|192.168.1.0/24",
        "192.168.*.*|address.wildcard|“*” is not supported. For all 65,536 addresses enter 192.168.0.0/16.|192.168.0.0/16",
        "2001:db8:*|address.wildcard|“*” is not supported. For all 65,536 networks of /48, 2^96 addresses enter 2001:db8::/32.|2001:db8::/32",
        "*.*.*.*|address.wildcard|“*” is not supported. Enter a range such as 192.168.0.0/16.|",
        "192.168.*.1|address.wildcard|“*” is not supported. Enter a range such as 192.168.0.0/16.|",
        // really several
        "10.0.0.1, 10.0.0.2|address.several|Enter one address or range per entry. Add the others as separate entries.|",
        "10.0.0.1 10.0.0.2|address.several|Enter one address or range per entry. Add the others as separate entries.|",
        "10.0.0.1;10.0.0.2;|address.several|Enter one address or range per entry. Add the others as separate entries.|",
        "10.0.0.1\\n10.0.0.2\\n|address.several|Enter one address or range per entry. Add the others as separate entries.|",
        "10.0.0.1 # a\\n10.0.0.2 # b|address.several|Enter one address or range per entry. Add the others as separate entries.|",
        "[\"10.0.0.1\", \"10.0.0.2\"]|address.several|Enter one address or range per entry. Add the others as separate entries.|",
        "allow 10.0.0.1; allow 10.0.0.2;|address.several|Enter one address or range per entry. Add the others as separate entries.|",
        "10.0.0.1 - 10.0.0.5, 10.0.0.9|address.several|Enter one address or range per entry. Add the others as separate entries.|",
        "10.0.0.1-5, 10.0.1.1-5|address.several|Enter one address or range per entry. Add the others as separate entries.|",
        "[2001:db8::1], [2001:db8::2]|address.several|Enter one address or range per entry. Add the others as separate entries.|",
        "Require ip 10.0.0.1 10.0.0.2|address.several|Enter one address or range per entry. Add the others as separate entries.|",
    })
    void whatIsPastedIsRefusedWithWhatToWrite(String pasted, String code, String sentence, String corrections) {
        String text = pasted.replace("\\t", "\t").replace("\\n", "\n").replace("\\r", "\r");
        for (String typed : List.of(text, " " + text + "  ")) {
            IpFormatException refusal = refusal(typed, Wanted.RANGE);
            assertThat(refusal).hasMessage(sentence);
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.corrections().stream().map(Notation::toString).toList())
                    .isEqualTo(corrections == null ? List.of() : List.of(corrections.split(",")));
            for (Notation correction : refusal.corrections()) {
                assertThat(Notation.parse(correction.toString())).isEqualTo(correction);
            }
            assertThat(refusal(typed, Wanted.ADDRESS).corrections()).isEqualTo(refusal.corrections());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0 to 10.0.0.9", "192.168.1.0 255.255.255.0", "198.51.100.0/24 # office", "\"3.5.140.0/22\",",
        "192.168.0.0 /24", "10.0.0.1\n", "1.2.3.0/24;"})
    void theDoorForOneAddressTakesNoneOfThemEither(String text) {
        assertThat(catchThrowableOfType(IpFormatException.class, () -> IpAddress.parse(text))).isNotNull();
        assertThat(IpAddress.parseOrNull(text)).isNull();
    }

    /** A word that somebody wraps round a notation changes nothing of what it is taken for, or it is taken for nothing. */
    @Test
    void whatStandsAroundANotationNeverChangesIt() {
        String[] before = {"\"", "'", "[", "(", "<", "allow ", "Require ip ", "ip: ", "- ", "\t", " ", "“", "{"};
        String[] after = {"\"", "'", "]", ")", ">", ";", ",", ".", " # x", " // 1.1.1.1", "; y", "\n", "\r\n", " (z)", "”", "}"};
        String[] inner = {"198.51.100.0/24", "198.51.100.7", "10.0.0.1 - 10.0.0.9", "10.0.0.1-9", "2001:db8::/32",
            "198.51.100.0/255.255.255.0", "2001:db8::1 - 2001:db8::9"};
        int corrected = 0;
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = Seeds.random(seed);
            String notation = inner[random.nextInt(inner.length)];
            String text = notation;
            for (int i = random.nextInt(4); i >= 0; i--) {
                text = random.nextBoolean() ? before[random.nextInt(before.length)] + text
                        : text + after[random.nextInt(after.length)];
            }
            if (text.length() > 100 || text.replaceAll("^ +| +$", "").equals(notation)) {
                continue;
            }
            IpFormatException refusal = refusal(text, Wanted.RANGE);
            List<Notation> corrections = refusal.corrections();
            if (!corrections.isEmpty()) {
                assertThat(corrections).as("%s: %s", text, refusal.getMessage()).containsExactly(Notation.parse(notation));
                corrected++;
            }
        }
        assertThat(corrected).isGreaterThan(4_500);
    }

    private static IpFormatException refusal(String text, Wanted wanted) {
        IpFormatException refusal = catchThrowableOfType(IpFormatException.class, () -> Notation.parse(text, wanted));
        assertThat(refusal).as(text).isNotNull();
        return refusal;
    }
}
