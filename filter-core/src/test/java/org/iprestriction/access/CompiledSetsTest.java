package org.iprestriction.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.address.Notation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Places at which the compiled sets could go wrong: ends of the family, full slots, runs of one network. */
class CompiledSetsTest {

    private static AccessList list(String ranges) {
        List<Rule> rules = new ArrayList<>();
        if (ranges != null) {
            for (String range : ranges.split(",")) {
                rules.add(Rule.always(rules.size(), Action.ALLOW, Notation.parse(range).range()));
            }
        }
        assertThat(AccessList.compile(rules, Decision.BLOCKED).size()).isEqualTo(rules.size());
        return AccessList.compile(rules, Decision.BLOCKED);
    }

    /** Ranges | addresses they hold | addresses they do not hold. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", value = {
        "none | none | 0.0.0.0,255.255.255.255,::,ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "0.0.0.0/0 | 0.0.0.0,127.255.255.255,128.0.0.0,255.255.255.255 | ::,::1,8000::",
        "::/0 | ::,::1,8000::,ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff | 0.0.0.0,255.255.255.255",
        "255.255.255.255 | 255.255.255.255 | 255.255.255.254,0.0.0.0",
        "255.255.255.250-251,255.255.255.253-255 | 255.255.255.250,255.255.255.253,255.255.255.255 | 255.255.255.249,255.255.255.252",
        "255.255.255.240-241,255.255.255.250-251,255.255.255.253-255 | 255.255.255.241,255.255.255.255 | 255.255.255.252",
        "fd00::/64 | fd00::,fd00::ffff:ffff:ffff:ffff | fcff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,fd00:0:0:1::,ffff::",
        "fd00::/64,fd00:0:0:2::/64 | fd00::1,fd00:0:0:2::1 | fd00:0:0:1::1,fd00:0:0:3::1,fe00::",
        "1::/16,fd00:0:0:1::/64 | 1::,fd00:0:0:1::1 | 2::,fd00::,fd00:0:0:2::",
        "fd00::5,fd00::7 - fd00::9 | fd00::5,fd00::7,fd00::9 | fd00::,fd00::4,fd00::6,fd00::a,fd00:0:0:1::8",
        "ffff::/16 | ffff::,ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff | fffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff | ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff | ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe,::",
        "::1 - ::5,::ffff:ffff:ffff:fffe - 0:0:0:1::1 | ::1,::5,::ffff:ffff:ffff:ffff,0:0:0:1::1 | ::,::6,0:0:0:1::2",
        "2000::/12,2010:1::/32,2010:3::/32,2010:5::/32,2010:7::/32,2010:9::/32,2010:b::/32,2010:d::/32 | 2000::,2008::,200c::,2010:d::1"
                + " | 1fff::,2010::,2010:2::,2010:e::",
        "::/80 | ::,::fffe:ffff:ffff,::ffff | 0:0:0:0:1::,10.0.0.1"})
    void aSetHoldsItsRangesAndNothingElse(String ranges, String inside, String outside) {
        AccessList list = list(ranges);
        for (String address : inside == null ? new String[0] : inside.split(",")) {
            assertThat(list.decide(address)).as(address).isEqualTo(Decision.ALLOWED);
        }
        for (String address : outside.split(",")) {
            assertThat(list.decide(address)).as(address).isEqualTo(Decision.BLOCKED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 9, 40, 300})
    void singleAddressesOfOneNetworkAreToldApart(int count) {
        List<Rule> rules = new ArrayList<>();
        for (long high : new long[] {0x20010db800000000L, 0x20010db800000001L, 0xfd00000000000000L}) {
            for (int i = 0; i < count; i++) {
                IpAddress address = IpAddress.ofIpv6(high, 1000 + 2L * i);
                rules.add(Rule.always(i, Action.ALLOW, IpRange.of(address, address)));
            }
        }
        AccessList list = AccessList.compile(rules, Decision.BLOCKED);
        for (long high : new long[] {0x20010db800000000L, 0x20010db800000001L, 0xfd00000000000000L, 0x20010db800000002L}) {
            for (int low = 990; low < 1010 + 2 * count; low++) {
                boolean holds = high != 0x20010db800000002L && low >= 1000 && low < 1000 + 2 * count && low % 2 == 0;
                assertThat(list.decide(IpAddress.ofIpv6(high, low))).isEqualTo(holds ? Decision.ALLOWED : Decision.BLOCKED);
            }
            assertThat(list.decide(IpAddress.ofIpv6(high, -1L))).isEqualTo(Decision.BLOCKED);
        }
    }

    /** As registries hand them out: a few blocks far apart, in each a crowd; and a crowd in every single network. */
    @ParameterizedTest
    @ValueSource(ints = {2, 7, 8, 33, 500, 9_000})
    void networksThatCrowdInAFewBlocksAreToldApart(int count) {
        long[] blocks = {0, 0x2001L << 48, 0x2001_0db8L << 32, 0x2a00L << 48, 0x7fff_ffffL << 32, 1L << 63, -1L << 32};
        List<Rule> rules = new ArrayList<>();
        for (long block : blocks) {
            for (int i = 0; i < count; i++) {
                long high = block | 2L * i * i; // ever further apart
                rules.add(Rule.always(i, Action.ALLOW, IpRange.of(IpAddress.ofIpv6(high, 0), IpAddress.ofIpv6(high, -1))));
            }
        }
        AccessList list = AccessList.compile(rules, Decision.BLOCKED);
        for (long block : blocks) {
            for (int i = 0; i < count; i++) {
                long high = block | 2L * i * i;
                assertThat(list.decide(IpAddress.ofIpv6(high, 5))).isEqualTo(Decision.ALLOWED);
                assertThat(list.decide(IpAddress.ofIpv6(high + 1, 0))).isEqualTo(Decision.BLOCKED);
                assertThat(list.decide(IpAddress.ofIpv6(high - 1, -1))).isEqualTo(Decision.BLOCKED);
            }
        }
    }

