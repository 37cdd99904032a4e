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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.iprestriction.address.Notation;
import org.iprestriction.settings.Settings;
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

    private final AccessListSource store = new AccessListSource() {
        @Override
        public Changes changesSince(Changes.Position known, Set<String> lists) {
            if (down) {
                throw new IllegalStateException("down");
            }
            return new Changes(new Changes.Position("store", 7), START, Duration.ofMinutes(5), true, Map.of("default",
                    List.of(new Rule(1, Action.ALLOW, Notation.parse("10.0.0.0/8").range(), 0, Long.MAX_VALUE),
                            new Rule(2, Action.ALLOW, Notation.parse("2001:db8::/32").range(), 0, START + 60_000))),
                    List.of());
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
    }

    private AccessList listAfterStartAt(long wallClock) {
        LiveLists lists = new LiveLists();
        LiveList list = lists.named("default");
        Settings settings = Settings.of(Map.of("ip-restriction.snapshot-file", file.toString()), Map.of(), Map.of());
        try (Refresher refresher = new Refresher(store, settings, lists, () -> 0,
                InstantSource.fixed(Instant.ofEpochMilli(wallClock)))) {
            refresher.poll();
            return list.inForce();
        }
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
        Settings settings = Settings.of(Map.of("ip-restriction.snapshot-file", file.toString()), Map.of(), Map.of());
        try (Refresher refresher = new Refresher(store, settings, lists, () -> 0,
                InstantSource.fixed(Instant.ofEpochMilli(START)))) {
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
    void aFileThatWasTouchedIsNotBelieved() throws IOException {
        Files.writeString(file, "x", StandardOpenOption.APPEND);
        assertThat(listAfterStartAt(START)).isNull();
    }

    @Test
    void aFileThatOthersMayWriteIsNotBelieved() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        assertThat(listAfterStartAt(START)).isNull();
    }

    @Test
    void withoutAFileEverythingIsBlocked() throws IOException {
        Files.delete(file);
        assertThat(listAfterStartAt(START)).isNull();
    }
}
