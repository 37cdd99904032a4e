package org.iprestriction.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.FileSystemException;
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

    /** What a cluster makes of a volume at each mount ({@code fsGroup}), where chmod 700 would not last. */
    @Test
    void isTakenWithMode2770IfNobodyElseIsInItsGroup() throws IOException {
        Path mounted = Files.createDirectory(temporary.resolve("mounted"));
        Path users = Files.createFile(mounted.resolve("users.properties"));
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-rw----"));
        toStranger(mounted, "unix:gid");
        Files.setAttribute(mounted, "unix:mode", 02770);

        assertThat(DataDirectory.open(mounted.toString()).path()).isEqualTo(mounted);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(users))).isEqualTo("rw-------");

        Files.setAttribute(mounted, "unix:mode", 02775);
        assertThatThrownBy(() -> DataDirectory.open(mounted.toString())).isInstanceOf(StartException.class)
                .hasMessageContaining("can be used by other users");
    }

    /** The root of a volume; whoever runs this cannot close it. */
    @Test
    void ofSomebodyElseThatIsOpenToOthersIsRefusedWithAPlaceInIt() throws IOException {
        Path volume = Files.createDirectory(temporary.resolve("volume"));
        toStranger(volume, "unix:uid");
        Files.setAttribute(volume, "unix:mode", 02775);

        assertThatThrownBy(() -> DataDirectory.open(volume.toString())).isInstanceOf(StartException.class)
                .hasMessageEndingWith("Set DATA_DIR to a directory in it, such as \"" + volume.resolve("ip-restriction")
                        + "\", which is then created for this process only.");
        Path inIt = DataDirectory.open(volume.resolve("ip-restriction").toString()).path();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inIt))).isEqualTo("rwx------");
    }

    private static void toStranger(Path directory, String attribute) throws IOException {
        try {
            Files.setAttribute(directory, attribute, 2_000_123);
        } catch (FileSystemException notRoot) {
            assertThat(System.getenv("CI")).as("CI runs as root, and skips nothing").isNotEqualTo("true");
            abort("Only root can give a directory to another user.");
        }
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
