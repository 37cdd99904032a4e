package org.iprestriction.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.iprestriction.Seeds;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessListTwinTest {

    /** The obviously right twin: every rule, in order, by numbers without end. */
    private record Twin(List<Rule> rules, List<BigInteger> firsts, List<BigInteger> lasts) {

        static Twin of(List<Rule> rules) {
            return new Twin(rules, rules.stream().map(rule -> number(rule.range().first())).toList(),
                    rules.stream().map(rule -> number(rule.range().last())).toList());
        }

        Decision decide(IpAddress address, Decision otherwise) {
            BigInteger number = number(address);
            boolean allowed = false;
            for (int i = 0; i < rules.size(); i++) {
                boolean holds = rules.get(i).range().isIpv4() == address.isIpv4()
                        && firsts.get(i).compareTo(number) <= 0 && lasts.get(i).compareTo(number) >= 0;
                if (holds && rules.get(i).action() == Action.BLOCK) {
                    return Decision.BLOCKED;
                }
                allowed |= holds;
            }
            return allowed ? Decision.ALLOWED : otherwise;
        }
    }

    private static BigInteger number(IpAddress address) {
        byte[] bytes = ByteBuffer.allocate(16).putLong(address.high()).putLong(address.low()).array();
        return new BigInteger(1, bytes);
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "1, 100", "2, 100", "5, 100", "12, 80", "40, 30", "200, 6", "1000, 1"})
    @Tag("many-questions")
    void theCompiledListAnswersLikeItsTwin(int size, int lists) {
        for (int round = 0; round < lists; round++) {
            long seed = size * 1_000_003L + round;
            Random random = Seeds.random(seed);
            List<Rule> rules = randomRules(random, size);
            Twin twin = Twin.of(rules);
            for (Decision otherwise : List.of(Decision.BLOCKED, Decision.ALLOWED, Decision.NO_RULE)) {
                AccessList compiled = AccessList.compile(rules, otherwise);
                for (IpAddress address : questions(random, rules)) {
                    Decision right = twin.decide(address, otherwise);
                    if (compiled.decide(address) != right || compiled.decide(address.toString()) != right
                            || compiled.explain(address).decision() != right) {
                        fail("seed %d, otherwise %s: %s has to be %s", seed, otherwise, address, right);
                    }
                }
            }
        }
    }

    @Test
    void theOrderOfTheRulesMakesNoDifference() {
        Random random = new Random(7);
        List<Rule> rules = randomRules(random, 60);
        List<Rule> shuffled = new ArrayList<>(rules);
        Collections.shuffle(shuffled, random);
        AccessList one = AccessList.compile(rules, Decision.BLOCKED);
        AccessList other = AccessList.compile(shuffled, Decision.BLOCKED);
        for (IpAddress address : questions(random, rules)) {
            assertThat(one.decide(address)).isEqualTo(other.decide(address));
        }
    }

    @Test
    void oneMoreAllowRuleNeverShutsAnybodyOut() {
        Random random = new Random(8);
        for (int round = 0; round < 50; round++) {
            List<Rule> rules = randomRules(random, 20);
            List<Rule> more = new ArrayList<>(rules);
            more.add(Rule.always(99, Action.ALLOW, randomRange(random)));
            AccessList before = AccessList.compile(rules, Decision.BLOCKED);
            AccessList after = AccessList.compile(more, Decision.BLOCKED);
            for (IpAddress address : questions(random, more)) {
                if (before.decide(address) == Decision.ALLOWED) {
                    assertThat(after.decide(address)).as("round %d, %s", round, address).isEqualTo(Decision.ALLOWED);
                }
            }
        }
    }

    @Test
    @Tag("many-questions")
    void manySingleAddressesInOneNetworkAreToldApart() {
        List<Rule> rules = new ArrayList<>();
        for (long i = 0; i < 20_000; i++) {
            IpAddress address = IpAddress.ofIpv6(0x20010db800000000L, i * 3);
            rules.add(Rule.always(i, Action.ALLOW, IpRange.of(address, address)));
        }
        AccessList list = AccessList.compile(rules, Decision.BLOCKED);
        for (long i = 0; i < 60_000; i++) {
            assertThat(list.decide(IpAddress.ofIpv6(0x20010db800000000L, i)))
                    .isEqualTo(i % 3 == 0 ? Decision.ALLOWED : Decision.BLOCKED);
        }
    }

    @Test
    @Tag("many-questions")
    void aMillionIdenticalRulesAreOne() {
        Rule rule = Rule.always(1, Action.ALLOW, IpRange.of(IpAddress.parse("10.0.0.0"), IpAddress.parse("10.0.0.9")));
        AccessList list = AccessList.compile(Collections.nCopies(1_000_000, rule), Decision.BLOCKED);
        assertThat(list.decide("10.0.0.9")).isEqualTo(Decision.ALLOWED);
        assertThat(list.decide("10.0.0.10")).isEqualTo(Decision.BLOCKED);
    }

    @Test
    void anExplanationNamesEveryRuleAndTheOneThatDecided() {
        IpRange wide = IpRange.of(IpAddress.parse("10.0.0.0"), IpAddress.parse("10.0.0.255"));
        IpRange one = IpRange.of(IpAddress.parse("10.0.0.7"), IpAddress.parse("10.0.0.7"));
        AccessList list = AccessList.compile(List.of(Rule.always(4, Action.ALLOW, wide), Rule.always(5, Action.BLOCK, one),
                Rule.always(6, Action.ALLOW, one)), Decision.BLOCKED);
        assertThat(list.explain(IpAddress.parse("10.0.0.7")))
                .isEqualTo(new Explanation(Decision.BLOCKED, List.of(4L, 5L, 6L), 5L));
        assertThat(list.explain(IpAddress.parse("10.0.0.8")))
                .isEqualTo(new Explanation(Decision.ALLOWED, List.of(4L), 4L));
        assertThat(list.explain(IpAddress.parse("10.0.1.0")))
                .isEqualTo(new Explanation(Decision.BLOCKED, List.of(), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "10.0.0.1 ", "010.0.0.1", "example.com", "1.2.3.4.5.6.7.8.9", "[::1]", "\u0000"})
    void aTextThatIsNoAddressIsNobody(String text) {
        assertThat(AccessList.compile(List.of(), Decision.ALLOWED).decide(text)).isEqualTo(Decision.UNIDENTIFIED);
    }

    @Test
    void nullIsAMistakeOfTheProgram() {
        assertThatThrownBy(() -> AccessList.compile(null, Decision.BLOCKED)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> AccessList.compile(Arrays.asList((Rule) null), Decision.BLOCKED))
                .isInstanceOf(NullPointerException.class).hasMessage("a rule");
        for (String range : new String[] {null, "10.0.0.1"}) {
            List<Rule> rules = range == null ? List.of()
                    : List.of(Rule.always(1, Action.ALLOW, IpRange.of(IpAddress.parse(range), IpAddress.parse(range))));
            AccessList list = AccessList.compile(rules, Decision.ALLOWED);
            assertThatThrownBy(() -> list.decide((IpAddress) null)).isInstanceOf(NullPointerException.class)
                    .hasMessage("address");
            assertThatThrownBy(() -> list.decide((String) null)).isInstanceOf(NullPointerException.class);
        }
        assertThatThrownBy(() -> AccessList.compile(List.of(), Decision.UNIDENTIFIED))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("use BLOCKED");
    }

    private static List<Rule> randomRules(Random random, int size) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            IpRange range = i > 0 && random.nextInt(4) == 0 ? near(random, rules.get(random.nextInt(i)).range())
                    : randomRange(random);
            rules.add(Rule.always(i, random.nextInt(4) == 0 ? Action.BLOCK : Action.ALLOW, range));
        }
        return rules;
    }

    /** A range that repeats, touches, nests in or overlaps another. */
    private static IpRange near(Random random, IpRange range) {
        return switch (random.nextInt(4)) {
            case 0 -> range;
            case 1 -> IpRange.of(range.first(), range.first());
            case 2 -> IpRange.of(range.last(), step(range.last(), random.nextInt(3)));
            default -> IpRange.of(step(range.first(), -random.nextInt(3)), range.last());
        };
    }

    private static IpRange randomRange(Random random) {
        IpAddress a = randomAddress(random);
        IpAddress b = switch (random.nextInt(4)) {
            case 0 -> a;
            case 1 -> step(a, 1);
            default -> {
                IpAddress other = randomAddress(random);
                yield other.isIpv4() == a.isIpv4() ? other : a;
            }
        };
        return a.compareTo(b) <= 0 ? IpRange.of(a, b) : IpRange.of(b, a);
    }

    private static IpAddress randomAddress(Random random) {
        boolean small = random.nextBoolean(); // half of them close together, where ranges meet
        if (random.nextBoolean()) {
            return IpAddress.ofIpv4(edge(random, small ? 0x0a000000 + random.nextInt(64) : random.nextInt()));
        }
        return switch (random.nextInt(6)) {
            case 0 -> IpAddress.ofIpv6(0, random.nextInt(4));
            case 1 -> IpAddress.ofIpv6(-1L, -1L - random.nextInt(4));
            case 2 -> IpAddress.ofIpv6(0x0a00000000000000L, random.nextInt(16));
            default -> IpAddress.ofIpv6(0x20010db800000000L + (small ? random.nextInt(3) : random.nextLong() >>> 30),
                    small ? random.nextInt(8) : random.nextLong());
        };
    }

    private static int edge(Random random, int bits) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(3);
            case 1 -> -1 - random.nextInt(3);
            case 2 -> Integer.MAX_VALUE + random.nextInt(3) - 1;
            default -> bits;
        };
    }

    /** Every end of every rule and its neighbours, and some addresses at random. */
    private static List<IpAddress> questions(Random random, List<Rule> rules) {
        List<IpAddress> questions = new ArrayList<>();
        for (Rule rule : rules) {
            for (int by = -1; by <= 1; by++) {
                questions.add(step(rule.range().first(), by));
                questions.add(step(rule.range().last(), by));
            }
        }
        for (int i = 0; i < 40; i++) {
            questions.add(randomAddress(random));
        }
        return questions;
    }

    /** The address so many further, or the same where the family ends. */
    private static IpAddress step(IpAddress address, int by) {
        if (address.isIpv4()) {
            long bits = address.low() + by;
            return bits < 0 || bits > 0xffffffffL ? address : IpAddress.ofIpv4((int) bits);
        }
        BigInteger moved = number(address).add(BigInteger.valueOf(by));
        if (moved.signum() < 0 || moved.bitLength() > 128) {
            return address;
        }
        IpAddress next = IpAddress.ofIpv6(moved.shiftRight(64).longValue(), moved.longValue());
        return next.isIpv4() ? address : next;
    }
}
