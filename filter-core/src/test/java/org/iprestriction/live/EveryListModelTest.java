package org.iprestriction.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.iprestriction.Seeds;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any course of events. */
class EveryListModelTest extends EveryListCase {

    private static final List<String> ADDRESSES = List.of("10.0.0.1", "10.0.0.2", "10.0.0.3", "2001:db8::1");

    /** Many lists against one model: which rule of which list is in force at the instant that the node's clock shows. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyListAnswersLikeItsModel(long seed) {
        Random random = Seeds.random(seed);
        Map<Long, Store.Saved> known = new HashMap<>();
        long decisions = 0;
        for (int step = 0; step < 1_000; step++) {
            switch (random.nextInt(8)) {
                case 0, 1 -> saveAnything(random);
                case 2 -> store.down = random.nextInt(3) == 0;
                case 3 -> after(Duration.ofMillis(random.nextInt(200)));
                case 4 -> after(Duration.ofSeconds(random.nextInt(100)));
                case 5 -> after(Duration.ofMinutes(random.nextInt(70)));
                default -> {
                    refresher.poll();
                    if (!store.down) {
                        known.clear();
                        known.putAll(store.rules);
                    }
                }
            }
            refresher.tick();
            for (String list : NAMES) {
                for (String address : ADDRESSES) {
                    assertThat(isAllowed(list, address)).as("seed %s, step %s, %s in %s", seed, step, address, list)
                            .isEqualTo(isAllowed(known, list, address));
                    decisions++;
                }
            }
        }
        assertThat(decisions).isEqualTo(1_000L * NAMES.size() * ADDRESSES.size());
        store.down = false;
        store.rules.replaceAll((id, saved) -> new Store.Saved(saved.list(), new Rule(id, saved.rule().action(), saved.rule().range(), 0, 0), ++store.revision));
        refresher.poll();
        assertThat(lists.all()).as("nothing is left of lists without rules").isEmpty();
        assertThat(lists.instants().first()).isEqualTo(ListPlan.NEVER);
        assertThat(refresher.node().rulesInForce()).isZero();
    }

    private void saveAnything(Random random) {
        long from = store.now + random.nextInt(600_000) - 60_000;
        long until = random.nextBoolean() ? Long.MAX_VALUE : from + random.nextInt(600_000) - 1_000;
        int id = 1 + random.nextInt(60); // stays in its list, as entries do
        store.save(NAMES.get(id % NAMES.size()), id, random.nextInt(4) == 0 ? Action.BLOCK : Action.ALLOW,
                ADDRESSES.get(random.nextInt(ADDRESSES.size())), from, until);
    }

    private boolean isAllowed(String list, String address) {
        return decision(list, address) == Decision.ALLOWED;
    }

    private boolean isAllowed(Map<Long, Store.Saved> rules, String list, String address) {
        if (!refresher.clock().isSet()) {
            return false;
        }
        long now = refresher.clock().millis();
        List<Rule> applying = rules.values().stream().filter(saved -> saved.list().equals(list)).map(Store.Saved::rule)
                .filter(rule -> rule.isInForce(now) && rule.range().toString().startsWith(address)).toList();
        return !applying.isEmpty() && applying.stream().allMatch(rule -> rule.action() == Action.ALLOW);
    }
}
