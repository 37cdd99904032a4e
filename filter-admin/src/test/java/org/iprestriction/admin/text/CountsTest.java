package org.iprestriction.admin.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.iprestriction.address.Notation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountsTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        192.168.0.10                | [TEXT 1 address]
        192.168.0.10 - 192.168.10.20| [TEXT 2,571 addresses]
        2001:db8::/32               | [TEXT 65,536 networks of /48, 2, SUP 96, TEXT  addresses]
        2001:db8:: - 2001:db8:0:4:: | [TEXT about 4 networks of /64, 7.4 × 10, SUP 19, TEXT  addresses]
        """)
    void says_how_many_with_the_power_raised(String notation, String pieces) {
        assertThat(Counts.addresses(Notation.parse(notation).range()).parts().stream()
                .map(piece -> piece.kind() + " " + piece.text()).toList()).hasToString(pieces);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        192.168.0.10   | 1 of these addresses
        192.168.0.0/25 | 128 of these addresses
        2001:db8::/47  | 2 networks of /48, 2^81 of these addresses
        """)
    void says_how_many_of_others(String notation, String text) {
        assertThat(Counts.ofThese(Notation.parse(notation).range())).hasToString(text);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        192.168.0.0/255.255.255.0       | 192.168.0.0 – 192.168.0.255 · 256 addresses      | 192.168.0.0 – 192.168.0.255 · 256 addresses
        192.168.0.10 - 192.168.10.20    | 192.168.0.10 – 192.168.10.20 · 2,571 addresses   | 2,571 addresses
        192.168.10.10-20                | 192.168.10.10 – 192.168.10.20 · 11 addresses     | 192.168.10.10 – 192.168.10.20 · 11 addresses
        192.168.0.0/16                  | 192.168.0.0 – 192.168.255.255 · 65,536 addresses | 192.168.0.0 – 192.168.255.255 · 65,536 addresses
        198.51.100.40                   | 198.51.100.40 · 1 address                        | ''
        198.51.100.40/32                | 198.51.100.40/32 · 1 address                     | 1 address
        2001:db8:4f2::/48               | 2001:db8:4f2::/48 · 65,536 networks of /64, 2^80 addresses | 65,536 networks of /64, 2^80 addresses
        2001:db8::1 - 2001:db8::ff      | 2001:db8::1 – 2001:db8::ff · 255 addresses       | 255 addresses
        """)
    void says_what_a_notation_means(String notation, String whole, String below) {
        assertThat(Meaning.whole(Notation.parse(notation))).hasToString(whole);
        assertThat(Meaning.below(Notation.parse(notation))).hasToString(below);
    }
}
