package org.iprestriction.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.iprestriction.address.IpAddress;
import org.iprestriction.benchmarks.contenders.Ranges;

/**
 * Rules as feeds have them, and callers to ask about: four of five IPv4. Long prefixes are the many, short ones are
 * capped so that no more than a quarter of all addresses is covered, and in large lists they crowd into a few networks.
 * The same seed makes the same workload.
 */
final class Workload {

    private static final int[] IPV4_PREFIXES = {32, 32, 32, 32, 24, 24, 24, 28, 29, 30, 22, 20, 19, 16, 12, 8};
    private static final int[] IPV6_PREFIXES = {64, 64, 64, 64, 48, 48, 48, 56, 128, 128, 40, 32, 29};
    private static final long[] IPV6_BLOCKS = {0x2001L, 0x2400L, 0x2600L, 0x2800L, 0x2a00L};

    private final Random random;
    private final List<Cidr> rules = new ArrayList<>();
    private final int[] used = new int[33];
    private final long[] crowded = new long[256];
    private final long[] holders;
    private final AccessList reference;

    /** Which callers come. */
    enum Callers { COLD, HOT, IPV4_HITS, IPV4_MISSES, IPV6_HITS, IPV6_MISSES }

    Workload(int size, long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L + size);
        holders = new long[Math.max(1, size / 50)];
        for (int i = 0; i < holders.length; i++) {
            holders[i] = IPV6_BLOCKS[random.nextInt(IPV6_BLOCKS.length)] << 48 | (long) random.nextInt(1 << 16) << 32;
        }
        for (int i = 0; i < crowded.length; i++) {
            crowded[i] = (long) random.nextInt(1 << 16) << 16;
        }
        while (rules.size() < size) {
            rules.add(rules.size() % 5 == 4 ? ipv6() : ipv4(size));
        }
        List<Rule> allowed = new ArrayList<>();
        rules.forEach(rule -> allowed.add(Rule.always(allowed.size(), Action.ALLOW, Ranges.of(rule))));
        reference = AccessList.compile(allowed, Decision.BLOCKED);
    }

    private Cidr ipv4(int size) {
        int prefix = IPV4_PREFIXES[random.nextInt(IPV4_PREFIXES.length)];
        if (prefix < 32 && ++used[prefix] > 1 << prefix >> 6) {
            prefix = 32;
        }
        long bits = random.nextInt() & 0xffffffffL;
        if (size >= 10_000 && prefix >= 24 && random.nextInt(5) < 2) {
            bits = crowded[random.nextInt(crowded.length)] | bits & 0xffff;
        }
        return Cidr.ipv4(bits, prefix);
    }

    private Cidr ipv6() {
        int prefix = IPV6_PREFIXES[random.nextInt(IPV6_PREFIXES.length)];
        return Cidr.ipv6(holders[random.nextInt(holders.length)] | random.nextLong() >>> 32, random.nextLong(), prefix);
    }

    List<Cidr> rules() {
        return rules;
    }

    /** Answers the texts of callers as a container hands them over: IPv6 in eight groups. */
    String[] callers(Callers kind, int count) {
        String[] texts = new String[kind == Callers.HOT ? 64 : count];
        for (int i = 0; i < texts.length; i++) {
            boolean ipv4 = switch (kind) {
                case IPV4_HITS, IPV4_MISSES -> true;
                case IPV6_HITS, IPV6_MISSES -> false;
                default -> random.nextInt(5) > 0;
            };
            boolean hit = switch (kind) {
                case IPV4_HITS, IPV6_HITS -> true;
                case IPV4_MISSES, IPV6_MISSES -> false;
                default -> random.nextBoolean();
            };
            texts[i] = text(hit ? hit(ipv4) : miss(ipv4));
        }
        return texts;
    }

    /** Answers callers of one family, half of them hits. */
    String[] family(boolean ipv4, int count) {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = text(random.nextBoolean() ? hit(ipv4) : miss(ipv4));
        }
        return texts;
    }

    /** Answers only callers that are let in. */
    String[] allowedCallers(int count) {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = text(hit(random.nextInt(5) > 0));
        }
        return texts;
    }

    private IpAddress hit(boolean ipv4) {
        while (true) {
            Cidr rule = rules.get(random.nextInt(rules.size()));
            if (rule.ipv4() == ipv4) {
                long free = random.nextLong();
                return ipv4 ? IpAddress.ofIpv4((int) (rule.low() | free & (rule.low() ^ rule.lastLow())))
                        : IpAddress.ofIpv6(rule.high() | random.nextLong() & (rule.high() ^ rule.lastHigh()),
                                rule.low() | free & (rule.low() ^ rule.lastLow()));
            }
        }
    }

    private IpAddress miss(boolean ipv4) {
        while (true) {
            IpAddress address = ipv4 ? IpAddress.ofIpv4(random.nextInt())
                    : IpAddress.ofIpv6(holders[random.nextInt(holders.length)] | random.nextLong() >>> 28, random.nextLong());
            if (reference.decide(address) == Decision.BLOCKED) {
                return address;
            }
        }
    }

    static String text(IpAddress address) {
        if (address.isIpv4()) {
            return address.toString();
        }
        StringBuilder text = new StringBuilder(39);
        for (int shift = 112; shift >= 0; shift -= 16) {
            long part = shift >= 64 ? address.high() >>> shift - 64 : address.low() >>> shift;
            text.append(Long.toHexString(part & 0xffff)).append(shift == 0 ? "" : ":");
        }
        return text.toString();
    }

    /** Answers rules that crowd: every second address of a stretch, and two far away, so that few slots hold nearly all. */
    static List<Cidr> crowd(int size) {
        List<Cidr> rules = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            rules.add(Cidr.ipv4(0x0a000000L + 2L * i, 32));
        }
        rules.add(Cidr.ipv4(0x01010101L, 32));
        rules.add(Cidr.ipv4(0xdf010101L, 32));
        return rules;
    }

    static String[] crowdCallers(int size, int count) {
        Random random = new Random(5);
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = IpAddress.ofIpv4(0x0a000000 + random.nextInt(2 * size)).toString();
        }
        return texts;
    }
}
