package org.iprestriction.address;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.iprestriction.address.Notation.Kind;
import org.iprestriction.address.Notation.Wanted;

/** The error messages for one text, each with its code and with the notations that would be accepted instead. */
final class Refusals {

    /** The maximum number of corrected readings of one text; each reading may lead to several more. */
    private static final int MOST_READINGS = 3;
    private static final String[] COUNTS = {"no", "one", "two", "three", "four", "five", "six", "seven", "eight"};

    private final String text;
    private final Wanted wanted;
    private final int readings;

    /** Creates the messages for a text; {@code readings} is the number of earlier readings of the original input. */
    Refusals(String text, Wanted wanted, int readings) {
        this.text = text;
        this.wanted = wanted;
        this.readings = readings;
    }

    String text() {
        return text;
    }

    IpFormatException required() {
        return refusal("address.required", wanted == Wanted.ADDRESS
                ? "Enter an IP address." : "Enter a range, for example 192.168.0.0/16.");
    }

    IpFormatException tooLong() {
        return refusal("address.too_long", "That is too long for one address or range. Enter one per entry.");
    }

    IpFormatException several() {
        return refusal("address.several", "Enter one address or range per entry. Add the others as separate entries.");
    }

    IpFormatException syntax() {
        return refusal("address.syntax", quoted(text) + " is not an IP address. " + (wanted == Wanted.ADDRESS
                ? "Enter one such as 192.168.0.10."
                : "Enter a range such as 192.168.0.0/16 or 192.168.0.10 - 192.168.0.20."));
    }

    IpFormatException notAnAddress(Notation notation) {
        return notation.kind() == Kind.SINGLE ? syntax() : refusal("address.syntax",
                quoted(text) + " is a range. Enter one address such as " + notation.range().first() + ".");
    }

    IpFormatException url(Notation host) {
        return refusal("address.url", quoted(text) + " is a web address. Enter only the IP address"
                + (host == null ? ", such as 192.168.0.10." : ", " + host + "."), host);
    }

    IpFormatException hostName(String name) {
        return refusal("address.hostname",
                quoted(name) + " is a host name. Enter its IP address; names are not looked up.");
    }

    IpFormatException port(Notation correction) {
        return refusal("address.port", "Leave out the port. Enter " + correction + ".", correction);
    }

    IpFormatException brackets(Notation correction) {
        return refusal("address.brackets", "Leave out the brackets. Enter " + correction + ".", correction);
    }

    IpFormatException extra(String what, Notation correction) {
        return refusal("address.extra", "Leave out " + cut(what) + ". Enter " + correction + ".", correction);
    }

    IpFormatException spaces(Notation correction) {
        return extra("the spaces", correction);
    }

    IpFormatException between(String written, Notation correction) {
        return refusal("range.dash", "Write “-” in place of " + quoted(written) + ". Enter " + correction + ".", correction);
    }

    IpFormatException maskBehindSlash(Notation correction) {
        return refusal("range.mask", "Write “/” between the address and the mask. Enter " + correction + ".", correction);
    }

    /**
     * Returns the refusal of a text that is an unsupported form of another text.
     *
     * @return the refusal of that form; if the other text is not a notation either, the refusal of the other text; null
     *     if neither is known
     */
    IpFormatException readInstead(String meant, Function<Notation, IpFormatException> spelling) {
        if (readings == MOST_READINGS) {
            return null;
        }
        try {
            return spelling.apply(NotationParser.parse(new Refusals(NotationParser.trim(meant), wanted, readings + 1)));
        } catch (IpFormatException refused) {
            return refused.code().equals("address.syntax") || refused.code().equals("address.required") ? null : refused;
        }
    }

    IpFormatException zone(String zone, Notation correction) {
        return refusal("address.zone", "Leave out " + quoted(zone) + "."
                + (correction == null ? "" : " Enter " + correction + "."), correction);
    }

    IpFormatException octet(String octet) {
        return refusal("address.octet", cut(octet) + " is too large. Each of the four numbers is 0 to 255.");
    }

    IpFormatException parts(int count) {
        return refusal("address.parts", "An IPv4 address has four numbers, for example 192.168.0.10. This one has "
                + (count < COUNTS.length ? COUNTS[count] : String.valueOf(count)) + ".");
    }

    IpFormatException leadingZero(String number, Notation correction) {
        int octal = octal(number);
        return refusal("address.leading_zero", quoted(number) + " starts with a zero, which some systems "
                + (octal < 0 ? "refuse." : "read as " + octal + ".")
                + (correction == null ? " Enter it without the zero." : " Enter " + correction + "."), correction);
    }

    IpFormatException ipv6(String literal) {
        return refusal("address.ipv6", quoted(literal)
                + " is not a complete IPv6 address. Use “::” once at most, for example 2001:db8::10.");
    }

    IpFormatException wildcard(String symbol, Notation correction) {
        return refusal("address.wildcard", quoted(symbol) + " is not supported. " + (correction == null
                ? "Enter a range such as 192.168.0.0/16."
                : "For all " + correction.range().sizeText() + " enter " + correction + "."), correction);
    }

    IpFormatException lookAlike(int codePoint, boolean visible, Notation correction) {
        String character = hex("U+", codePoint);
        return refusal("address.look_alike", (visible
                ? "“" + Character.toString(codePoint) + "” (" + character + ") only looks like the character needed here."
                : "The text contains " + LookAlikes.name(codePoint) + ", " + character + ".")
                + (correction == null ? " Type the address again with plain digits, dots, colons and a hyphen."
                        : " Enter " + correction + "."), correction);
    }

