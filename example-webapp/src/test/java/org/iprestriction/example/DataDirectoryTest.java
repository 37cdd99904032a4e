package org.iprestriction.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTest {
    @TempDir
    private Path temporary;

    @Test
    void isCreatedForItsOwnerOnlyWithWhateverIsMissingAboveIt() throws IOException {
        Path wanted = temporary.resolve("above/data");

        DataDirectory directory = DataDirectory.open(wanted.toString());

        assertThat(directory.path()).isEqualTo(wanted).isEmptyDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(wanted))).isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-x---", "rwx---r--", "rwx--x---", "rwx----w-"})
    void isRefusedWhenOthersCanUseIt(String permissions) throws IOException {
        Path open = Files.createDirectory(temporary.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> DataDirectory.open(open.toString()))
                .isInstanceOf(StartException.class)
                .hasMessageEndingWith("can be used by other users of this computer. Run: chmod 700 '" + open + "'");
    }

    @Test
    void isRefusedWhereAFileIsInTheWay() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(file.toString()))
                .isInstanceOf(StartException.class).hasMessageContaining("\"" + file + "\" is a file");
        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data").toString()))
                .isInstanceOf(StartException.class).hasMessageContaining("\"" + file + "\" is a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "data;INIT=RUNSCRIPT FROM 'x'", "data\0"})
    void isRefusedUnderAPathThatCannotBeOne(String text) {
        assertThatThrownBy(() -> DataDirectory.open(text))
                .isInstanceOf(StartException.class).hasMessageStartingWith("DATA_DIR is \"" + text + "\"");
    }
}
