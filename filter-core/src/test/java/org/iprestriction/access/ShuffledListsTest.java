package org.iprestriction.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.iprestriction.Seeds;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.address.Networks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large lists: no rule is lost when others of the same length, or overlapping ones, stand beside it, in whatever order. */
class ShuffledListsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 1_000, 10_000})
    @Tag("many-questions")
    void aListAnswersAlikeInEveryOrderAndAsALoopOverItsRulesDoes(int size) {
        Random random = Seeds.random(size);
        List<Rule> rules = rules(random, size);
        AccessList written = AccessList.compile(rules, Decision.NO_RULE);
        List<Rule> shuffled = new ArrayList<>(rules);
        List<AccessList> others = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Collections.shuffle(shuffled, random);
            others.add(AccessList.compile(shuffled, Decision.NO_RULE));
        }
        for (int i = 0; i < 2_000; i++) {
            IpAddress address = question(random, rules);
            Decision right = loop(rules, address);
            if (written.decide(address) != right || others.stream().anyMatch(other -> other.decide(address) != right)) {
                fail("%d rules: %s has to be %s", size, address, right);
            }
        }
    }

    @Test
    void everyNetworkOfOneLengthIsFoundBesideTheOthersOfThatLength() {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 4_096; i++) {
            rules.add(Rule.always(i, Action.ALLOW, Networks.around(IpAddress.ofIpv4(i * 0x0013_0100), 24)));
            AccessList list = i % 512 == 511 ? AccessList.compile(rules, Decision.BLOCKED) : null;
            for (int j = 0; list != null && j <= i; j++) {
                assertThat(list.decide(IpAddress.ofIpv4(j * 0x0013_0100 + 7))).as("rule %d of %d", j, i)
                        .isEqualTo(Decision.ALLOWED);
            }
        }
    }

    private static List<Rule> rules(Random random, int size) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            IpAddress address = random.nextBoolean() ? IpAddress.ofIpv4(random.nextInt())
                    : IpAddress.ofIpv6(0x2001_0db8_0000_0000L | random.nextInt(1 << 16), random.nextLong());
            int prefix = (address.isIpv4() ? 16 : 56) + random.nextInt(17); // few enough lengths that many rules share one
            rules.add(Rule.always(i, random.nextInt(8) == 0 ? Action.BLOCK : Action.ALLOW, Networks.around(address, prefix)));
        }
        return rules;
    }

    /** An end of a rule, the address beside it, or one anywhere. */
    private static IpAddress question(Random random, List<Rule> rules) {
        IpRange range = rules.get(random.nextInt(rules.size())).range();
        IpAddress end = random.nextBoolean() ? range.first() : range.last();
        int by = random.nextInt(3) - 1;
        return switch (random.nextInt(4)) {
            case 0 -> IpAddress.ofIpv4(random.nextInt());
            case 1 -> IpAddress.ofIpv6(0x2001_0db8_0000_0000L | random.nextInt(1 << 16), random.nextLong());
            default -> end.isIpv4() ? IpAddress.ofIpv4((int) end.low() + by) : IpAddress.ofIpv6(end.high(), end.low() + by);
        };
    }

    private static Decision loop(List<Rule> rules, IpAddress address) {
        Decision decision = Decision.NO_RULE;
        for (Rule rule : rules) {
            if (rule.range().contains(address)) {
                if (rule.action() == Action.BLOCK) {
                    return Decision.BLOCKED;
                }
                decision = Decision.ALLOWED;
            }
        }
        return decision;
    }
}
