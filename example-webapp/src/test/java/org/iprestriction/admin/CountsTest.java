package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.iprestriction.address.Notation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountsTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "1, 1 address",
        "2, 2 addresses",
        "256, 256 addresses",
        "2571, '2,571 addresses'",
        "65536, '65,536 addresses'",
        "16777216, '16,777,216 addresses'",
        "9007199254740991, '9,007,199,254,740,991 addresses'",
        "9007199254740992, 2^53 addresses",
        "9007199254740993, about 9.0 × 10^15 addresses",
        "1208925819614629174706176, 2^80 addresses",
        "1208925819614629174706177, about 1.2 × 10^24 addresses",
        "9999999999999999999, about 1.0 × 10^19 addresses",
        "340282366920938463463374607431768211456, 2^128 addresses",
    })
    void says_how_many(BigInteger count, String text) {
        assertThat(Counts.addresses(count)).hasToString(text);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        192.168.0.0/255.255.255.0       | 192.168.0.0 – 192.168.0.255 · 256 addresses      | 192.168.0.0 – 192.168.0.255 · 256 addresses
        192.168.0.10 - 192.168.10.20    | 192.168.0.10 – 192.168.10.20 · 2,571 addresses   | 2,571 addresses
        192.168.10.10-20                | 192.168.10.10 – 192.168.10.20 · 11 addresses     | 192.168.10.10 – 192.168.10.20 · 11 addresses
        192.168.0.0/16                  | 192.168.0.0 – 192.168.255.255 · 65,536 addresses | 192.168.0.0 – 192.168.255.255 · 65,536 addresses
        198.51.100.40                   | 198.51.100.40 · 1 address                        | ''
        198.51.100.40/32                | 198.51.100.40/32 · 1 address                     | 1 address
        2001:db8:4f2::/48               | 2001:db8:4f2::/48 · 2^80 addresses               | 2^80 addresses
        2001:db8::1 - 2001:db8::ff      | 2001:db8::1 – 2001:db8::ff · 255 addresses       | 255 addresses
        """)
    void says_what_a_notation_means(String notation, String whole, String below) {
        assertThat(Meaning.whole(Notation.parse(notation))).hasToString(whole);
        assertThat(Meaning.below(Notation.parse(notation))).hasToString(below);
    }
}
