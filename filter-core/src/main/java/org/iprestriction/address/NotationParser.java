package org.iprestriction.address;

import org.iprestriction.address.Notation.Wanted;

/**
 * Parses notations: splits the text at the slash or dash and parses each side strictly. Text that cannot be parsed goes
 * to {@link Diagnosis}, which only creates the error message.
 */
final class NotationParser {

    /** Long enough for two addresses in their longest form, a dash and a few spaces. */
    private static final int LONGEST = 100;

    private final String text;
    private final Refusals refusals;
    /** Whether the text is a guess. Errors in a guess are not diagnosed, since that would lead to further guesses. */
    private final boolean guess;

    private NotationParser(Refusals refusals, boolean guess) {
        this.text = refusals.text();
        this.refusals = refusals;
        this.guess = guess;
    }

    static IpAddress parseAddress(String text) {
        String trimmed = trim(text);
        IpAddress address = trimmed.length() > LONGEST ? null : IpAddress.parseOrNull(trimmed);
        if (address != null) {
            return address;
        }
        Notation notation = parse(trimmed, Wanted.ADDRESS);
        throw new Refusals(trimmed, Wanted.ADDRESS, 0).notAnAddress(notation);
    }

    static Notation parse(String text, Wanted wanted) {
        return parse(new Refusals(trim(text), wanted, 0));
    }

    static Notation parse(Refusals refusals) {
        return new NotationParser(refusals, false).parse();
    }

    /** Returns the notation, or null if the text is refused for any reason. */
    static Notation parseOrNull(String text) {
        if (text.indexOf('.') < 0 && text.indexOf(':') < 0) {
            return null;
        }
        try {
            return new NotationParser(new Refusals(trim(text), Wanted.RANGE, 0), true).parse();
        } catch (IpFormatException refused) {
            return null; // the caller only needs to know whether a guess would be accepted
        }
    }

    private Notation parse() {
        if (text.isEmpty()) {
            throw refusals.required();
        }
        if (text.length() > LONGEST) {
            throw refusals.tooLong();
        }
        int slash = text.indexOf('/');
        if (slash >= 0) {
            return network(text.substring(0, slash), text.substring(slash + 1));
        }
        int dash = text.indexOf('-');
        if (dash >= 0) {
            return dash(trim(text.substring(0, dash)), trim(text.substring(dash + 1)));
        }
        return Notation.single(address(text));
    }

    private Notation network(String left, String right) {
        IpAddress address = IpAddress.parseOrNull(left);
        if (address == null) {
            throw unreadable();
        }
        boolean mapped = isMapped(left, address);
        if (!isDigits(right)) {
            return mask(address, mapped, right);
        }
        int bits = address.isIpv4() && !mapped ? 32 : 128;
        int prefix = number(right);
        if (right.length() > 1 && right.charAt(0) == '0') {
            throw refusals.prefixZero(right, parseOrNull(left + "/" + prefix));
        }
        if (prefix > bits) {
            throw refusals.prefix(right, bits);
        }
        if (mapped) {
            throw refusals.mapped(prefix < 96 ? null : parseOrNull(address + "/" + (prefix - 96)));
        }
        if (!IpRange.network(address, prefix).first().equals(address)) {
            throw refusals.hostBits(address, prefix, Notation.Kind.PREFIX);
        }
        return Notation.prefix(address, prefix);
    }

    private Notation mask(IpAddress address, boolean mapped, String right) {
        IpAddress mask = IpAddress.parseOrNull(right);
        if (!address.isIpv4() || mapped) {
            throw mask == null ? unreadablePrefix(right, 128)
                    : refusals.maskIpv6(mask.isIpv4() ? null : prefixOrNull(address, maskLength(mask.high(), mask.low())));
        }
        if (mask == null || !mask.isIpv4() || isMapped(right, mask)) {
            throw unreadablePrefix(right, 32);
        }
        int bits = (int) mask.low();
        int prefix = maskLength((long) bits << 32, 0);
        if (prefix < 0) {
            int wildcard = maskLength((long) ~bits << 32, 0);
            throw wildcard < 0 ? refusals.mask(right)
                    : refusals.wildcardMask(right, address, wildcard);
        }
        if (!IpRange.network(address, prefix).first().equals(address)) {
            throw refusals.hostBits(address, prefix, Notation.Kind.MASK);
        }
        return Notation.mask(address, prefix);
    }

    private Notation dash(String left, String right) {
        IpAddress first = IpAddress.parseOrNull(left);
        if (first == null) {
            throw unreadable();
        }
        if (right.isEmpty()) {
            throw refusals.endMissing();
        }
        if (first.isIpv4() && !isMapped(left, first) && isDigits(right)) {
            return shortDash(first, right);
        }
        IpAddress last = IpAddress.parseOrNull(right);
        if (last == null) {
            throw guess ? refusals.syntax() : Diagnosis.ofEnd(text, first, right, refusals);
        }
        if (isMapped(left, first) || isMapped(right, last)) {
            throw refusals.mapped(first.isIpv4() && last.isIpv4() && first.compareTo(last) <= 0
                    ? Notation.dash(first, last) : null);
        }
        if (first.isIpv4() != last.isIpv4()) {
            throw refusals.mixed(first.isIpv4());
        }
        if (first.compareTo(last) > 0) {
            throw refusals.reversed(Notation.dash(last, first));
        }
        return Notation.dash(first, last);
    }

    private Notation shortDash(IpAddress first, String right) {
        int end = number(right);
        int start = (int) first.low() & 255;
        if (right.length() > 1 && right.charAt(0) == '0') {
            throw refusals.leadingZero(right, end < start || end > 255 ? null : Notation.shortDash(first, end));
        }
        if (end > 255) {
            throw refusals.shortEnd(right);
        }
        if (end < start) {
            throw refusals.reversed(Notation.shortDash(IpAddress.ofIpv4((int) first.low() & ~255 | end), start));
        }
        return Notation.shortDash(first, end);
    }

    private IpAddress address(String literal) {
        IpAddress address = IpAddress.parseOrNull(literal);
        if (address == null) {
            throw unreadable();
        }
        if (isMapped(literal, address)) {
            throw refusals.mapped(Notation.single(address));
        }
        return address;
    }

    private IpFormatException unreadable() {
        return guess ? refusals.syntax() : Diagnosis.of(text, refusals);
    }

    private IpFormatException unreadablePrefix(String prefix, int bits) {
        return guess ? refusals.syntax() : Diagnosis.ofPrefix(text, prefix, bits, refusals);
    }

    private static Notation prefixOrNull(IpAddress address, int prefix) {
        return prefix < 0 ? null : parseOrNull(address + "/" + prefix);
    }

    private static boolean isMapped(String literal, IpAddress address) {
        return address.isIpv4() && literal.indexOf(':') >= 0;
    }

    /** Returns the number of leading one bits if all other bits are zero, otherwise -1. */
    private static int maskLength(long high, long low) {
        int ones = Long.numberOfLeadingZeros(~high);
        if (ones == 64) {
            ones += Long.numberOfLeadingZeros(~low);
        }
        boolean restIsZero = ones >= 64 ? ones == 128 || low << ones - 64 == 0 : high << ones == 0 && low == 0;
        return restIsZero ? ones : -1;
    }

    /** Returns the value of decimal digits, but at most 1000. */
    static int number(String digits) {
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            value = Math.min(1000, value * 10 + digits.charAt(i) - '0');
        }
        return value;
    }

    static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Removes only U+0020 at both ends; trim() and strip() would remove other characters too. */
    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) == ' ') {
            to--;
        }
        return text.substring(from, to);
    }
}
