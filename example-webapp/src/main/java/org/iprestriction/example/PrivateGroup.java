package org.iprestriction.example;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Determines whether a directory with group access is private to one user, because nobody else is in the group.
 *
 * <p>Only the mode 2770 is accepted, which clusters set at each mount ({@code fsGroup}), so that {@code chmod 700}
 * would not last. The group must be known to have no other members: either it has no name, so that nobody can be a
 * member by name, or the user is its only member in {@code /etc/group}. In case of doubt, the result is false.
 */
final class PrivateGroup {
    private static final int FULL_MODE = 07777;
    private static final int OF_CLUSTERS = 02770;
    /** Name services that use only files on this computer. */
    private static final List<String> LOCAL = List.of("files", "compat", "systemd", "altfiles");

    private final Path etc;

    /** @param etc the directory of {@code passwd}, {@code group} and {@code nsswitch.conf}, usually {@code /etc} */
    PrivateGroup(Path etc) {
        this.etc = etc;
    }

    /** Returns whether the group of {@code directory} has no members except {@code user} and root. */
    boolean isOnly(Path directory, String user) throws IOException {
        int mode = (Integer) Files.getAttribute(directory, "unix:mode");
        return (mode & FULL_MODE) == OF_CLUSTERS && isOnly((Integer) Files.getAttribute(directory, "unix:gid"),
                Files.getAttribute(directory, "posix:group").toString(), user);
    }

    /**
     * Returns whether the group {@code id} has no members except {@code user} and root; {@code name} is the number if
     * it has no name.
     */
    boolean isOnly(int id, String name, String user) throws IOException {
        if (!hasLocalNamesOnly()) {
            return false; // a directory service may have members that are in no file
        }
        String number = String.valueOf(id);
        for (String[] group : lines("group")) {
            if (group.length > 3 && group[2].equals(number)
                    && !Arrays.stream(group[3].split(",")).allMatch(member -> isOurs(member, user))) {
                return false;
            }
        }
        for (String[] account : lines("passwd")) {
            if (account.length > 3 && account[3].equals(number) && !isOurs(account[0], user)) {
                return false;
            }
        }
        return name.equals(number) || lines("group").stream().anyMatch(group -> group.length > 2 && group[2].equals(number));
    }

    private static boolean isOurs(String member, String user) {
        return member.isBlank() || member.equals(user) || member.equals("root");
    }

    private boolean hasLocalNamesOnly() throws IOException {
        for (String line : text("nsswitch.conf")) {
            String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
            if ((words[0].equals("passwd:") || words[0].equals("group:") || words[0].equals("initgroups:"))
                    && !Arrays.stream(words).skip(1).allMatch(word -> word.startsWith("[") || word.endsWith("]")
                            || LOCAL.contains(word))) {
                return false;
            }
        }
        return true;
    }

    private List<String[]> lines(String file) throws IOException {
        return text(file).stream().map(line -> line.split(":", -1)).toList();
    }

    private List<String> text(String file) throws IOException {
        Path path = etc.resolve(file);
        return Files.exists(path) ? Files.readAllLines(path, ISO_8859_1) : List.of();
    }
}