    /** The memory is exact, so it needs no measuring: 24 bytes for a merged IPv4 range, 48 for an IPv6 range, and 1 KiB. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "10, 99999999", "100, 99999999", "1000, 2", "1024, 99999999", "1025, 7919", "20000, 99999999",
        "20000, 2", "65536, 2147483648"})
    void aSetTakesFewBytesForARange(int count, long apart) {
        Rule[] rules = IntStream.range(0, 2 * count).mapToObj(i -> {
            IpAddress address = i % 2 == 0 ? IpAddress.ofIpv4(i * 50_021) : IpAddress.ofIpv6(0x2001L << 48 | i * apart, 7);
            return Rule.always(i, Action.ALLOW, IpRange.of(address, address));
        }).toArray(Rule[]::new);
        long ipv4 = Ipv4Set.of(Toggles.of(rules, true, false)).bytes();
        long ipv6 = Ipv6Set.of(Toggles.of(rules, false, false)).bytes();
        assertThat(ipv4).isBetween(4L * 2 * count + 16, 24L * count + 1024);
        // a place for every other toggle, unless they are too close to be cut apart: or else there were much to search in each
        long placeForEveryOther = apart < 1_000 ? 8 : 4L * count;
        assertThat(ipv6).isBetween(16L * 2 * count + 32 + placeForEveryOther, 48L * count + 1024);
    }

    @Test
    void aRuleIsInForceFromItsFirstInstantUntilJustBeforeItsLast() {
        Rule rule = new Rule(1, Action.ALLOW, Notation.parse("10.0.0.1").range(), 100, 200);
        assertThat(LongStream.of(99, 100, 199, 200).mapToObj(rule::isInForce)).containsExactly(false, true, true, false);
    }

    @Test
    void numbersAreSortedUnsignedByAllTheirBits() {
        long[] values = {0, 1, 255, 256, 65_535, 1L << 31, 0xffffffffL, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -256, -1};
        List<long[]> pairs = new ArrayList<>();
        for (long high : values) {
            for (long low : values) {
                pairs.add(new long[] {high, low});
            }
        }
        java.util.Collections.shuffle(pairs, new java.util.Random(9));
        Keys keys = new Keys();
        for (long[] pair : pairs) {
            keys.add(pair[0], pair[1]);
            keys.add(pair[0], pair[1]);
        }
        keys.sort();
        long[][] ascending = pairs.stream().sorted((a, b) -> Arrays.compareUnsigned(a, b)).toArray(long[][]::new);
        for (long[] pair : ascending) {
            assertThat(keys.hasNext()).isTrue();
            assertThat(new long[] {keys.nextHigh(), keys.nextLow()}).isEqualTo(pair);
            assertThat(keys.skip(pair[0], pair[1])).isEqualTo(2);
        }
        assertThat(keys.hasNext()).isFalse();
    }
}
