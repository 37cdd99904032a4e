package org.iprestriction.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpRangeTest {

    private static IpRange range(String text) {
        return Notation.parse(text).range();
    }

    /** One range, another, what both have in common, and whether the first holds the other. */
    @ParameterizedTest
    @CsvSource({
        "10.0.0.10 - 10.0.0.20, 10.0.0.15 - 10.0.0.30, 10.0.0.15 - 10.0.0.20, false",
        "10.0.0.10 - 10.0.0.20, 10.0.0.20 - 10.0.0.30, 10.0.0.20, false",
        "10.0.0.10 - 10.0.0.20, 10.0.0.1 - 10.0.0.10, 10.0.0.10, false",
        "10.0.0.10 - 10.0.0.20, 10.0.0.21 - 10.0.0.30, , false",
        "10.0.0.10 - 10.0.0.20, 10.0.0.1 - 10.0.0.9, , false",
        "10.0.0.10 - 10.0.0.20, 10.0.0.10 - 10.0.0.20, 10.0.0.10 - 10.0.0.20, true",
        "10.0.0.10 - 10.0.0.20, 10.0.0.11 - 10.0.0.19, 10.0.0.11 - 10.0.0.19, true",
        "10.0.0.10 - 10.0.0.20, 10.0.0.10 - 10.0.0.12, 10.0.0.10 - 10.0.0.12, true",
        "10.0.0.10 - 10.0.0.20, 10.0.0.12 - 10.0.0.20, 10.0.0.12 - 10.0.0.20, true",
        "10.0.0.10 - 10.0.0.20, 10.0.0.9 - 10.0.0.21, 10.0.0.10 - 10.0.0.20, false",
        "::a00:0/104, 10.0.0.0/8, , false",
        "::/1, 8000::/1, , false",
        "0.0.0.0/0, 255.255.255.255, 255.255.255.255, true",
        "2001:db8::/32, 2001:db8:0:ffff:ffff:ffff:ffff:ffff - 2001:db9::, 2001:db8:0:ffff:ffff:ffff:ffff:ffff - 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, false"})
    void twoRangesHaveInCommonWhatBothHold(String one, String other, String common, boolean holds) {
        IpRange expected = common == null ? null : range(common);
        assertThat(range(one).intersection(range(other))).isEqualTo(expected);
        assertThat(range(other).intersection(range(one))).isEqualTo(expected);
        assertThat(range(one).overlaps(range(other))).isEqualTo(common != null);
        assertThat(range(other).overlaps(range(one))).isEqualTo(common != null);
        assertThat(range(one).contains(range(other))).isEqualTo(holds);
    }

    @Test
    void aNetworkIsPrintedWithItsPrefixAndHasItsSize() {
        for (int prefix = 0; prefix <= 128; prefix++) {
            IpRange network = IpRange.network(IpAddress.ofIpv6(0x2a00_1234_8765_4321L, 0x89ab_cdef_0123_4567L), prefix);
            assertThat(network).hasToString(network.first() + (prefix == 128 ? "" : "/" + prefix));
            assertThat(network.prefix()).isEqualTo(prefix);
            assertThat(network.size()).isEqualTo(BigInteger.TWO.pow(128 - prefix));
        }
        for (int prefix = 0; prefix <= 32; prefix++) {
            IpRange network = IpRange.network(IpAddress.ofIpv4(0xc0a8_7f81), prefix);
            assertThat(network).hasToString(network.first() + (prefix == 32 ? "" : "/" + prefix));
            assertThat(network.prefix()).isEqualTo(prefix);
            assertThat(network.size()).isEqualTo(BigInteger.TWO.pow(32 - prefix));
        }
        assertThat(range("10.0.0.1 - 10.0.0.2")).hasToString("10.0.0.1 - 10.0.0.2");
        assertThat(range("10.0.0.0 - 10.0.0.2")).hasToString("10.0.0.0 - 10.0.0.2");
        assertThat(range("::1 - 1::")).hasToString("::1 - 1::");
    }

    @Test
    void aRangeIsComparedWithTheSizeOfANetwork() {
        for (IpAddress address : List.of(IpAddress.ofIpv4(0x0aa8_7f81), IpAddress.ofIpv6(0x2a00_1234_8765_4321L, 0x89ab_cdef_0123_4567L))) {
            int bits = address.isIpv4() ? 32 : 128;
            for (int size = 1; size <= bits; size++) {
                IpRange network = IpRange.network(address, size);
                IpAddress behind = network.last().next();
                for (IpRange range : List.of(network, IpRange.of(network.first(), behind), IpRange.of(behind, behind),
                        IpRange.of(size == bits ? network.first() : network.first().next(), network.last()))) {
                    for (int prefix = 1; prefix <= bits; prefix++) {
                        assertThat(range.isAtMost(prefix)).as("%s has at most the addresses of a /%d", range, prefix)
                                .isEqualTo(range.size().compareTo(BigInteger.TWO.pow(bits - prefix)) <= 0);
                    }
                }
            }
        }
        assertThat(range("::/0").isAtMost(1)).isFalse();
        assertThat(range("0.0.0.0/0").isAtMost(1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "10.0.0.1|1 address",
        "2001:db8::1|1 address",
        "10.0.0.1 - 10.0.0.2|2 addresses",
        "10.0.0.0/22|1,024 addresses",
        "0.0.0.0/1|2,147,483,648 addresses",
        "2001:db8::/120|256 addresses",
        "::/76|4,503,599,627,370,496 addresses",
        "::/75|2^53 addresses",
        "2001:db8::/65|2^63 addresses",
        "2001:db8::1 - 2001:db8::20:0:0:1|about 9.0 × 10^15 addresses",
        "2001:db8::/64|1 network of /64, 2^64 addresses",
        "2001:db8::1 - 2001:db8:0:1::|2^64 addresses",
        "::1 - 0:0:0:1::1|about 1.8 × 10^19 addresses",
        "2001:db8::/63|2 networks of /64, 2^65 addresses",
        "2001:db8::/56|256 networks of /64, 2^72 addresses",
        "2001:db8::/48|65,536 networks of /64, 2^80 addresses",
        "2001:db8::/47|2 networks of /48, 2^81 addresses",
        "2001:db8::/32|65,536 networks of /48, 2^96 addresses",
        "2a06:98c0::/29|8 networks of /32, 2^99 addresses",
        "2600:1f00::/24|256 networks of /32, 2^104 addresses",
        "::/1|2,147,483,648 networks of /32, 2^127 addresses",
        "::/0|4,294,967,296 networks of /32, 2^128 addresses",
        "2001:db8:: - 2001:db8:2:ffff:ffff:ffff:ffff:ffff|3 networks of /48, about 3.6 × 10^24 addresses",
        "2001:db8::1 - 2001:db8:2:ffff:ffff:ffff:ffff:ffff|about 3 networks of /48, 3.6 × 10^24 addresses",
        "2001:db8::1 - 2001:db8:0:2::|about 2 networks of /64, 2^65 addresses",
        "2001:db8:: - 2001:db8:0:4::|about 4 networks of /64, 7.4 × 10^19 addresses",
        "2001:db8:: - 2001:db9::|about 65,536 networks of /48, 7.9 × 10^28 addresses"})
    void aSizeIsSaidInWhatPeopleCount(String text, String size) {
        assertThat(range(text).sizeText()).isEqualTo(size);
    }

    @Test
    void equalRangesAreEqualHoweverTheyAreWritten() {
        assertThat(range("10.0.0.0/24")).isEqualTo(range("10.0.0.0-255")).hasSameHashCodeAs(range("10.0.0.0-255"))
                .isNotEqualTo(range("10.0.0.0-254")).isNotEqualTo(range("10.0.0.1-255")).isNotEqualTo("10.0.0.0/24");
        assertThat(range("10.0.0.0/24").hashCode()).isNotEqualTo(range("10.0.1.0/24").hashCode());
    }

    @Test
    void aRangeHasOneFamilyAndGoesUpwards() {
        IpAddress low = IpAddress.parse("10.0.0.1");
        IpAddress high = IpAddress.parse("10.0.0.2");
        assertThat(IpRange.of(low, low).contains(high)).isFalse();
        assertThatThrownBy(() -> IpRange.of(high, low)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("10.0.0.2 is above 10.0.0.1");
        assertThatThrownBy(() -> IpRange.of(low, IpAddress.parse("::1"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("10.0.0.1 and ::1 are of different families");
    }
}
