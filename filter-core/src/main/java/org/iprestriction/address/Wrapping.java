package org.iprestriction.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The text around a pasted notation: quotation marks, brackets, punctuation, a comment, or keywords of a configuration
 * file. Keywords that deny access are not included: a rule that denies access elsewhere must not become a permission
 * with one click.
 */
final class Wrapping {

    private static final String QUOTES = "\"'`“”„‘’‚«»";
    private static final String OPENING = "[({<";
    private static final String CLOSING = "])}>";
    private static final Set<String> WORDS = Set.of("allow", "permit", "accept", "require", "from", "ip", "ip4", "ip6",
            "ipv4", "ipv6", "cidr", "address", "addr", "host", "src", "source", "network", "net", "subnet", "range", "prefix",
            "inet", "inet6", "ip_prefix", "ipv6_prefix", "ipv4prefix", "ipv6prefix", "set_real_ip_from");

    /** More layers than this occur only in hostile text. */
    private static final int MOST_LAYERS = 12;

    private final List<String> before = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private String inner;
    private int layers;

    private Wrapping(String text) {
        this.inner = Blanks.trim(text);
    }

    /** Returns the text around the innermost part of a text; empty if the text is already a notation. */
    static Wrapping of(String text) {
        Wrapping wrapping = new Wrapping(text);
        while (wrapping.layers < MOST_LAYERS && NotationParser.parseOrNull(wrapping.inner) == null && wrapping.unwrap()) {
            wrapping.layers++;
        }
        return wrapping;
    }

    private boolean unwrap() {
        return comment() || punctuation() || bullet() || quotes() || brackets() || word();
    }

    /** Returns whether nothing was removed, or so much that the text was not pasted. */
    boolean isEmpty() {
        return layers == 0 || layers == MOST_LAYERS;
    }

    String inner() {
        return inner;
    }

    boolean isBracketsOnly() {
        return after.isEmpty() && before.size() == 1 && before.get(0).equals("the brackets");
    }

    /** Lists what to leave out, in the order of the text: {@code “allow”, the semicolon and the comment}. */
    @Override
    public String toString() {
        List<String> names = new ArrayList<>(before);
        names.addAll(after);
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    private boolean comment() {
        if (inner.indexOf('\n') >= 0 || inner.indexOf('\r') >= 0) {
            String cut = Blanks.trim(Comments.cut(inner));
            boolean commented = cut.length() < inner.length();
            inner = cut;
            return commented && leaveOutAfter(cut.length(), "the comment");
        }
        int at = Comments.start(inner);
        return at > 0 && leaveOutAfter(at, at == inner.length() - 1 ? "“" + inner.charAt(at) + "”" : "the comment");
    }

    private boolean punctuation() {
        int last = inner.length() - 1;
        char mark = inner.isEmpty() ? ' ' : inner.charAt(last);
        return switch (mark) {
            case ',' -> leaveOutAfter(last, "the comma");
            case ';' -> leaveOutAfter(last, "the semicolon");
            case '.' -> leaveOutAfter(last, "the full stop");
            default -> false;
        };
    }

    private boolean leaveOutAfter(int at, String name) {
        inner = Blanks.trim(inner.substring(0, at));
        if (!after.contains(name)) {
            after.add(0, name);
        }
        return true;
    }

    private boolean quotes() {
        int length = inner.length();
        int from = length > 0 && QUOTES.indexOf(inner.charAt(0)) >= 0 ? 1 : 0;
        int to = length > from && QUOTES.indexOf(inner.charAt(length - 1)) >= 0 ? length - 1 : length;
        return (from > 0 || to < length) && leaveOutAround(from, to, "the quotation marks");
    }

    private boolean brackets() {
        int last = inner.length() - 1;
        int opening = last < 1 ? -1 : OPENING.indexOf(inner.charAt(0));
        int closing = last < 1 ? -1 : CLOSING.indexOf(inner.charAt(last));
        int partner = opening < 0 ? -1 : inner.indexOf(CLOSING.charAt(opening));
        boolean opens = opening >= 0 && (partner < 0 || partner == last); // not [2001:db8::1]:443
        boolean closes = closing >= 0 && inner.lastIndexOf(OPENING.charAt(closing)) <= 0; // not 10.0.0.[1-5]
        return (opens || closes) && leaveOutAround(opens ? 1 : 0, closes ? last : last + 1, "the brackets");
    }

    /** Removes the marker of a list item: a hyphen, an asterisk or a bullet, followed by a space. */
    private boolean bullet() {
        boolean bullet = inner.length() > 2 && "-*•".indexOf(inner.charAt(0)) >= 0 && Blanks.isBlank(inner.charAt(1));
        return bullet && leaveOutAround(1, inner.length(), "“" + inner.charAt(0) + "”");
    }

    /** Removes keywords that introduce an address, and their separators: {@code Require ip }, {@code "cidr": }. */
    private boolean word() {
        int end = 0;
        int next = 0;
        while (next < inner.length()) {
            int to = next;
            while (to < inner.length() && isOfWord(inner.charAt(to))) {
                to++;
            }
            int start = to;
            while (start < inner.length() && (Blanks.isBlank(inner.charAt(start)) || ":=\"'".indexOf(inner.charAt(start)) >= 0)) {
                start++;
            }
            if (start == to || !WORDS.contains(Blanks.lowerCase(inner.substring(next, to)))) {
                break;
            }
            end = to;
            next = start;
        }
        return next > 0 && leaveOutAround(next, inner.length(), "“" + inner.substring(0, end) + "”");
    }

    private static boolean isOfWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    private boolean leaveOutAround(int from, int to, String name) {
        inner = Blanks.trim(inner.substring(from, to));
        if (!before.contains(name)) {
            before.add(name);
        }
        return true;
    }
}
