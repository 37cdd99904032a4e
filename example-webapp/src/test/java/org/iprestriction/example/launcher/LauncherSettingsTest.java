package org.iprestriction.example.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.iprestriction.example.StartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherSettingsTest {
    @TempDir
    private Path directory;

    @Test
    void listensOnTheLoopbackAddressUnlessToldOtherwise() {
        LauncherSettings settings = settings(Map.of());

        assertThat(settings.address().getAddress().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(settings.address().getPort()).isEqualTo(8080);
        assertThat(settings.adminPassword()).isNull();
    }

    @Test
    void anEmptyVariableCountsAsNotSet() {
        LauncherSettings settings = settings(Map.of("PORT", "", "BIND", "", "ADMIN_PASSWORD", ""));

        assertThat(settings.address().getAddress().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(settings.address().getPort()).isEqualTo(8080);
        assertThat(settings.adminPassword()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0.0.0, 0.0.0.0", "65535, ::1, 0:0:0:0:0:0:0:1", "443, 192.0.2.255, 192.0.2.255"})
    void takesAnyPortAndAnyAddress(String port, String bind, String address) {
        LauncherSettings settings = settings(Map.of("PORT", port, "BIND", bind));

        assertThat(settings.address().getPort()).isEqualTo(Integer.parseInt(port));
        assertThat(settings.address().getAddress().getHostAddress()).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PORT           | ' '         | PORT is " "; write a number from 1 to 65535, or 0 for any port that is free.
            PORT           | tcp://10.96.0.7:80 | PORT is "tcp://10.96.0.7:80"; write a number from 1 to 65535, or 0 for any port that is free. A cluster may have put it there for one of its services: set PORT for this container itself.
            PORT           | 80a         | PORT is "80a"; write
            PORT           | -1          | PORT is "-1"; write
            PORT           | +80         | PORT is "+80"; write
            PORT           | ８０        | PORT is "８０"; write
            PORT           | 65536       | PORT is "65536"; write
            PORT           | 99999999999 | PORT is "99999999999"; write
            BIND           | ' '         | BIND is " "; write an IP address of this computer
            BIND           | localhost   | BIND is "localhost"; write
            BIND           | 300.1.1.1   | BIND is "300.1.1.1"; write
            BIND           | 127.1       | BIND is "127.1"; write
            BIND           | 010.0.0.1   | BIND is "010.0.0.1"; write
            BIND           | 1::2::3     | BIND is "1::2::3"; write
            ADMIN_PASSWORD | s3cret!     | ADMIN_PASSWORD has 7 characters; write one of 8 to 256.
            DATA_DIR       | ' '         | DATA_DIR is " "
            """)
    void refusesTheRestWithWhatToWriteInstead(String name, String value, String sentence) {
        assertThatThrownBy(() -> settings(Map.of(name, value))).isInstanceOf(StartException.class)
                .hasMessageStartingWith(sentence).hasMessageNotContaining("s3cret!");
    }

    private LauncherSettings settings(Map<String, String> given) {
        Map<String, String> environment = new HashMap<>(given);
        environment.putIfAbsent("DATA_DIR", directory.resolve("data").toString());
        return LauncherSettings.of(environment);
    }
}
