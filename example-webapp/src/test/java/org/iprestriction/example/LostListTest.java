package org.iprestriction.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A data directory that held a list before and holds none now, or an older one, says so. */
class LostListTest {
    @TempDir
    private Path temporary;
    private Path file;
    private Path snapshot;

    @BeforeEach
    void aDirectoryWhoseListWasChangedTwelveTimes() throws Exception {
        file = temporary.resolve("data/ip-restriction.mv.db");
        snapshot = temporary.resolve("snapshot");
        assertThat(started("one", 12)).isNull();
    }

    @Test
    void aListThatIsStillThereIsNothingToTell() throws Exception {
        assertThat(started("one", 12)).isNull();
        assertThat(started("one", 13)).isNull();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve("data/store"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aMissingFileIsTold() throws Exception {
        Files.delete(file);

        assertThat(started("", 0)).isEqualTo("The list of this data directory is lost: the database file “" + file
                + "” is missing, although it held a list before (revision 12 or later). A new, empty list was created, which"
                + " blocks every request. Stop the application, put a backup of the file in its place and start again, or"
                + " enter the list again.");
    }

    @Test
    void anEmptyFileIsToldAlsoIfNothingIsKnownOfBefore() throws Exception {
        Files.write(file, new byte[0]);
        Files.delete(temporary.resolve("data/store"));

        assertThat(started("", 0)).contains("“" + file + "” was empty (0 bytes). A new, empty list was created");
    }

    @Test
    void itIsToldAtEachStartUntilTheNewListHoldsSomething() throws Exception {
        Files.delete(file);
        assertThat(started("two", 0)).contains("is missing");
        assertThat(started("two", 0)).contains("holds nothing, although it held a list before (revision 12 or later)");
        assertThat(started("two", 1)).isNotNull();
        assertThat(started("two", 1)).isNull();
    }

    @Test
    void anOlderBackupIsToldOnce() throws Exception {
        Path backup = Files.copy(file, temporary.resolve("backup"));
        started("one", 20);
        Files.copy(backup, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(started("one", 12)).isEqualTo("The database file “" + file + "” holds revision 12, but this data directory"
                + " held revision 20 before: an older backup was put in its place. The changes after it are missing;"
                + " check the list.");
        assertThat(started("one", 12)).isNull();
    }

    @Test
    void theSnapshotOfTheLostListIsKeptFromTheEmptyOneAndOffered() throws Exception {
        Files.writeString(snapshot, "the last good lists");
        Files.delete(file);

        String notice = started("two", 0);

        List<Path> kept = kept();
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0)).hasContent("the last good lists");
        assertThat(notice).endsWith(" The last list is kept in the snapshot file “" + kept.get(0) + "”, one rule per line.");

        Files.writeString(snapshot, "what the empty list wrote");
        assertThat(started("two", 0)).contains(kept.get(0).toString());
        Files.write(file, new byte[0]);
        assertThat(started("two", 0)).contains(kept.get(0).toString());
        assertThat(kept()).containsExactlyElementsOf(kept);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 4096, 20_000})
    void aFileThatWasCutOffStopsTheStart(int length) throws Exception {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));

        assertThatThrownBy(() -> started("one", 12)).isInstanceOf(StartException.class)
                .hasMessageContaining("cannot be opened").hasMessageContaining("Put a backup in its place");
        assertThat(file).hasSize(length);
    }

    @Test
    void aFileThatWasCutOffBehindItsHeaderIsToldBecauseH2TakesItForANewOne() throws Exception {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 8192));

        assertThat(started("two", 0)).contains("holds nothing, although it held a list before (revision 12 or later)");
    }

    @Test
    void aFirstRunThatWasKilledLeavesEnoughToTellALossToo() throws Exception {
        Files.writeString(temporary.resolve("data/store"), "store=\nrevision=0\n");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 8192));

        assertThat(started("two", 0)).contains("holds nothing, although it held a list before. A new");
    }

    @Test
    void aFirstRunThatWasKilledBeforeTheStoreHadANameHasLostNothing() throws Exception {
        started("", 0);
        assertThat(temporary.resolve("data/store")).content().contains("store=\nrevision=0\n");

        assertThat(started("", 0)).isNull();
    }

    @Test
    void aFileOfZerosStopsTheStart() throws Exception {
        Files.write(file, new byte[(int) Files.size(file)]);

        assertThatThrownBy(() -> started("one", 12)).isInstanceOf(StartException.class)
                .hasMessageContaining("Put a backup in its place");
    }

    @Test
    void aDamagedMarkerStillTells() throws Exception {
        Files.delete(file);
        Files.writeString(temporary.resolve("data/store"), "revision=many\nnonsense\n");

        assertThat(started("", 0)).contains("although it held a list before. A new");
    }

    /** Starts and stops the application, which leaves that store with that revision; returns what it told at the start. */
    private String started(String store, long revision) throws SQLException {
        Settings settings = Settings.of(Map.of("ip-restriction.snapshot-file", snapshot.toString()));
        try (Database database = Database.open(settings, () -> DataDirectory.open(temporary.resolve("data").toString()), () -> { });
                Connection connection = database.source().getConnection()) {
            String notice = database.lost() == null ? null : database.lost().notice();
            connection.createStatement().execute("update ipr_state set store = '" + store + "', revision = " + revision);
            return notice;
        }
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(path -> path.getFileName().toString().startsWith("snapshot.kept-")).toList();
        }
    }
}
