package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.iprestriction.jpa.TestStore.MARY;

import java.util.List;
import java.util.Set;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryStatus;
import org.iprestriction.live.Changes;
import org.iprestriction.live.NodeReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same revisions are made a second time, with other changes. */
class RestoredBackupTest {

    private TestStore test;

    @BeforeEach
    void openStore() throws Exception {
        test = new TestStore();
    }

    @AfterEach
    void closeStore() throws Exception {
        test.close();
    }

    private Changes poll(Changes.Position known) {
        return test.source().changesSince(known, Set.of(LIST));
    }

    private static List<Rule> rules(Changes changes) {
        return changes.rules().getOrDefault(LIST, List.of());
    }

    /** Backed up, saved, restored, saved twice: the same number, another history. */
    @Test
    void aRevisionThatWasMadeAgainAfterARestoreIsReadInFull() throws Exception {
        test.add("a", "10.0.0.1");
        TestDatabase.Backup backup = test.database.backup();
        test.add("only before the restore", "10.0.0.2");
        Changes before = poll(null);
        test.database.restore(backup);
        test.add("after", "10.0.0.3");
        Changes same = poll(before.position());
        assertThat(same.position().revision()).isEqualTo(before.position().revision());
        assertThat(same.complete()).isTrue();
        assertThat(rules(same)).extracting(rule -> rule.range().toString()).containsExactlyInAnyOrder("10.0.0.1", "10.0.0.3");
        test.add("later", "10.0.0.4");
        assertThat(poll(before.position()).complete()).as("its number is in the history, its token is not").isTrue();
        assertThat(poll(same.position()).complete()).isFalse();
    }

    @Test
    void aNodeThatLoadedAHistoryWhichABackupReplacedHasLoadedNothing() throws Exception {
        test.add("a", "10.0.0.1");
        TestDatabase.Backup backup = test.database.backup();
        test.add("only before the restore", "10.0.0.2");
        Changes.Position lost = poll(null).position();
        test.database.restore(backup);
        Entry entry = test.add("after", "10.0.0.3");
        test.source().report(new NodeReport("n1", "one", lost, Long.MAX_VALUE, 0, -1, 0, 0, null, false));
        test.setTime("5:00");
        test.source().report(new NodeReport("n1", "one", lost, Long.MAX_VALUE, 0, -1, 0, 0, null, false));
        assertThat(test.store.list(LIST).nodes()).singleElement().satisfies(node -> {
            assertThat(node.loadedRevision()).isEqualTo(-1);
            assertThat(node.problem()).isEqualTo("It has loaded changes that are no longer in the database since a backup was restored.");
        });
        test.setTime("6:01");
        assertThat(test.find(entry).status()).isEqualTo(EntryStatus.DELAYED);
    }

    /** One node is cut off, a backup is restored, and as many changes are saved as the node knows. */
    @Test
    void aNodeThatWasCutOffThroughARestoreAppliesWhatTheOthersApply() throws Exception {
        try (Fleet fleet = new Fleet()) {
            EntryStore store = fleet.first().store();
            store.add(LIST, fleet.test.spec("kept", "10.0.0.1"), MARY);
            TestDatabase.Backup backup = fleet.test.database.backup();
            store.add(LIST, fleet.test.spec("lost", "10.0.0.2"), MARY);
            fleet.runUntil("6:00");
            fleet.second().cable().cut();
            fleet.test.database.restore(backup);
            fleet.runUntil("6:30");
            store.add(LIST, fleet.test.spec("new", "10.0.0.3"), MARY);
            fleet.runUntil("7:00");
            fleet.second().cable().mend();
            fleet.runUntil("7:30");
            fleet.assertDecision("10.0.0.1", Decision.ALLOWED);
            fleet.assertDecision("10.0.0.2", Decision.BLOCKED);
            fleet.assertSwitchAt("11:30", "10.0.0.3", Decision.BLOCKED, Decision.ALLOWED);
        }
    }
}
