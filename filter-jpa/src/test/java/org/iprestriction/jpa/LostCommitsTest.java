package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iprestriction.jpa.LostCommit.Fate.CARRIED_OUT;
import static org.iprestriction.jpa.LostCommit.Fate.ROLLED_BACK;
import static org.iprestriction.jpa.LostCommit.Fate.STILL_RUNNING;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.iprestriction.jpa.TestStore.MARY;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.iprestriction.database.OutcomeUnknownException;
import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.Replacement;
import org.iprestriction.store.Transactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commits whose answer is lost. */
class LostCommitsTest {

    private static final String LOST = "08006";
    private static final Author KEYED = new Author("mary", null, "key-1");

    private TestStore test;
    private LostCommit database;
    private Transactions transactions;
    private EntryStore store;

    @BeforeEach
    void openStore() throws Exception {
        test = new TestStore();
        database = new LostCommit(test.dataSource);
        transactions = test.transactions(database.dataSource(), entities -> test.clock.get() * 1000);
        store = test.store(transactions);
        store.list(LIST); // connects
    }

    @AfterEach
    void closeStore() throws Exception {
        transactions.close();
        test.close();
    }

    private Entry add(Author author) {
        return store.add(LIST, test.spec("a", "10.0.0.1"), author);
    }

    @Test
    void aChangeThatIsFoundAfterwardsIsAnsweredAsIfNothingHadHappenedWithAndWithoutAKey() {
        database.lose(LOST, CARRIED_OUT, false);
        Entry added = add(MARY);
        assertThat(added).isEqualTo(test.find(added)).extracting(Entry::version).isEqualTo(1L);
        database.lose(LOST, CARRIED_OUT, false);
        Entry changed = store.change(LIST, added.id(), 1, test.spec("b", "10.0.0.1"), KEYED);
        assertThat(changed.name()).isEqualTo("b");
        database.lose(LOST, CARRIED_OUT, false);
        assertThat(store.replace(LIST, List.of(test.spec("c", "10.0.0.3")), 2, false, MARY))
                .isEqualTo(new Replacement(1, 0, 1, 0, 4));
    }

    @Test
    void aChangeThatIsNotThereAfterwardsWasNotSaved() throws Exception {
        database.lose(LOST, ROLLED_BACK, false);
        assertThatThrownBy(() -> add(KEYED)).isInstanceOf(StoreUnavailableException.class);
        assertThat(test.number("select count(*) from ipr_change")).isZero();
        assertThat(add(KEYED).revision()).isEqualTo(1);
    }

    @Test
    void ifTheDatabaseCannotBeAskedItIsNotKnownAndARepeatedKeySettlesIt() throws Exception {
        for (boolean carriedOut : new boolean[] {true, false}) {
            Author author = new Author("mary", null, "key " + carriedOut);
            String name = "entry " + carriedOut;
            String address = carriedOut ? "10.0.0.1" : "10.0.0.2";
            database.lose(LOST, carriedOut ? CARRIED_OUT : ROLLED_BACK, true);
            long before = System.nanoTime();
            assertThatThrownBy(() -> store.add(LIST, test.spec(name, address), author)).isInstanceOf(OutcomeUnknownException.class)
                    .hasMessage("The database stopped answering while the change was being saved.");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
            database.mend();
            assertThat(store.list(LIST).entries()).extracting(Entry::name).as("what the list says now")
                    .isEqualTo(carriedOut ? List.of(name) : List.of("entry true"));
            Entry added = store.add(LIST, test.spec(name, address), author);
            assertThat(added.name()).isEqualTo(name);
        }
        assertThat(test.number("select count(*) from ipr_change")).isEqualTo(2);
    }

    @Test
    void aRefusalIsNoLostAnswer() {
        for (String state : List.of("23505", "40001", "40P01", "25P02")) {
            database.lose(state, ROLLED_BACK, true); // nothing is asked, for nothing would answer
            assertThatThrownBy(() -> add(KEYED)).as(state).isInstanceOf(StoreUnavailableException.class);
            database.mend();
        }
        database.lose("40003", CARRIED_OUT, false);
        assertThat(add(KEYED).name()).as("statement completion unknown").isEqualTo("a");
    }

    @Test
    void whileTheCommitIsStillRunningTheAnswerWaitsForItsLock() throws Exception {
        CompletableFuture<Entry> saved = loseWhileRunning("a", "10.0.0.1");
        test.database.awaitWaiter();
        end(true);
        assertThat(saved.join().name()).isEqualTo("a");
        CompletableFuture<Entry> refused = loseWhileRunning("b", "10.0.0.2");
        test.database.awaitWaiter();
        end(false);
        assertThatThrownBy(refused::join).hasCauseInstanceOf(StoreUnavailableException.class);
        CompletableFuture<Entry> unknown = loseWhileRunning("c", "10.0.0.3");
        assertThatThrownBy(unknown::join).as("it is still running").hasCauseInstanceOf(OutcomeUnknownException.class);
        end(true);
        assertThat(test.store.list(LIST).entries()).extracting(Entry::name).containsExactly("a", "c");
    }

    private CompletableFuture<Entry> loseWhileRunning(String name, String address) {
        database.lose(LOST, STILL_RUNNING, false);
        return CompletableFuture.supplyAsync(() -> store.add(LIST, test.spec(name, address), MARY));
    }

    private void end(boolean carryingOut) throws Exception {
        try (Connection running = database.running()) {
            if (carryingOut) {
                running.commit();
            } else {
                running.rollback();
            }
        }
    }

    @Test
    void aRepetitionThatOnlyFindsTheChangeNeedsNoCommit() {
        Entry added = add(KEYED);
        database.lose(LOST, ROLLED_BACK, true);
        assertThat(add(KEYED)).isEqualTo(added);
        database.mend();
        database.lose(LOST, ROLLED_BACK, true);
        assertThat(store.change(LIST, added.id(), 1, test.spec("a", "10.0.0.1"), MARY)).as("nothing to save").isEqualTo(added);
        database.mend();
        database.lose(LOST, CARRIED_OUT, false);
        Optional<Entry> removed = store.delete(LIST, added.id(), 1, MARY);
        assertThat(test.find(added)).isEqualTo(removed.orElse(null));
    }
}
