package org.iprestriction.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.junit.jupiter.api.Test;

/** A node that applies every list of a store, without knowing their names. */
class EveryListTest extends EveryListCase {

    @Test
    void beforeTheFirstLoadNothingIsKnownOfAnyList() {
        givenAddress("acme", "10.0.0.1");
        assertThat(lists.find("acme")).isNull();
        assertThat(lists.isEveryLoaded()).isFalse();
        assertThat(lists.ready()).isFalse();
        refresher.poll();
        assertThat(decision("acme", "10.0.0.1")).isEqualTo(Decision.ALLOWED);
        assertThat(lists.find("globex")).isNull();
        assertThat(lists.isEveryLoaded()).isTrue();
        assertThat(lists.ready()).isTrue();
    }

    @Test
    void aStoreWithoutAnyListIsLoadedToo() {
        refresher.poll();
        assertThat(lists.isEveryLoaded()).isTrue();
        assertThat(lists.find("acme")).isNull();
        assertThat(lists.status()).singleElement().satisfies(status -> {
            assertThat(status.list()).isEqualTo(LiveLists.EVERY);
            assertThat(status.loaded()).isTrue();
            assertThat(status.reasons()).isEmpty();
        });
    }

    /** What is asked of the source, and what is told about the lists, does not grow with their number. */
    @Test
    void noListIsAskedForByName() {
        IntStream.range(0, 1_000).forEach(i -> givenAddress("account-" + i, "10.0.0.1"));
        refresher.poll();
        givenAddress("account-7", "10.0.0.2");
        refresher.poll();
        assertThat(store.asked).hasSize(2).containsOnly(Set.of(LiveLists.EVERY));
        assertThat(decision("account-7", "10.0.0.2")).isEqualTo(Decision.ALLOWED);
        assertThat(decision("account-8", "10.0.0.2")).isEqualTo(Decision.BLOCKED);
        assertThat(lists.status()).singleElement().satisfies(status -> {
            assertThat(status.rulesInForce()).isEqualTo(1_001);
            assertThat(status.revision()).isEqualTo(1_001);
        });
        assertThat(refresher.node().rulesInForce()).isEqualTo(1_001);
    }

    @Test
    void aMadeUpNameCostsNoMemory() {
        givenAddress("acme", "10.0.0.1");
        refresher.poll();
        for (int i = 0; i < 1_000_000; i++) {
            assertThat(lists.find("made-up-" + i) == null).isTrue();
        }
        assertThat(lists.all()).hasSize(1);
    }

    @Test
    void aListWhoseLastRuleHasGoneIsLetGo() {
        givenAddress("acme", "10.0.0.1");
        givenAddress("globex", "10.0.0.1");
        refresher.poll();
        store.save("acme", 1, Action.ALLOW, "10.0.0.1", 0, 0);
        refresher.poll();
        assertThat(lists.find("acme")).isNull();
        assertThat(lists.all()).hasSize(1);
        assertThat(refresher.node().rulesInForce()).isEqualTo(1);
        givenAddress("acme", "10.0.0.2");
        refresher.poll();
        assertThat(decision("acme", "10.0.0.2")).isEqualTo(Decision.ALLOWED);
        assertThat(decision("acme", "10.0.0.1")).isEqualTo(Decision.BLOCKED);
    }

    @Test
    void aListThatAFilterNamesAsWellIsKeptEvenIfItIsEmpty() {
        LiveList named = lists.named("default");
        givenAddress("acme", "10.0.0.1");
        refresher.poll();
        assertThat(named.inForce().decide("10.0.0.1")).isEqualTo(Decision.BLOCKED);
        assertThat(lists.find("default")).isSameAs(named);
        givenAddress("default", "10.0.0.1");
        refresher.poll();
        assertThat(named.inForce().decide("10.0.0.1")).isEqualTo(Decision.ALLOWED);
        store.save("default", 2, Action.ALLOW, "10.0.0.1", 0, 0);
        refresher.poll();
        assertThat(named.inForce().decide("10.0.0.1")).isEqualTo(Decision.BLOCKED);
        assertThat(lists.find("default")).isSameAs(named);
    }

    @Test
    void aListThatCannotBeReadStaysAsItWasAndTheOthersGoOn() {
        givenAddress("acme", "10.0.0.1");
        givenAddress("globex", "10.0.0.1");
        refresher.poll();
        store.refused.put("acme", "Entry 7 cannot be read.");
        store.revision++;
        after(Duration.ofMinutes(61)); // everything is read again
        refresher.poll();
        givenAddress("acme", "10.0.0.2");
        givenAddress("globex", "10.0.0.2");
        refresher.poll();
        assertThat(decision("acme", "10.0.0.1")).isEqualTo(Decision.ALLOWED);
        assertThat(decision("acme", "10.0.0.2")).isEqualTo(Decision.BLOCKED);
        assertThat(decision("globex", "10.0.0.2")).isEqualTo(Decision.ALLOWED);
        assertThat(lists.status()).extracting(ListStatus::list).containsExactly("acme", LiveLists.EVERY);
        assertThat(refresher.node().problem()).isEqualTo("Entry 7 cannot be read.");
        assertThat(refresher.node().refusedFrom()).isEqualTo(3);
        store.refused.clear();
        refresher.poll();
        assertThat(decision("acme", "10.0.0.2")).isEqualTo(Decision.ALLOWED);
        assertThat(lists.status()).extracting(ListStatus::list).containsExactly(LiveLists.EVERY);
    }

