package org.iprestriction.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import org.iprestriction.LogLines;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Action;
import org.iprestriction.access.Rule;
import org.iprestriction.address.Notation;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A node that was restarted while the store is down, with what it has written into its snapshot file. */
abstract class SnapshotFileCase {

    static final long START = 1_000_000_000L;

    @TempDir
    Path folder;
    Path file;
    boolean down;
    long nanos;
    String storeName = "store";
    Map<String, String> refused = Map.of();
    ListStatus status;
    LogLines log;

    final AccessListSource store = new AccessListSource() {
        @Override
        public Changes changesSince(Changes.Position known, Set<String> lists) {
            if (down) {
                throw new IllegalStateException("down");
            }
            return new Changes(new Changes.Position(storeName, 7), START + nanos / 1_000_000, Duration.ZERO, Duration.ofMinutes(5), true,
                    Map.of("default", List.of(new Rule(1, Action.ALLOW, Notation.parse("10.0.0.0/8").range(), 0, Long.MAX_VALUE),
                            new Rule(2, Action.ALLOW, Notation.parse("2001:db8::/32").range(), 0, START + 60_000))),
                    Map.of(), refused);
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

    AccessList listAfterStartAt(long wallClock) {
        return listAfterStartAt(wallClock, "default");
    }

    AccessList listAfterStartAt(long wallClock, String name, String... moreSettings) {
        LiveLists lists = new LiveLists();
        LiveList list = lists.named(name);
        try (Refresher refresher = refresher(lists, wallClock, moreSettings)) {
            refresher.poll();
            status = lists.status().iterator().next();
            return list.inForce();
        }
    }

    /** Settings are given as name, value, name, value. */
    Refresher refresher(LiveLists lists, long wallClock, String... moreSettings) {
        Map<String, String> settings = new HashMap<>(Map.of("ip-restriction.snapshot-file", file.toString()));
        for (int i = 0; i < moreSettings.length; i += 2) {
            settings.put("ip-restriction." + moreSettings[i], moreSettings[i + 1]);
        }
        return new Refresher(store, Settings.of(settings, Map.of(), Map.of()), lists, () -> nanos,
                InstantSource.fixed(Instant.ofEpochMilli(wallClock)));
    }

    void thenNothingIsServedBecause(String reason) {
        log.close();
        log = new LogLines(SnapshotFile.class, LastGood.class);
        assertThat(listAfterStartAt(START)).isNull();
        assertThat(log.messages(Level.WARNING)).containsExactly("The snapshot file " + file + " is not used: " + reason + ".");
        assertThat(status.reasons()).containsExactly("list_not_loaded", "source_failed");
    }

    void rewrite(UnaryOperator<String> change) throws IOException {
        Files.writeString(file, change.apply(Files.readString(file)));
    }
}
