package org.iprestriction.access;

import static org.assertj.core.api.Assertions.fail;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.address.Notation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every prefix length of both families at its four places: one below, first, last, one above. The right answer comes from
 * numbers without end, which know neither signs nor shifts that wrap.
 */
class EveryPrefixTest {

    private static final BigInteger MAPPED = BigInteger.valueOf(0xffff_0000_0000L);
    private static final int[] IPV4 = {0, -1, 0x0a00_0000, 0x7fff_ffff, 0x8000_0000, 0x5555_5555, 0xaaaa_aaaa, 0xc0a8_0a05};
    private static final long[] IPV6 = {0, -1, 0x2001_0db8_0000_0000L, Long.MAX_VALUE, Long.MIN_VALUE, 0x5555_5555_5555_5555L,
        0xaaaa_aaaa_aaaa_aaaaL, 0x0a00_0000_0000_0000L};

    static IntStream ipv4Prefixes() {
        return IntStream.rangeClosed(0, 32);
    }

    static IntStream ipv6Prefixes() {
        return IntStream.rangeClosed(0, 128);
    }

    @ParameterizedTest
    @MethodSource("ipv4Prefixes")
    void anIpv4NetworkEndsWhereItsPrefixSays(int prefix) {
        for (int bits : IPV4) {
            check(BigInteger.valueOf(Integer.toUnsignedLong(bits)), 32, prefix);
        }
    }

    @ParameterizedTest
    @MethodSource("ipv6Prefixes")
    void anIpv6NetworkEndsWhereItsPrefixSays(int prefix) {
        for (long high : IPV6) {
            for (long low : IPV6) {
                check(new BigInteger(1, ByteBuffer.allocate(16).putLong(high).putLong(low).array()), 128, prefix);
            }
        }
    }

    private static void check(BigInteger inside, int bits, int prefix) {
        BigInteger first = inside.shiftRight(bits - prefix).shiftLeft(bits - prefix);
        BigInteger last = first.add(BigInteger.ONE.shiftLeft(bits - prefix)).subtract(BigInteger.ONE);
        IpRange range = Notation.parse(address(first, bits) + "/" + prefix).range();
        AccessList list = AccessList.compile(List.of(Rule.always(1, Action.ALLOW, range)), Decision.BLOCKED);
        for (BigInteger asked : List.of(first.subtract(BigInteger.ONE), first, last, last.add(BigInteger.ONE))) {
            if (asked.signum() >= 0 && asked.bitLength() <= bits && !(bits == 128 && isMapped(asked))) {
                boolean right = asked.compareTo(first) >= 0 && asked.compareTo(last) <= 0;
                IpAddress address = address(asked, bits);
                if (range.contains(address) != right || list.decide(address) == Decision.ALLOWED != right
                        || list.decide(address.toString()) == Decision.ALLOWED != right) {
                    fail("%s in %s has to be %s", address, range, right);
                }
            }
        }
    }

    /** Returns whether these 128 bits are an IPv4-mapped address, which is an IPv4 address and in no IPv6 network. */
    private static boolean isMapped(BigInteger bits) {
        return bits.shiftRight(32).equals(MAPPED.shiftRight(32));
    }

    private static IpAddress address(BigInteger number, int bits) {
        return bits == 32 ? IpAddress.ofIpv4(number.intValue())
                : IpAddress.ofIpv6(number.shiftRight(64).longValue(), number.longValue());
    }
}
