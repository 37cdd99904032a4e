package org.iprestriction.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeIdentityTest {

    @TempDir
    private Path directory;

    @Test
    void theSettingIsTheName() {
        Settings settings = Settings.of(Map.of(), Map.of(), Map.of("IP_RESTRICTION_NODE_NAME", "blue"));
        assertThat(NodeIdentity.of(settings, InstantSource.system()).name()).isEqualTo("blue");
    }

    @Test
    void withoutItTheFirstNameThatTheSystemKnowsIs() throws IOException {
        Path missing = directory.resolve("missing");
        Path blank = Files.writeString(directory.resolve("blank"), "\n");
        Path kept = Files.writeString(directory.resolve("kept"), "web-3\n");
        Map<String, String> both = Map.of("HOSTNAME", "pod-1", "COMPUTERNAME", "DESK");
        assertThat(NodeIdentity.hostName(both, List.of(kept))).contains("pod-1");
        assertThat(NodeIdentity.hostName(Map.of("HOSTNAME", " "), List.of(missing, blank, kept))).contains("web-3");
        assertThat(NodeIdentity.hostName(Map.of("COMPUTERNAME", "DESK"), List.of(missing, blank))).contains("DESK");
        assertThat(NodeIdentity.hostName(Map.of(), List.of(directory, blank))).isEmpty();
        assertThat(NodeIdentity.hostName(Map.of("HOSTNAME", "h".repeat(300)), List.of()).get()).hasSize(100);
    }
}
