package org.iprestriction.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.iprestriction.access.Decision;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restart without the store makes of the lists in the snapshot file. */
class EveryListSnapshotTest extends EveryListCase {

    @TempDir
    private Path folder;

    @Test
    void aRestartWithoutTheStoreAppliesEveryListOfTheSnapshotFile() {
        String[] settings = {"snapshot-file", folder.resolve("lists").toString(), "max-staleness", "PT1H"};
        refresher.close();
        refresher = refresher(settings);
        NAMES.forEach(name -> givenAddress(name, "10.0.0.1"));
        refresher.poll();
        refresher.close();
        store.down = true;
        lists = new LiveLists();
        refresher = refresher(settings);
        refresher.poll();
        NAMES.forEach(name -> assertThat(decision(name, "10.0.0.1")).as(name).isEqualTo(Decision.ALLOWED));
        assertThat(lists.find("made-up")).isNull();
        assertThat(lists.isEveryLoaded()).isTrue();
        assertThat(lists.status()).singleElement().satisfies(status -> {
            assertThat(status.reasons()).contains("list_from_snapshot", "list_not_refreshed");
            assertThat(status.age()).isEqualTo(Duration.ZERO);
        });
        after(Duration.ofMinutes(61));
        NAMES.forEach(name -> assertThat(decision(name, "10.0.0.1")).as(name).isNull());
    }

    /** The file of a node whose filters named their lists does not tell which other lists there are. */
    @Test
    void aSnapshotFileOfSomeListsIsNotTakenForAllOfThem() {
        String[] settings = {"snapshot-file", folder.resolve("lists").toString()};
        refresher.close();
        lists = new LiveLists();
        lists.named("acme");
        givenAddress("acme", "10.0.0.1");
        try (Refresher before = new Refresher(store, Settings.of(Map.of("ip-restriction.snapshot-file", settings[1]), Map.of(), Map.of()), lists,
                () -> nanos, InstantSource.fixed(Instant.ofEpochMilli(START)))) {
            before.poll();
        }
        store.down = true;
        lists = new LiveLists();
        lists.named("acme");
        refresher = refresher(settings);
        refresher.poll();
        assertThat(decision("acme", "10.0.0.1")).isEqualTo(Decision.ALLOWED);
        assertThat(lists.isEveryLoaded()).isFalse();
        assertThat(lists.ready()).isFalse();
    }
}
