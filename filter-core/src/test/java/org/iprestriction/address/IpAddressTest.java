package org.iprestriction.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.iprestriction.Vectors;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @Test
    void addressesAreOrderedByFamilyAndThenUnsigned() {
        List<IpAddress> ascending = Stream.of("0.0.0.0", "1.2.3.4", "127.255.255.255", "128.0.0.0", "255.255.255.255", "::",
                "::1", "::7fff:ffff:ffff:ffff", "::8000:0:0:0", "::ffff:ffff:ffff:ffff", "0:0:0:1::", "7fff::", "8000::",
                "8000::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff").map(IpAddress::parse).toList();
        for (int i = 0; i < ascending.size(); i++) {
            for (int j = 0; j < ascending.size(); j++) {
                assertThat(Integer.signum(ascending.get(i).compareTo(ascending.get(j)))).isEqualTo(Integer.compare(i, j));
                assertThat(ascending.get(i).equals(ascending.get(j))).isEqualTo(i == j);
            }
        }
    }

    @Test
    void hashesTellAddressesApart() {
        Set<Integer> hashes = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            hashes.add(IpAddress.ofIpv4(i).hashCode());
            hashes.add(IpAddress.ofIpv6(0x20010db8_00000000L + i, 5).hashCode());
            hashes.add(IpAddress.ofIpv6(0x20010db8_00000000L, 1L << 40 | i).hashCode());
        }
        assertThat(hashes).hasSizeGreaterThan(2900);
        assertThat(IpAddress.ofIpv6(0, 9)).isNotEqualTo(IpAddress.ofIpv4(9)).doesNotHaveSameHashCodeAs(IpAddress.ofIpv4(9));
        assertThat(IpAddress.parse("2001:DB8::1")).hasSameHashCodeAs(IpAddress.parse("2001:db8:0::1"));
        assertThat(IpAddress.ofIpv4(9)).isNotEqualTo("0.0.0.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4", "255.255.255.255", "::", "2001:db8::1", "0000:0000:0000:0000:0000:fffe:255.255.255.255",
        "1:2:3:4:5:6:1.2.3.4", "::0.0.0.0", "::1.2.3.4", "::255.255.255.255", "1:2:3:4:5::1.2.3.4", "1::8", "1:2:3:4:5:6:7::"})
    void aLiteralIsReadOutOfTheMiddleOfAText(String literal) {
        IpAddress address = SlowReader.read(literal);
        assertThat(IpAddress.parseOrNull(literal)).isEqualTo(address).isNotNull();
        String text = "0:" + literal + ":0";
        assertThat(IpAddress.read(text, 2, 2 + literal.length(), new Reader())).isEqualTo(address);
        assertThat(IpAddress.read("1" + literal, 1, 1 + literal.length(), new Reader())).isEqualTo(address);
    }

    private static final class Reader implements IpAddress.Reader<IpAddress> {
        @Override
        public IpAddress ipv4(int bits) {
            return IpAddress.ofIpv4(bits);
        }

        @Override
        public IpAddress ipv6(long high, long low) {
            return IpAddress.ofIpv6(high, low);
        }

        @Override
        public IpAddress unreadable() {
            return null;
        }
    }

    static Stream<String> refused() {
        return Stream.concat(Vectors.rows("addresses.csv").map(row -> row.get(0)),
                Stream.of("1:2:3:4:5:6::1.2.3.4", "1:2:3:4:5:6:7::8", ":1", ":", "1:2::3::4", "1:2:3:4:5:6:7"))
                .filter(text -> SlowReader.read(text) == null);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aTextThatIsNoLiteralIsNobody(String text) {
        assertThat(AccessList.compile(List.of(), Decision.ALLOWED).decide(text)).isEqualTo(Decision.UNIDENTIFIED);
    }

    /** Every text that differs in one character from a literal: another character, one more, one less. */
    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4", "10.20.30.40", "192.168.255.254", "249.250.199.200", "0.0.0.0", "1.22.133.4",
        "::ffff:10.2.33.255", "2001:db8::a", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7.8.9.10", "::", "ffff:ABCD::"})
    void oneCharacterMoreOrLessOrOtherMakesNoDifferenceBetweenTheReaders(String literal) {
        for (int at = 0; at <= literal.length(); at++) {
            String before = literal.substring(0, at);
            String after = literal.substring(at);
            assertThat(IpAddress.parseOrNull(before)).as(before).isEqualTo(SlowReader.read(before));
            String rest = after.isEmpty() ? "" : after.substring(1);
            same(before + rest);
            for (char c = 0; c < 0x180; c++) {
                same(before + c + after);
                same(before + c + rest);
            }
            for (char c : new char[] {'\u0661', '\uff11', '\uff21', '\u2013', '\uffff'}) {
                same(before + c + rest);
            }
        }
    }

    private static void same(String text) {
        IpAddress read = IpAddress.parseOrNull(text);
        IpAddress right = SlowReader.read(text);
        if (read == null ? right != null : !read.equals(right)) {
            assertThat(read).as("text “%s”", text).isEqualTo(right);
        }
    }
}
