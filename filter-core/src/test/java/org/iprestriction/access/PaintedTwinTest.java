package org.iprestriction.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.iprestriction.Seeds;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The twin for whole stretches of addresses: every rule paints its addresses, and every address is asked. */
class PaintedTwinTest {

    private static final int SIZE = 1 << 14;

    /** A stretch of addresses, by their number in it. */
    private record Stretch(String name, IntFunction<IpAddress> address, boolean whole64) {

        IpRange range(int from, int to) {
            IpAddress first = address.apply(from);
            IpAddress last = address.apply(to);
            return whole64 ? IpRange.of(IpAddress.ofIpv6(first.high(), 0), IpAddress.ofIpv6(last.high(), -1L))
                    : IpRange.of(first, last);
        }
    }

    private static List<Stretch> stretches(Random random) {
        long high = random.nextLong() | 1;
        long low = random.nextLong();
        int sixteens = random.nextInt(17);
        return List.of(
                ipv4("the lowest", 0), ipv4("the highest", -SIZE), ipv4("around the sign bit", Integer.MIN_VALUE - SIZE / 2),
                ipv4("around zero", 0x0a000000), ipv4("anywhere", random.nextInt() & -SIZE),
                new Stretch("far apart", i -> IpAddress.ofIpv4(i << 18 | i >>> 9), false),
                new Stretch("in one /64", i -> IpAddress.ofIpv6(high, low + i), false),
                new Stretch("across two /64", i -> i < SIZE / 2 ? IpAddress.ofIpv6(high, (long) i - SIZE / 2)
                        : IpAddress.ofIpv6(high + 1, (long) i - SIZE / 2), false),
                new Stretch("the lowest IPv6", i -> IpAddress.ofIpv6(0, i), false),
                new Stretch("the highest IPv6", i -> IpAddress.ofIpv6(-1, (long) i - SIZE), false),
                new Stretch("IPv6 networks", i -> IpAddress.ofIpv6(0x2001_0db8_0000_0000L + ((long) i << sixteens), low), true));
    }

    private static Stretch ipv4(String name, int base) {
        return new Stretch("IPv4, " + name, i -> IpAddress.ofIpv4(base + i), false);
    }

    @Test
    void aFewStretchesAreAnsweredAsTheyWerePainted() {
        assertThat(ask(1, 2, 9, 200)).isGreaterThan(500_000);
    }

    @Test
    @Tag("many-questions")
    void everyAddressOfManyStretchesIsAnsweredAsItWasPainted() {
        assertThat(ask(3, 1, 2, 3, 5, 8, 20, 60, 200, 1000, 4000)).isGreaterThan(5_000_000);
    }

    private static long ask(int rounds, int... sizes) {
        long asked = 0;
        for (int round = 0; round < rounds; round++) {
            for (int size : sizes) {
                long seed = round * 1_000_003L + size;
                Random random = Seeds.random(seed);
                for (Stretch stretch : stretches(random)) {
                    asked += compare(stretch, size, random, seed);
                }
            }
        }
        return asked;
    }

    private static long compare(Stretch stretch, int size, Random random, long seed) {
        BitSet allowed = new BitSet(SIZE);
        BitSet blocked = new BitSet(SIZE);
        List<Rule> rules = new ArrayList<>();
        int longest = 1 << random.nextInt(13);
        for (int i = 0; i < size; i++) {
            int from = random.nextInt(SIZE);
            int to = Math.min(SIZE - 1, from + random.nextInt(longest));
            boolean allow = random.nextInt(5) > 0;
            (allow ? allowed : blocked).set(from, to + 1);
            rules.add(Rule.always(i, allow ? Action.ALLOW : Action.BLOCK, stretch.range(from, to)));
        }
        Decision otherwise = Decision.values()[random.nextInt(3)];
        AccessList list = AccessList.compile(rules, otherwise);
        for (int i = 0; i < SIZE; i++) {
            IpAddress address = stretch.address().apply(i);
            Decision right = blocked.get(i) ? Decision.BLOCKED : allowed.get(i) ? Decision.ALLOWED : otherwise;
            if (list.decide(address) != right || i % 16 == 0 && list.decide(address.toString()) != right) {
                fail("%s, %d rules, seed %d, otherwise %s: %s (number %d) has to be %s",
                        stretch.name(), size, seed, otherwise, address, i, right);
            }
        }
        return SIZE;
    }
}