    IpFormatException dash(int codePoint, Notation correction) {
        return refusal("range.dash", "“" + Character.toString(codePoint) + "” (" + hex("U+", codePoint)
                + ") is not the hyphen of the keyboard. " + (correction == null
                        ? "Use “-” between the first and the last address." : "Enter " + correction + "."), correction);
    }

    IpFormatException mapped(Notation correction) {
        return refusal("address.mapped", quoted(text) + " is IPv4 written as IPv6 and would match nothing. Enter "
                + (correction == null ? "the IPv4 form, such as 192.168.0.10." : correction + "."), correction);
    }

    IpFormatException hostBits(IpAddress address, int prefix, Kind kind) {
        IpAddress start = IpRange.network(address, prefix).first();
        Notation single = Notation.single(address);
        if (prefix == 0) { // a whole address family is not a useful correction
            return refusal("range.host_bits", text + " is not the start of a network. Use " + single
                    + " for one address.", single);
        }
        Notation network = kind == Kind.MASK ? Notation.mask(start, prefix) : Notation.prefix(start, prefix);
        return refusal("range.host_bits", text + " is not the start of a network. Use " + network
                + " for the whole network, or " + single + " for one address.", network, single);
    }

    IpFormatException prefix(String number, int bits) {
        return refusal("range.prefix", "/" + cut(number) + " is too large. " + prefixRule(bits));
    }

    IpFormatException notAPrefix(String number, int bits) {
        return refusal("range.prefix", (number.isEmpty() ? "The number after “/” is missing. "
                : quoted("/" + number) + " is not a prefix. ") + prefixRule(bits));
    }

    private static String prefixRule(int bits) {
        return "For " + (bits == 32 ? "IPv4" : "IPv6") + " the number after “/” is 1 to " + bits + ".";
    }

    IpFormatException prefixZero(String number, Notation correction) {
        return refusal("range.prefix_zero", quoted("/" + number) + " starts with a zero. Enter "
                + (correction == null ? "the number without it." : correction + "."), correction);
    }

    IpFormatException mask(String mask) {
        return refusal("range.mask",
                cut(mask) + " is not a network mask. Use a mask such as 255.255.255.0 or a prefix such as /24.");
    }

    IpFormatException maskIpv6(Notation correction) {
        return refusal("range.mask_ipv6", "IPv6 has no mask notation. Enter "
                + (correction == null ? "a prefix, for example 2001:db8::/32." : correction + "."), correction);
    }

    IpFormatException wildcardMask(String mask, IpAddress address, int prefix) {
        IpAddress start = IpRange.network(address, prefix).first();
        Notation network = Notation.mask(start, prefix);
        String sentence = mask + " is a wildcard mask. Use " + network;
        if (start.equals(address)) {
            return refusal("range.wildcard_mask", sentence + ".", network);
        }
        Notation single = Notation.single(address);
        return refusal("range.wildcard_mask", sentence + " for the whole network, or " + single + " for one address.",
                network, single);
    }

    IpFormatException endMissing() {
        return refusal("range.end_missing", "Enter the end of the range, for example 192.168.0.10 - 192.168.0.20.");
    }

    IpFormatException reversed(Notation correction) {
        return refusal("range.reversed", "The range ends before it starts. Enter " + correction + ".", correction);
    }

    IpFormatException mixed(boolean ipv4First) {
        return refusal("range.mixed", "The start is " + (ipv4First ? "IPv4" : "IPv6") + " and the end is "
                + (ipv4First ? "IPv6" : "IPv4") + ". Enter both in the same form.");
    }

    IpFormatException shortEnd(String number) {
        return refusal("range.short_end",
                cut(number) + " is too large. The short form stays within the last number, 0 to 255.");
    }

    IpFormatException shortForm(Notation correction) {
        return refusal("range.short_form", "Enter the end of the range in full"
                + (correction == null ? ", for example 192.168.0.10 - 192.168.0.20." : ": " + correction + "."),
                correction);
    }

    private static IpFormatException refusal(String code, String sentence, Notation... corrections) {
        return new IpFormatException(code, sentence,
                Arrays.stream(corrections).filter(Objects::nonNull).toList());
    }

    /** Returns how C libraries would read a number with a leading zero, or -1 if they refuse it or read it as decimal. */
    private static int octal(String number) {
        int value = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(i) - '0';
            if (digit > 7 || value > 255) {
                return -1;
            }
            value = value * 8 + digit;
        }
        return value == NotationParser.number(number) ? -1 : value;
    }

    private static String hex(String before, int character) {
        return String.format(Locale.ROOT, "%s%04X", before, character);
    }

    private static String quoted(String text) {
        return "“" + cut(text) + "”";
    }

    /** Returns about 60 characters; characters that cannot be shown are written as escapes. */
    private static String cut(String text) {
        StringBuilder shown = new StringBuilder();
        int end = 0;
        while (end < text.length() && shown.length() < 60) {
            char c = text.charAt(end++);
            shown.append(LookAlikes.isShown(c) ? String.valueOf(c) : hex("\\u", c));
        }
        return end < text.length() ? shown.append('…').toString() : shown.toString();
    }
}
