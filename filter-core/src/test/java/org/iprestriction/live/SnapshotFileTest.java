package org.iprestriction.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import org.iprestriction.LogLines;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.iprestriction.address.Notation;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node is restarted while the store is down. */
class SnapshotFileTest {

    private static final long START = 1_000_000_000L;

    @TempDir
    private Path folder;
    private Path file;
    private boolean down;
    private long nanos;
    private String storeName = "store";
    private Map<String, String> refused = Map.of();
    private ListStatus status;
    private LogLines log;

    private final AccessListSource store = new AccessListSource() {
        @Override
        public Changes changesSince(Changes.Position known, Set<String> lists) {
            if (down) {
                throw new IllegalStateException("down");
            }
            return new Changes(new Changes.Position(storeName, 7), START + nanos / 1_000_000, Duration.ZERO, Duration.ofMinutes(5), true,
                    Map.of("default", List.of(new Rule(1, Action.ALLOW, Notation.parse("10.0.0.0/8").range(), 0, Long.MAX_VALUE),
                            new Rule(2, Action.ALLOW, Notation.parse("2001:db8::/32").range(), 0, START + 60_000))),
                    List.of(), refused);
        }

        @Override
        public void report(NodeReport report) {
            // nobody reads it here
        }
    };

    @BeforeEach
    void givenALoadedNode() {
        file = folder.resolve("lists");
        listAfterStartAt(START);
        down = true;
        log = new LogLines(SnapshotFile.class, LastGood.class);
    }

    @AfterEach
    void close() {
        log.close();
    }

    private AccessList listAfterStartAt(long wallClock) {
        return listAfterStartAt(wallClock, "default");
    }

    private AccessList listAfterStartAt(long wallClock, String name, String... moreSettings) {
        LiveLists lists = new LiveLists();
        LiveList list = lists.named(name);
        try (Refresher refresher = refresher(lists, wallClock, moreSettings)) {
            refresher.poll();
            status = lists.status().iterator().next();
            return list.inForce();
        }
    }

    /** Settings are given as name, value, name, value. */
    private Refresher refresher(LiveLists lists, long wallClock, String... moreSettings) {
        Map<String, String> settings = new HashMap<>(Map.of("ip-restriction.snapshot-file", file.toString()));
        for (int i = 0; i < moreSettings.length; i += 2) {
            settings.put("ip-restriction." + moreSettings[i], moreSettings[i + 1]);
        }
        return new Refresher(store, Settings.of(settings, Map.of(), Map.of()), lists, () -> nanos,
                InstantSource.fixed(Instant.ofEpochMilli(wallClock)));
    }

    private void thenNothingIsServedBecause(String reason) {
        log.close();
        log = new LogLines(SnapshotFile.class, LastGood.class);
        assertThat(listAfterStartAt(START)).isNull();
        assertThat(log.messages(Level.WARNING)).containsExactly("The snapshot file " + file + " is not used: " + reason + ".");
        assertThat(status.reasons()).containsExactly("list_not_loaded", "source_failed");
    }

    private void rewrite(UnaryOperator<String> change) throws IOException {
        Files.writeString(file, change.apply(Files.readString(file)));
    }

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
        thenNothingIsServedBecause("its format has version 2, but this library reads version 3. It is replaced as soon as the lists can be"
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

    @Test
    void aStartBeforeAnyFilterKeepsTheListsOfTheLastRun() throws IOException {
        String before = Files.readString(file);
        down = false;
        try (Refresher refresher = refresher(new LiveLists(), START)) {
            refresher.poll();
        }
        assertThat(file).hasContent(before);
    }

    @Test
    void aFileThatOthersMayWriteIsNotBelieved() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        thenNothingIsServedBecause("others may write it; run chmod go-w on it if you trust its content");
    }

    /** As in a folder where everybody may make files. */
    @Test
    void aFileOfAnotherUserIsNotBelieved() throws IOException {
        try {
            Files.setAttribute(file, "unix:uid", 4711);
        } catch (IOException | UnsupportedOperationException e) {
            Assumptions.abort("Only root can give a file away.");
        }
        thenNothingIsServedBecause("it belongs to the user “4711”; run chown on it if you trust its content");
    }

    @Test
    void whatCannotBeWrittenIsToldOnceKeepsTheOldFileAndRecovers() throws IOException {
        String before = Files.readString(file);
        down = false;
        Files.createDirectories(folder.resolve("lists.new/full")); // what a full disk would do, without one
        LiveLists lists = new LiveLists();
        lists.named("default");
        try (Refresher refresher = refresher(lists, START)) {
            for (int i = 0; i < 5; i++) {
                refresher.poll();
                nanos += Duration.ofSeconds(61).toNanos();
            }
            assertThat(log.messages(Level.WARNING)).singleElement().asString().startsWith("The snapshot file cannot be written: ");
            assertThat(file).hasContent(before);
            assertThat(lists.ready()).isTrue();
            assertThat(lists.status()).singleElement().extracting(ListStatus::reasons).isEqualTo(List.of("snapshot_not_written"));
            Files.delete(folder.resolve("lists.new/full"));
            refresher.poll();
            assertThat(lists.status()).singleElement().extracting(ListStatus::problem).isNull();
        }
        assertThat(log.messages(Level.WARNING)).hasSize(2).last().asString().endsWith(" can be written again.");
        assertThat(file).isRegularFile();
        assertThat(folder.resolve("lists.new")).doesNotExist();
    }

    @Test
    void aLinkThatSomebodyPutInTheWayIsNotFollowed() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "kept");
        Files.createSymbolicLink(folder.resolve("lists.new"), victim);
        down = false;
        rewrite(text -> "ip-restriction snapshot 2\n");
        listAfterStartAt(START);
        assertThat(victim).hasContent("kept");
        assertThat(Files.readString(file)).startsWith("ip-restriction snapshot 3\n");
    }

    @Test
    void aDirectoryThatDoesNotExistIsSaid() {
        file = folder.resolve("missing/lists");
        down = false;
        assertThat(listAfterStartAt(START)).isNotNull();
        assertThat(status.problem()).isEqualTo("The snapshot file cannot be written: its directory does not exist. A restart without the"
                + " store would begin with older lists, or with none.");
    }

    @Test
    void withoutAFileEverythingIsBlocked() throws IOException {
        Files.delete(file);
        assertThat(listAfterStartAt(START)).isNull();
    }
}
