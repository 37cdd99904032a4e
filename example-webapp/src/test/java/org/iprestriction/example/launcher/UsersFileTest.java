package org.iprestriction.example.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.iprestriction.example.StartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersFileTest {
    private static final String HASH =
            "pbkdf2-sha256:210000:AAECAwQFBgcICQoLDA0ODw:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    @TempDir
    private Path directory;

    @Test
    void theFirstStartCreatesAdminWithAllRolesForTheOwnerOnly() throws IOException {
        UsersFile file = new UsersFile(directory);

        String password = FirstUser.of(file, null).createIfMissing();

        assertThat(password).matches("([a-z2-9]{5}-){3}[a-z2-9]{5}");
        User admin = file.find("admin").orElseThrow();
        assertThat(admin.password().matches(password)).isTrue();
        assertThat(admin.roles()).containsExactly("ip-restriction-admin", "ip-restriction-emergency", "ip-restriction-operator");
        assertThat(Files.readString(file.path())).doesNotContain(password);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path()))).isEqualTo("rw-------");
    }

    @Test
    void usersThatWereLostAreToldWhereTheListWasChangedBefore() throws IOException {
        UsersFile file = new UsersFile(directory);
        assertThat(file.lost()).isNull();

        Files.writeString(directory.resolve("store"), "store=one\nrevision=1\n");
        assertThat(file.lost()).isEqualTo("The users of this data directory are lost: the file “" + file.path()
                + "” is missing, although the list was changed before. Put a backup of the file in its place, or add the users"
                + " again; only admin is created automatically, if the file is missing or ADMIN_PASSWORD is set.");

        write("# nobody");
        assertThat(file.lost()).contains("names nobody. Put a backup");
        FirstUser.of(file, "a new password");
        assertThat(file.lost()).isNull();
    }

    @Test
    void afterAFirstStartThatFailedNoUsersAreLost() throws IOException {
        Files.writeString(directory.resolve("store"), "store=one\nrevision=0\n");
        Files.createFile(directory.resolve("ip-restriction.mv.db"));

        assertThat(new UsersFile(directory).lost()).isNull();
    }

    @Test
    void laterStartsKeepTheFile() throws IOException {
        UsersFile file = new UsersFile(directory);
        FirstUser.of(file, null).createIfMissing();
        String before = Files.readString(file.path());

        assertThat(FirstUser.of(file, null).createIfMissing()).isNull();

        assertThat(file.path()).hasContent(before);
    }

    @Test
    void aPasswordFromTheEnvironmentReplacesAdminsAndNothingElse() throws IOException {
        UsersFile file = write("# ours", "viewer=" + HASH + ",ip-restriction-viewer", "admin=" + HASH + ",other-role");

        FirstUser.of(file, "a new password");

        assertThat(file.find("admin").orElseThrow().password().matches("a new password")).isTrue();
        assertThat(file.find("admin").orElseThrow().roles()).containsExactly("other-role");
        assertThat(Files.readAllLines(file.path()))
                .startsWith("# ours", "viewer=" + HASH + ",ip-restriction-viewer").hasSize(3);
        assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void thePasswordAdminHasAlreadyDoesNotTouchTheFile() throws IOException {
        UsersFile file = new UsersFile(directory);
        FirstUser.of(file, "the same password");
        String before = Files.readString(file.path());

        FirstUser.of(file, "the same password");

        assertThat(file.path()).hasContent(before);
    }

    @Test
    void aUserMayHaveNoRoleAndSpacesAroundTheFields() throws IOException {
        UsersFile file = write("", "  # a remark", "m.demir = " + HASH + " , one ,two", "nobody=" + HASH);

        assertThat(file.find("m.demir").orElseThrow().roles()).isEqualTo(List.of("one", "two"));
        assertThat(file.find("nobody").orElseThrow().roles()).isEmpty();
        assertThat(file.find("someone")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "=x", "a:b=" + HASH, "admin=secret", "admin=" + HASH + ",", "admin=" + HASH + ",a b",
            "admin=" + HASH + "\nadmin=" + HASH})
    void aLineThatCannotBeUnderstoodStopsTheStartWithASentence(String text) throws IOException {
        UsersFile file = write(text);

        assertThatThrownBy(() -> FirstUser.of(file, null)).isInstanceOf(StartException.class)
                .hasMessageStartingWith("\"" + file.path() + "\" cannot be used: ")
                .hasMessageNotContaining(HASH);
    }

    private UsersFile write(String... lines) throws IOException {
        UsersFile file = new UsersFile(directory);
        Files.write(file.path(), List.of(lines));
        return file;
    }
}
