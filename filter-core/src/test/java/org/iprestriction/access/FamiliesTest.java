package org.iprestriction.access;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Random;
import org.iprestriction.Seeds;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.address.Networks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A rule of one family never holds an address of the other, however alike their bits are. */
@Tag("many-questions")
class FamiliesTest {

    private static final int LISTS = 2_000;
    private static final int ADDRESSES = 500;

    @Test
    void anIpv4RuleHoldsNoIpv6AddressThatBeginsOrEndsWithItsBits() {
        for (int i = 0; i < LISTS; i++) {
            Random random = Seeds.random(i);
            int bits = random.nextInt();
            IpRange range = Networks.around(IpAddress.ofIpv4(bits), random.nextInt(33));
            AccessList list = AccessList.compile(List.of(Rule.always(1, Action.ALLOW, range)), Decision.BLOCKED);
            for (int j = 0; j < ADDRESSES; j++) {
                IpAddress address = alike(random, Integer.toUnsignedLong(bits));
                if (!address.isIpv4() && (range.contains(address) || list.decide(address) != Decision.BLOCKED)) {
                    fail("%s must not hold %s", range, address);
                }
            }
        }
    }

    @Test
    void anIpv6RuleHoldsNoIpv4AddressThatHasItsBits() {
        for (int i = 0; i < LISTS; i++) {
            Random random = Seeds.random(-1 - i);
            int bits = random.nextInt();
            IpAddress address = alike(random, Integer.toUnsignedLong(bits));
            if (address.isIpv4()) {
                continue;
            }
            IpRange range = Networks.around(address, random.nextInt(129));
            AccessList list = AccessList.compile(List.of(Rule.always(1, Action.ALLOW, range)), Decision.BLOCKED);
            for (int j = 0; j < ADDRESSES; j++) {
                IpAddress caller = IpAddress.ofIpv4(random.nextInt(4) == 0 ? random.nextInt() : bits ^ 1 << random.nextInt(32));
                if (range.contains(caller) || list.decide(caller) != Decision.BLOCKED) {
                    fail("%s must not hold %s", range, caller);
                }
            }
        }
    }

    /** An IPv6 address with those 32 bits at its start, its end, both, or where 6to4 and NAT64 put them. */
    private static IpAddress alike(Random random, long bits) {
        return switch (random.nextInt(6)) {
            case 0 -> IpAddress.ofIpv6(bits << 32 | random.nextInt() & 0xffff_ffffL, random.nextLong());
            case 1 -> IpAddress.ofIpv6(bits << 32, 0);
            case 2 -> IpAddress.ofIpv6(0, bits);
            case 3 -> IpAddress.ofIpv6(bits << 32 | bits, bits << 32 | bits);
            case 4 -> IpAddress.ofIpv6(0x2002L << 48 | bits << 16, random.nextLong());
            default -> IpAddress.ofIpv6(0x0064_ff9b_0000_0000L, bits);
        };
    }
}