    /** As after a migration that went wrong. */
    @Test
    void thousandsOfListsThatCannotBeReadAreNotAllNamedByEachPoll() {
        IntStream.range(0, 1_000).forEach(i -> givenAddress("list-" + i, "10.0.0.1"));
        refresher.poll();
        IntStream.range(0, 1_000).forEach(i -> store.refused.put("list-" + i, "Entry 7 cannot be read."));
        after(Duration.ofMinutes(61));
        refresher.poll(); // reads everything
        store.asked.clear();
        store.save("list-777", 5_000, Action.ALLOW, "10.0.0.2", 0, Long.MAX_VALUE);
        store.refused.remove("list-777");
        refresher.poll();
        assertThat(decision("list-777", "10.0.0.2")).as("repaired by whoever saved").isEqualTo(Decision.ALLOWED);
        assertThat(decision("list-778", "10.0.0.1")).as("as it was").isEqualTo(Decision.ALLOWED);
        store.refused.clear();
        store.save("list-778", 5_001, Action.BLOCK, "10.0.0.1", 0, Long.MAX_VALUE);
        IntStream.range(0, 10).forEach(i -> refresher.poll());
        assertThat(decision("list-778", "10.0.0.1")).isEqualTo(Decision.BLOCKED);
        assertThat(lists.troubled()).as("all have had their turn").isEmpty();
        assertThat(store.asked).allMatch(names -> names.size() <= 100);
    }

    @Test
    void aListThatCouldNeverBeReadIsNotTakenForAnEmptyOne() {
        store.refused.put("acme", "Entry 7 cannot be read.");
        givenAddress("acme", "10.0.0.1");
        refresher.poll();
        assertThat(lists.find("acme").inForce()).isNull();
        assertThat(lists.isEveryLoaded()).isTrue();
    }

    @Test
    void listsThatAreTooOldBlockUntilTheyAreRefreshed() {
        refresher.close();
        refresher = refresher("max-staleness", "PT10M");
        givenAddress("acme", "10.0.0.1");
        refresher.poll();
        store.down = true;
        refresher.poll();
        after(Duration.ofMinutes(10));
        assertThat(decision("acme", "10.0.0.1")).isEqualTo(Decision.ALLOWED);
        after(Duration.ofSeconds(1));
        assertThat(decision("acme", "10.0.0.1")).isNull();
        assertThat(lists.isEveryLoaded()).isFalse();
        assertThat(lists.status()).singleElement().satisfies(status -> assertThat(status.reasons()).contains("list_too_old"));
        store.down = false;
        refresher.poll();
        assertThat(decision("acme", "10.0.0.1")).isEqualTo(Decision.ALLOWED);
        assertThat(lists.isEveryLoaded()).isTrue();
    }

    @Test
    void readingEverythingAgainLeavesNoSecondCopyOfTheRulesInMemory() {
        IntStream.range(1, 20).forEach(i -> givenAddress("acme", "10.0.0." + i));
        refresher.poll();
        List<Rule> before = lists.find("acme").plan().rules();
        after(Duration.ofMinutes(61));
        store.save("acme", 7, Action.ALLOW, "10.0.1.7", 0, Long.MAX_VALUE);
        refresher.poll();
        after(Duration.ofMinutes(61));
        refresher.poll();
        List<Rule> planned = lists.find("acme").plan().rules();
        List<Rule> compiled = lists.find("acme").inForce().rules();
        for (int i = 0; i < planned.size(); i++) {
            assertThat(planned.get(i)).as("rule %s", i).isSameAs(compiled.get(i));
            assertThat(planned.get(i) == before.get(i)).as("rule %s", i).isEqualTo(before.get(i).id() != 7);
        }
    }

    @Test
    void aPollThatSucceedsWhileTheSwitcherLooksAtTheAgePutsTheListsBackInForce() {
        refresher.close();
        refresher = refresher("max-staleness", "PT10M");
        givenAddress("acme", "10.0.0.1");
        refresher.poll();
        for (int moment = 1; moment <= 12; moment++) {
            for (Duration age : List.of(Duration.ofMinutes(11), Duration.ofSeconds(1))) {
                store.down = true;
                after(Duration.ofMinutes(9));
                after(age); // the first look at lists that are too old, or the one before
                store.down = false;
                event = refresher::poll;
                untilEvent = moment;
                after(Duration.ofMinutes(1));
                untilEvent = 0;
                refresher.poll();
                after(Duration.ofSeconds(1));
                assertThat(decision("acme", "10.0.0.1")).as("a poll at moment %s of a look, %s", moment, age).isEqualTo(Decision.ALLOWED);
            }
        }
    }

    @Test
    void aChangeThatFallsDueWhileListsAreTooOldDoesNotKeepTheSwitcherBusy() {
        refresher.close();
        refresher = refresher("max-staleness", "PT10M");
        store.save("acme", 1, Action.ALLOW, "10.0.0.1", 0, START + 900_000);
        refresher.poll();
        store.down = true;
        after(Duration.ofMinutes(16));
        assertThat(decision("acme", "10.0.0.1")).isNull();
        assertThat(refresher.untilNextChange()).isEqualTo(Duration.ofSeconds(1).toNanos());
        store.down = false;
        refresher.poll();
        assertThat(decision("acme", "10.0.0.1")).as("it has ended meanwhile").isNotEqualTo(Decision.ALLOWED);
    }
}
