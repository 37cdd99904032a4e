package org.iprestriction.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Decision;
import org.junit.jupiter.api.Test;

/** A node is restarted while the store is down, and starts from its snapshot file, or refuses it. */
class SnapshotFileTest extends SnapshotFileCase {

    @Test
    void itServesFromTheFile() {
        AccessList list = listAfterStartAt(START);
        assertThat(list.decide("10.0.0.1")).isEqualTo(Decision.ALLOWED);
        assertThat(list.decide("2001:db8::1")).isEqualTo(Decision.ALLOWED);
        assertThat(list.decide("11.0.0.1")).isEqualTo(Decision.BLOCKED);
    }

    @Test
    void itServesAListThatAFilterNamesAfterTheFirstFailedPoll() {
        LiveLists lists = new LiveLists();
        try (Refresher refresher = refresher(lists, START)) {
            refresher.poll();
            LiveList late = lists.named("default");
            refresher.poll();
            assertThat(late.inForce().decide("10.0.0.1")).isEqualTo(Decision.ALLOWED);
        }
    }

    @Test
    void whatEndedMeanwhileIsNotAllowedAgain() {
        assertThat(listAfterStartAt(START + 60_000).decide("2001:db8::1")).isEqualTo(Decision.BLOCKED);
        assertThat(listAfterStartAt(START - 3_600_000).decide("10.0.0.1"))
                .as("a wall clock that is behind counts as the file's").isEqualTo(Decision.ALLOWED);
    }

    @Test
    void itSaysThatTheListsComeFromTheFileAndHowOldItIs() {
        nanos = 0;
        listAfterStartAt(START + 90_000);
        assertThat(log.messages(Level.WARNING))
                .containsExactly("The access lists come from the snapshot file, which is 90 s old, until the store answers.");
        assertThat(status.problem()).endsWith(" The lists come from the snapshot file of 1970-01-12T13:46:40Z.");
        assertThat(status.age()).hasSeconds(90);
        assertThat(status.reasons()).containsExactly("list_from_snapshot", "list_not_refreshed", "source_failed");
    }

    @Test
    void aDamagedFileIsRefusedWithTheReasonAndReplacedWhenTheStoreAnswers() throws IOException {
        String good = Files.readString(file);
        Files.writeString(file, "x", StandardOpenOption.APPEND);
        thenNothingIsServedBecause("its end is missing");
        Files.writeString(file, good.substring(0, good.length() / 2));
        thenNothingIsServedBecause("its end is missing");
        Files.writeString(file, good.substring(0, good.length() - 1));
        thenNothingIsServedBecause("its end is missing");
        Files.writeString(file, good.replace("10.0.0.0/8", "11.0.0.0/8"));
        thenNothingIsServedBecause("its checksum is wrong");
        Files.writeString(file, "");
        thenNothingIsServedBecause("its end is missing");
        Files.writeString(file, good.replaceFirst("snapshot [0-9]+", "snapshot 2"));
        thenNothingIsServedBecause("its format has version 2, but this library reads version 4. It is replaced as soon as the lists can be"
                + " loaded");
        down = false;
        listAfterStartAt(START);
        assertThat(file).hasContent(good);
    }

