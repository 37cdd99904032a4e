package org.iprestriction.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;

/** The identity of this node for other nodes: a random id for this start, and the configured or host name. */
record NodeIdentity(String id, String name, long startedAt, InstantSource wallClock) {

    private static final int LONGEST_NAME = 100;

    /** Files that contain the host name; no name server is queried. */
    private static final List<Path> HOST_NAMES = List.of(Path.of("/proc/sys/kernel/hostname"), Path.of("/etc/hostname"));

    static NodeIdentity of(Settings settings, InstantSource wallClock) {
        String id = UUID.randomUUID().toString();
        String name = settings.text(Setting.NODE_NAME).or(() -> hostName(System.getenv(), HOST_NAMES))
                .orElse("node " + id.substring(0, 8));
        return new NodeIdentity(id, name, wallClock.millis(), wallClock);
    }

    /** Returns the first of these: the variable HOSTNAME, the content of a file, the variable COMPUTERNAME (set by Windows). */
    static Optional<String> hostName(Map<String, String> environment, List<Path> files) {
        return Stream.of(Stream.of(environment.getOrDefault("HOSTNAME", "")), files.stream().map(NodeIdentity::content),
                        Stream.of(environment.getOrDefault("COMPUTERNAME", "")))
                .flatMap(names -> names).map(String::strip).filter(name -> !name.isEmpty()).findFirst()
                .map(name -> name.substring(0, Math.min(name.length(), LONGEST_NAME)));
    }

    private static String content(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : "";
        } catch (IOException | SecurityException unreadable) {
            return ""; // another name is used
        }
    }
}
