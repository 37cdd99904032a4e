package org.iprestriction.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateGroupTest {
    @TempDir
    private Path etc;

    @ParameterizedTest(name = "{4}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            app:x:1000:        | app:x:1000:1000::/:/bin/sh     | -                         | true  | our own group
            app:x:1000:app     | app:x:1000:1000::/:/bin/sh     | -                         | true  | we are named as a member
            app:x:1000:root    | app:x:1000:1000::/:/bin/sh     | -                         | true  | root is in it, and can do anything
            app:x:1000:eve     | app:x:1000:1000::/:/bin/sh     | -                         | false | somebody else is a member
            app:x:1000:app,eve | app:x:1000:1000::/:/bin/sh     | -                         | false | somebody else is a member too
            app:x:1000:        | eve:x:1001:1000::/:/bin/sh     | -                         | false | it is somebody else's first group
            app:x:1000:        | eve:x:1001:100::/:/bin/sh      | -                         | true  | somebody else has another group
            eve:x:1001:eve     | app:x:1000:1000::/:/bin/sh     | -                         | false | no file knows this group, so a directory service does
            app:x:1000:        | app:x:1000:1000::/:/bin/sh     | group: files systemd      | true  | names are local
            app:x:1000:        | app:x:1000:1000::/:/bin/sh     | passwd: files sss         | false | a directory service has users
            app:x:1000:        | app:x:1000:1000::/:/bin/sh     | group: files [!UNAVAIL=return] ldap | false | a directory service has groups
            app:x:1000:        | app:x:1000:1000::/:/bin/sh     | hosts: files dns          | true  | host names do not matter
            """)
    void aGroupWithAName(String group, String passwd, String names, boolean alone, String why) throws IOException {
        write("group", group);
        write("passwd", passwd);
        write("nsswitch.conf", names);

        assertThat(new PrivateGroup(etc).isOnly(1000, "app", "app")).isEqualTo(alone);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                             | true  | a small image without any accounts
            root:x:0:0::/:/bin/sh         | true  | nobody has it
            eve:x:1001:2000::/:/bin/sh    | false | somebody has it as the first group
            2000:x:2000:2000::/:/bin/sh   | true  | the account of a number is ours
            """)
    void aGroupWithoutAName(String passwd, boolean alone, String why) throws IOException {
        write("passwd", passwd);

        assertThat(new PrivateGroup(etc).isOnly(2000, "2000", "2000")).isEqualTo(alone);
    }

    @Test
    void onlyTheModeThatClustersSetCounts() throws IOException {
        Path directory = Files.createDirectory(etc.resolve("directory"));
        write("group", "own:x:" + Files.getAttribute(directory, "unix:gid") + ":");

        for (int mode : List.of(0770, 0750, 02750, 02771, 02775, 03770, 02777)) {
            Files.setAttribute(directory, "unix:mode", mode);
            assertThat(new PrivateGroup(etc).isOnly(directory, "app")).as(Integer.toOctalString(mode)).isFalse();
        }
        Files.setAttribute(directory, "unix:mode", 02770);
        assertThat(new PrivateGroup(etc).isOnly(directory, "app")).isTrue();
    }

    private void write(String file, String line) throws IOException {
        if (line != null) {
            Files.writeString(etc.resolve(file), "# a remark\n" + line + "\n");
        }
    }
}