    @Test
    void noCutOfTheFileAndNoChangedByteIsBelieved() throws IOException {
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= 1;
            for (byte[] bad : List.of(Arrays.copyOf(good, i), changed)) {
                Files.write(file, bad);
                assertThat(listAfterStartAt(START)).as("byte %d", i).isNull();
            }
        }
    }

    @Test
    void aFileOfSomethingElseIsNeitherReadNorOverwritten() throws IOException {
        byte[] other = {'P', 'K', 3, 4, (byte) 0xff, 0, '\n'};
        Files.write(file, other);
        thenNothingIsServedBecause("it is not a snapshot of access lists. Set ip-restriction.snapshot-file to a path that nothing else"
                + " uses");
        down = false;
        for (int i = 0; i < 5; i++) {
            assertThat(listAfterStartAt(START)).isNotNull();
        }
        assertThat(file).hasBinaryContent(other);
        assertThat(status.reasons()).containsExactly("snapshot_not_written");
        assertThat(status.problem()).startsWith("The snapshot file cannot be written: there is another file, which is no snapshot of"
                + " access lists. Set ip-restriction.snapshot-file to a path that nothing else uses, or remove the file.");
    }

    @Test
    void aFileOfAnotherDatabaseIsNotUsed() {
        down = false;
        listAfterStartAt(START, "default", "jdbc-url", "jdbc:postgresql://test/shop?password=a");
        down = true;
        assertThat(listAfterStartAt(START, "default", "jdbc-url", "jdbc:postgresql://live/shop?password=a")).isNull();
        assertThat(log.messages(Level.WARNING)).singleElement().asString().endsWith("it holds the lists of another database: this node's"
                + " ip-restriction.jdbc-url or ip-restriction.datasource is a different one.");
        assertThat(listAfterStartAt(START, "default", "jdbc-url", "jdbc:postgresql://test/shop?password=b"))
                .as("another password is no other database").isNotNull();
    }

    @Test
    void listsOfAnotherStoreThatWereAppliedAreTold() throws IOException {
        LiveLists lists = new LiveLists();
        lists.named("default");
        try (Refresher refresher = refresher(lists, START)) {
            refresher.poll();
            down = false;
            storeName = "other";
            refresher.poll();
        }
        assertThat(log.messages(Level.WARNING)).hasSize(2).last().asString()
                .startsWith("The lists of the snapshot file were those of another store than the one that answers now.");
    }

    @Test
    void aListThatIsNotInTheFileStaysBlockedAndTheOthersAreServed() {
        LiveLists lists = new LiveLists();
        LiveList known = lists.named("default");
        LiveList added = lists.named("added");
        try (Refresher refresher = refresher(lists, START)) {
            refresher.poll();
            refresher.poll();
            assertThat(known.inForce().decide("10.0.0.1")).isEqualTo(Decision.ALLOWED);
            assertThat(added.inForce()).isNull();
        }
        assertThat(log.messages(Level.WARNING)).containsExactly(
                "The snapshot file " + file + " is not used: it does not hold the list “added”, so that list stays blocked.",
                "The access lists come from the snapshot file, which is 0 s old, until the store answers.");
        assertThat(lists.status()).extracting(ListStatus::reasons).containsExactly(List.of("list_not_loaded", "source_failed"),
                List.of("list_from_snapshot", "list_not_refreshed", "source_failed"));
    }

    @Test
    void aFileThatIsTooOldIsNotUsedAndSaysSo() {
        assertThat(listAfterStartAt(START + 600_000, "default", "max-staleness", "PT10M")).isNotNull();
        assertThat(listAfterStartAt(START + 600_001, "default", "max-staleness", "PT10M")).isNull();
        assertThat(log.messages(Level.WARNING)).hasSize(2).last().asString()
                .endsWith("is not used: it is older than ip-restriction.max-staleness (PT10M).");
        assertThat(status.reasons()).containsExactly("list_not_loaded", "source_failed");
    }

    /** A restart must not make a list younger that was not refreshed while the others were. */
    @Test
    void aListThatWasRefusedKeepsItsAge() {
        down = false;
        LiveLists lists = new LiveLists();
        lists.named("default");
        try (Refresher refresher = refresher(lists, START)) {
            refresher.poll();
            refused = Map.of("default", "Entry 7 cannot be read.");
            nanos = Duration.ofMinutes(9).toNanos();
            refresher.poll();
            nanos += Duration.ofSeconds(61).toNanos();
            refresher.poll();
        }
        down = true;
        assertThat(listAfterStartAt(START + nanos / 1_000_000, "default", "max-staleness", "PT10M")).isNull();
        assertThat(listAfterStartAt(START + nanos / 1_000_000)).isNotNull();
        assertThat(status.age()).hasSeconds(601);
    }
}
