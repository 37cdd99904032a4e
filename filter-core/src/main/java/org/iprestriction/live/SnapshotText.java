package org.iprestriction.live;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.iprestriction.access.Action;
import org.iprestriction.access.Rule;
import org.iprestriction.address.Notation;

/**
 * The text of a snapshot file: a line with the version, one with the store, one for each list and each rule, and a checksum.
 * Fields are separated by tabs.
 */
final class SnapshotText {

    private static final String NAME = "ip-restriction snapshot ";
    private static final int VERSION = 4;
    private static final String END = "end\t";
    private static final String EVERY = "every";

    private final StringBuilder text = new StringBuilder(NAME).append(VERSION).append('\n');

    /**
     * The content of a snapshot file.
     *
     * @param origin which database it was read from
     * @param position the position of that store
     * @param now the time of the store at which the file was written
     * @param activation the activation of the store
     * @param every whether these were all lists of the store, so that any other name has no rules
     * @param readAt the time of the store at which the lists were read, unless a list has its own
     * @param lists by name
     */
    record Content(String origin, Changes.Position position, long now, Duration activation, boolean every, long readAt,
            Map<String, Rules> lists) {

        boolean knows(String list) {
            return every || lists.containsKey(list);
        }

        Rules rules(String list) {
            return lists.getOrDefault(list, new Rules(readAt, List.of()));
        }
    }

    /** The rules of one list, and the time of the store at which they were read. */
    record Rules(long readAt, List<Rule> rules) {
    }

    /** Begins a text. */
    SnapshotText(String origin, Changes.Position position, long now, Duration activation, boolean every, long readAt) {
        line(origin, position.store(), position.revision(), position.token(), now, activation, every ? EVERY : "named", readAt);
    }

    void list(String name, long readAt) {
        line("list", name, readAt);
    }

    void rule(Rule rule) {
        line(rule.id(), rule.action(), rule.range(), rule.from(), rule.until());
    }

    private void line(Object... fields) {
        for (int i = 0; i < fields.length; i++) {
            String field = String.valueOf(fields[i]);
            if (field.indexOf('\t') >= 0 || field.indexOf('\n') >= 0) {
                throw new IllegalStateException("the name of a list or of the store contains a tab or a line break");
            }
            text.append(i == 0 ? "" : "\t").append(field);
        }
        text.append('\n');
    }

    byte[] bytes() {
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] end = end(body);
        byte[] all = Arrays.copyOf(body, body.length + end.length);
        System.arraycopy(end, 0, all, body.length, end.length);
        return all;
    }

    /** Returns the last line of a file whose other lines are these. */
    private static byte[] end(byte[] body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return (END + HexFormat.of().formatHex(sha256.digest(body)) + "\n").getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Returns whether a file with this beginning may be a snapshot, of whatever version; an empty one may be replaced by one. */
    static boolean isSnapshot(byte[] beginning) {
        byte[] name = NAME.getBytes(StandardCharsets.US_ASCII);
        return beginning.length == 0 || Arrays.equals(name, Arrays.copyOf(beginning, name.length));
    }

    /** The number of bytes by which {@link #isSnapshot} can tell. */
    static int nameLength() {
        return NAME.length();
    }

    /**
     * Reads a file.
     *
     * @throws IllegalStateException if it cannot be used, with the reason
     */
    static Content parse(byte[] file) {
        if (!isSnapshot(file)) {
            throw new IllegalStateException("it is not a snapshot of access lists. Set ip-restriction.snapshot-file to a path that"
                    + " nothing else uses");
        }
        int firstEnd = indexOf(file, '\n');
        String version = firstEnd < 0 ? "" : new String(file, NAME.length(), firstEnd - NAME.length(), StandardCharsets.US_ASCII);
        if (!version.isEmpty() && version.length() < 10 && version.chars().allMatch(c -> c >= '0' && c <= '9')
                && !version.equals(String.valueOf(VERSION))) {
            throw new IllegalStateException("its format has version " + version + ", but this library reads version " + VERSION
                    + ". It is replaced as soon as the lists can be loaded");
        }
        int end = file.length - end(new byte[0]).length;
        if (end <= firstEnd || firstEnd < 0 || !startsWithEnd(file, end)) {
            throw new IllegalStateException("its end is missing");
        }
        if (!Arrays.equals(end(Arrays.copyOf(file, end)), Arrays.copyOfRange(file, end, file.length))) {
            throw new IllegalStateException("its checksum is wrong");
        }
        return content(decode(ByteBuffer.wrap(file, 0, end)).split("\n"));
    }

    private static boolean startsWithEnd(byte[] file, int at) {
        byte[] word = END.getBytes(StandardCharsets.US_ASCII);
        return file[at - 1] == '\n' && file[file.length - 1] == '\n' && Arrays.equals(word, Arrays.copyOfRange(file, at, at + word.length));
    }

    private static int indexOf(byte[] bytes, char character) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == character) {
                return i;
            }
        }
        return -1;
    }

    private static String decode(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("it is not UTF-8", e);
        }
    }

    private static Content content(String[] lines) {
        try {
            String[] head = lines[1].split("\t", -1);
            Map<String, Rules> lists = new HashMap<>();
            Rules list = null;
            for (int i = 2; i < lines.length; i++) {
                String[] fields = lines[i].split("\t", -1);
                if (fields[0].equals("list")) {
                    list = new Rules(Long.parseLong(fields[2]), new ArrayList<>());
                    lists.put(fields[1], list);
                } else {
                    list.rules.add(new Rule(Long.parseLong(fields[0]), Action.valueOf(fields[1]), Notation.parse(fields[2]).range(),
                            Long.parseLong(fields[3]), Long.parseLong(fields[4])));
                }
            }
            return new Content(head[0], new Changes.Position(head[1], Long.parseLong(head[2]), head[3]), Long.parseLong(head[4]),
                    Duration.parse(head[5]), head[6].equals(EVERY), Long.parseLong(head[7]), lists);
        } catch (RuntimeException e) { // whoever computed the checksum wrote something else
            throw new IllegalStateException("its lines cannot be read", e);
        }
    }
}
