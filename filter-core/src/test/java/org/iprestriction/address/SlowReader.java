package org.iprestriction.address;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads address literals the slow, obviously right way: cut into pieces, judge every piece. Shares nothing with the
 * scanner it is compared with.
 */
public final class SlowReader {

    private SlowReader() {
    }

    /** Returns the eight groups of an IPv6 address or the four octets of an IPv4 address, or null if the text is neither. */
    static List<Integer> pieces(String text) {
        List<Integer> octets = octets(text);
        if (octets != null) {
            return octets;
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            List<Integer> groups = groups(text, true);
            return groups != null && groups.size() == 8 ? groups : null;
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        List<Integer> head = before.isEmpty() ? List.of() : groups(before, false);
        List<Integer> tail = after.isEmpty() ? List.of() : groups(after, true);
        if (head == null || tail == null || head.size() + tail.size() > 7) {
            return null;
        }
        List<Integer> groups = new ArrayList<>(head);
        while (groups.size() < 8 - tail.size()) {
            groups.add(0);
        }
        groups.addAll(tail);
        return groups;
    }

    /** Returns the address, as IPv4 if it is IPv4-mapped, or null if the text is not a literal. */
    public static IpAddress read(String text) {
        List<Integer> pieces = pieces(text);
        if (pieces == null) {
            return null;
        }
        if (pieces.size() == 4) {
            return IpAddress.ofIpv4(pieces.get(0) << 24 | pieces.get(1) << 16 | pieces.get(2) << 8 | pieces.get(3));
        }
        if (pieces.subList(0, 5).stream().allMatch(group -> group == 0) && pieces.get(5) == 0xffff) {
            return IpAddress.ofIpv4(pieces.get(6) << 16 | pieces.get(7));
        }
        return IpAddress.ofIpv6(join(pieces.subList(0, 4)), join(pieces.subList(4, 8)));
    }

    private static long join(List<Integer> groups) {
        long bits = 0;
        for (int group : groups) {
            bits = bits << 16 | group;
        }
        return bits;
    }

    private static List<Integer> octets(String text) {
        List<Integer> octets = new ArrayList<>();
        for (String octet : text.split("\\.", -1)) {
            if (!octet.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(octet) > 255) {
                return null;
            }
            octets.add(Integer.parseInt(octet));
        }
        return octets.size() == 4 ? octets : null;
    }

    private static List<Integer> groups(String text, boolean quadAtEnd) {
        List<Integer> groups = new ArrayList<>();
        String[] pieces = text.split(":", -1);
        for (int i = 0; i < pieces.length; i++) {
            List<Integer> octets = quadAtEnd && i == pieces.length - 1 ? octets(pieces[i]) : null;
            if (octets != null) {
                groups.add(octets.get(0) << 8 | octets.get(1));
                groups.add(octets.get(2) << 8 | octets.get(3));
            } else if (pieces[i].matches("[0-9a-fA-F]{1,4}")) {
                groups.add(Integer.parseInt(pieces[i], 16));
            } else {
                return null;
            }
        }
        return groups;
    }
}
