package org.iprestriction.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Where the snapshot file is: who may write there, what is in the way, and what stays. */
class SnapshotFilePlaceTest extends SnapshotFileCase {

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
        assertThat(Files.readString(file)).startsWith("ip-restriction snapshot 4\n");
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
