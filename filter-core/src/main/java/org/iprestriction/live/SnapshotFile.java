package org.iprestriction.live;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.iprestriction.access.Action;
import org.iprestriction.access.Rule;
import org.iprestriction.address.Notation;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;

/**
 * A file with the last good lists, so that a node can be restarted while the store is down. It is a text file with a
 * header, one line per rule, and a checksum; without a correct checksum it is not used.
 */
final class SnapshotFile {

    private static final Logger LOG = System.getLogger(SnapshotFile.class.getName());
    private static final String HEAD = "ip-restriction snapshot 2";

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    /** The path of the file; null if {@code snapshot-file} is not set. */
    private final Path path;
    /** The last logged problem with the file. */
    private String told;

    private SnapshotFile(Path path) {
        this.path = path;
    }

    static SnapshotFile of(Settings settings) {
        return new SnapshotFile(settings.text(Setting.SNAPSHOT_FILE).map(Path::of).orElse(null));
    }

    void write(Changes.Position position, long now, Duration activation, Collection<LiveList> lists) {
        if (path == null) {
            return;
        }
        StringBuilder text = new StringBuilder(HEAD).append('\n').append(position.store()).append('\t')
                .append(position.revision()).append('\t').append(position.token()).append('\t').append(now).append('\t')
                .append(activation).append('\n');
        for (LiveList list : lists) {
            if (list.plan() == null) {
                continue; // never loaded; after a restart this must not count as an empty list
            }
            text.append("list\t").append(list.name()).append('\n');
            for (Rule rule : list.plan().rules()) {
                text.append(rule.id()).append('\t').append(rule.action()).append('\t').append(rule.range()).append('\t')
                        .append(rule.from()).append('\t').append(rule.until()).append('\n');
            }
        }
        String checksum = checksum(text);
        text.append("end\t").append(checksum).append('\n');
        try {
            Path written = Path.of(path + ".new");
            Files.deleteIfExists(written);
            Files.writeString(isPosix() ? Files.createFile(written, OWNER_ONLY) : written, text);
            Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "The snapshot file {0} cannot be written: {1}", path, Redacted.sentence(failure));
        }
    }

    /** Returns the lists in the file; empty if the file does not exist, cannot be trusted, or lacks a wanted list. */
    Optional<Changes> read(Set<String> wanted) {
        if (path == null || !Files.exists(path)) {
            return Optional.empty();
        }
        try {
            if (isPosix() && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS_WRITE::contains)) {
                throw new IllegalStateException("others may write it; run chmod go-w on it if you trust its content");
            }
            return Optional.of(parse(Files.readString(path), wanted));
        } catch (IOException | RuntimeException failure) {
            String problem = Redacted.sentence(failure);
            if (!problem.equals(told)) { // the file is read again after each failed poll
                LOG.log(Level.WARNING, "The snapshot file {0} is not used: {1}", path, problem);
            }
            told = problem;
            return Optional.empty();
        }
    }

    private boolean isPosix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Changes parse(String text, Set<String> wanted) {
        int end = text.lastIndexOf("end\t");
        if (end < 0 || !text.substring(end).equals("end\t" + checksum(text.substring(0, end)) + "\n")) {
            throw new IllegalStateException("its checksum is wrong");
        }
        String[] lines = text.substring(0, end).split("\n");
        if (!lines[0].equals(HEAD)) {
            throw new IllegalStateException("its format is not supported");
        }
        String[] head = lines[1].split("\t");
        Map<String, List<Rule>> rules = new HashMap<>();
        List<Rule> list = List.of();
        for (int i = 2; i < lines.length; i++) {
            String[] fields = lines[i].split("\t");
            if (fields[0].equals("list")) {
                list = rules.computeIfAbsent(fields[1], name -> new ArrayList<>());
            } else {
                list.add(new Rule(Long.parseLong(fields[0]), Action.valueOf(fields[1]), Notation.parse(fields[2]).range(),
                        Long.parseLong(fields[3]), Long.parseLong(fields[4])));
            }
        }
        if (!rules.keySet().containsAll(wanted)) {
            throw new IllegalStateException("it does not contain every list that the filters use");
        }
        // the first response of the store replaces everything, whatever the position
        return new Changes(new Changes.Position(head[0], Long.parseLong(head[1]), head[2]), Long.parseLong(head[3]),
                Duration.parse(head[4]), true, rules, List.of());
    }

    private static String checksum(CharSequence text) {
        CRC32 sum = new CRC32();
        sum.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
