package org.iprestriction.caller;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.SlowReader;

/** Reads forwarding headers the slow, obviously right way, by the grammars of RFC 7239 written as regular expressions. */
final class SlowHeaders {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String QUOTED = "\"(?:[^\"\\\\]++|\\\\.)*+\"";
    private static final String PAIR = "(?:" + TOKEN + "=(?:" + TOKEN + "|" + QUOTED + "))?";
    private static final Pattern ELEMENT = pattern("[ \t]*" + PAIR + "[ \t]*(?:;[ \t]*" + PAIR + "[ \t]*)*");
    private static final Pattern ONE_PAIR = pattern("(" + TOKEN + ")=(" + TOKEN + "|" + QUOTED + ")");
    private static final Pattern PART = pattern("\\G(?:[^\",]+|,|" + QUOTED + ")");
    private static final Pattern HOP = pattern("(?:\\[([^]]*:[^]]*)]|([^:\\[]*))(?::(.*))?");

    private SlowHeaders() {
    }

    private static Pattern pattern(String grammar) {
        return Pattern.compile(grammar, Pattern.DOTALL);
    }

    /** Returns the caller that the lines of {@code X-Forwarded-For} name, or null. */
    static IpAddress forwardedFor(List<String> lines, Predicate<IpAddress> trusted) {
        return caller(lines, trusted, line -> List.of(line.split(",", -1)), SlowHeaders::nodeOrBareIpv6);
    }

    /** Returns the caller that the lines of {@code Forwarded} name, or null. */
    static IpAddress forwarded(List<String> lines, Predicate<IpAddress> trusted) {
        return caller(lines, trusted, SlowHeaders::elements, SlowHeaders::element);
    }

    private static IpAddress caller(List<String> lines, Predicate<IpAddress> trusted, Function<String, List<String>> split,
            Function<String, IpAddress> read) {
        IpAddress leftMost = null;
        int looked = 0;
        for (int i = lines.size() - 1; i >= 0; i--) {
            List<String> pieces = split.apply(lines.get(i));
            if (pieces == null) {
                return null;
            }
            for (int j = pieces.size() - 1; j >= 0; j--) {
                String piece = pieces.get(j).replaceAll("^[ \t]+|[ \t]+$", "");
                if (++looked > 32) {
                    return null;
                }
                leftMost = piece.isEmpty() ? null : read.apply(piece);
                if (leftMost == null || !trusted.test(leftMost)) {
                    return leftMost;
                }
            }
        }
        return leftMost;
    }

    /** Returns the parts between the commas outside quotes, or null if a quote is not closed. */
    private static List<String> elements(String line) {
        List<String> elements = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        Matcher part = PART.matcher(line);
        int end = 0;
        while (part.find()) {
            end = part.end();
            if (part.group().equals(",")) {
                elements.add(element.toString());
                element.setLength(0);
            } else {
                element.append(part.group());
            }
        }
        elements.add(element.toString());
        return end == line.length() ? elements : null;
    }

    private static IpAddress element(String element) {
        if (!ELEMENT.matcher(element).matches()) {
            return null;
        }
        String named = null;
        Set<String> seen = new HashSet<>();
        Matcher pair = ONE_PAIR.matcher(element);
        while (pair.find()) {
            String name = pair.group(1).toLowerCase(Locale.ROOT);
            boolean again = !seen.add(name);
            if (again && Set.of("for", "by", "host", "proto").contains(name)) {
                return null;
            }
            named = name.equals("for") ? pair.group(2).replaceAll("^\"|\"$", "") : named;
        }
        return named == null ? null : node(named, "[0-9]{1,5}|_[._0-9A-Za-z-]+");
    }

    private static IpAddress nodeOrBareIpv6(String text) {
        IpAddress bare = SlowReader.read(text);
        return bare != null ? bare : node(text, "[0-9]{1,5}");
    }

    private static IpAddress node(String text, String port) {
        Matcher hop = HOP.matcher(text);
        if (!hop.matches()) {
            return null;
        }
        String behind = hop.group(3);
        boolean goodPort = behind == null || behind.matches(port)
                && (behind.startsWith("_") || Integer.parseInt(behind) >= 1 && Integer.parseInt(behind) <= 65_535);
        return !goodPort ? null : SlowReader.read(hop.group(1) != null ? hop.group(1) : hop.group(2));
    }

    /** Returns the header lines in a text, one for each line. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        Collections.addAll(lines, text.split("\n", -1));
        return lines;
    }
}
