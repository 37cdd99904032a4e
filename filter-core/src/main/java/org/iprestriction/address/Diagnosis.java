package org.iprestriction.address;

import java.util.Arrays;

/**
 * Finds out what somebody probably meant by a text that is not a valid notation. The result is always a refusal, so a
 * wrong guess leads at most to an unhelpful message, never to a wrong entry. The strict parser has accepted every
 * correction offered.
 */
final class Diagnosis {

    private final String text;
    private final Refusals refusals;

    private Diagnosis(String text, Refusals refusals) {
        this.text = text;
        this.refusals = refusals;
    }

    static IpFormatException of(String text, Refusals refusals) {
        return new Diagnosis(text, refusals).whole();
    }

    /** Returns the refusal for the text after a slash, if the address before the slash is valid. */
    static IpFormatException ofPrefix(String text, String right, int bits, Refusals refusals) {
        Diagnosis diagnosis = new Diagnosis(text, refusals);
        IpFormatException found = diagnosis.general();
        if (found != null) {
            return found;
        }
        if (bits == 32 && right.indexOf('.') >= 0 && isDotted(right)) {
            return refusals.mask(right);
        }
        return right.indexOf('/') >= 0 || right.indexOf('.') >= 0 ? refusals.syntax() : refusals.notAPrefix(right, bits);
    }

    /** Returns the refusal for the text after a dash, if the address before the dash is valid. */
    static IpFormatException ofEnd(String text, IpAddress first, String end, Refusals refusals) {
        Diagnosis diagnosis = new Diagnosis(text, refusals);
        IpFormatException found = diagnosis.general();
        if (found != null) {
            return found;
        }
        if (end.indexOf('-') >= 0 || end.indexOf('/') >= 0) {
            return refusals.syntax();
        }
        if (first.isIpv4() && isDotted(end)) {
            String[] numbers = end.split("\\.", -1);
            if (numbers.length < 4) {
                String[] start = first.toString().split("\\.");
                String full = String.join(".", Arrays.asList(start).subList(0, 4 - numbers.length)) + "." + end;
                return refusals.shortForm(NotationParser.parseOrNull(first + " - " + full));
            }
        }
        if (!first.isIpv4() && end.length() <= 4 && isOnly(end, "0123456789abcdefABCDEF")) {
            String start = first.toString();
            String full = start.substring(0, start.lastIndexOf(':') + 1) + end;
            return refusals.shortForm(NotationParser.parseOrNull(start + " - " + full));
        }
        return diagnosis.literal(end);
    }

    private IpFormatException whole() {
        IpFormatException found = general();
        if (found != null) {
            return found;
        }
        found = letterForDigit();
        if (found != null) {
            return found;
        }
        int slash = text.indexOf('/');
        int dash = text.indexOf('-');
        if (slash < 0 && isHostName(text) && (dash < 0 || !isDotted(text.substring(0, dash)))) {
            return refusals.hostName(text);
        }
        int cut = slash >= 0 ? slash : dash;
        return literal(cut >= 0 ? NotationParser.trim(text.substring(0, cut)) : text);
    }

    /** Finds errors that are visible in the text as a whole. */
    private IpFormatException general() {
        IpFormatException found = wrapping();
        if (found == null) {
            found = OtherSpelling.of(text, refusals);
        }
        if (found == null && Several.isIn(text)) {
            found = refusals.several();
        }
        if (found == null) {
            found = strangeCharacter();
        }
        if (found == null && text.contains("://")) {
            found = refusals.url(urlHost(text.substring(text.indexOf("://") + 3)));
        }
        if (found == null) {
            found = Wildcard.of(text, refusals);
        }
        if (found == null && text.indexOf('[') >= 0) {
            found = brackets();
        }
        if (found == null) {
            String squeezed = Blanks.squeeze(text, ".:/");
            found = squeezed.length() == text.length() ? null : refusals.readInstead(squeezed, refusals::spaces);
        }
        return found != null ? found : zone();
    }

    private IpFormatException wrapping() {
        Wrapping wrapping = Wrapping.of(text);
        return wrapping.isEmpty() ? null : refusals.readInstead(wrapping.inner(), meant -> wrapping.isBracketsOnly()
                ? refusals.brackets(meant) : refusals.extra(wrapping.toString(), meant));
    }

    private Notation urlHost(String host) {
        int end = 0;
        while (end < host.length() && "/?#".indexOf(host.charAt(end)) < 0) {
            end++;
        }
        return withoutBracketsAndPort(host.substring(0, end));
    }

    private IpFormatException brackets() {
        Notation bare = NotationParser.parseOrNull(text.replace("[", "").replace("]", ""));
        Notation withoutPort = withoutBracketsAndPort(text);
        if (bare != null && text.indexOf(':') >= 0 && text.indexOf("]:") < 0) {
            return refusals.brackets(bare);
        }
        if (withoutPort == null) {
            return null;
        }
        return text.indexOf("]:") >= 0 ? refusals.port(withoutPort) : refusals.brackets(withoutPort);
    }

    private IpFormatException strangeCharacter() {
        String ascii = LookAlikes.toAscii(text);
        Notation correction = ascii == null ? null : NotationParser.parseOrNull(ascii);
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int codePoint = text.codePointAt(i);
            boolean dash = LookAlikes.isDash(codePoint);
            if (LookAlikes.isAscii(codePoint) && !dash || codePoint == '~' && correction == null) {
                continue;
            }
            if (correction == null && ascii != null) { // the characters are not the only error
                IpFormatException rest = refusals.readInstead(ascii, meant -> null);
                if (rest != null && !rest.corrections().isEmpty()) {
                    return rest;
                }
            }
            boolean visible = codePoint > 0xffff ? !Character.isISOControl(codePoint) : LookAlikes.isShown((char) codePoint);
            return dash ? refusals.dash(codePoint, correction) : refusals.lookAlike(codePoint, visible, correction);
        }
        return null;
    }

    private Notation withoutBracketsAndPort(String host) {
        int close = host.indexOf(']');
        if (host.startsWith("[") && close > 0) {
            String rest = host.substring(close + 1);
            String inner = host.substring(1, close);
            return (rest.isEmpty() || rest.startsWith(":")) ? single(inner) : null;
        }
        int colon = host.indexOf(':');
        return single(colon >= 0 && colon == host.lastIndexOf(':') ? host.substring(0, colon) : host);
    }

    private static Notation single(String literal) {
        IpAddress address = IpAddress.parseOrNull(literal);
        return address == null ? null : Notation.single(address);
    }

    private IpFormatException zone() {
        int percent = text.indexOf('%');
        if (percent < 0 || text.lastIndexOf(':', percent) < 0) {
            return null;
        }
        int end = percent;
        while (end < text.length() && "/-".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String zone = NotationParser.trim(text.substring(percent, end));
        return refusals.zone(zone, NotationParser.parseOrNull(text.replace(zone, "")));
    }

    /** Returns the refusal for one address literal: the whole text, or the part before a slash or dash. */
    private IpFormatException literal(String literal) {
        if (isDotted(literal)) {
            return dotted(literal);
        }
        int colon = literal.indexOf(':');
        if (colon >= 0) {
            Notation host = single(literal.substring(0, colon));
            if (host != null && colon == literal.lastIndexOf(':')) {
                return refusals.port(host);
            }
            return isOnly(literal, "0123456789abcdefABCDEF:.") ? refusals.ipv6(literal) : refusals.syntax();
        }
        return isHostName(literal) ? refusals.hostName(literal) : refusals.syntax();
    }

    private IpFormatException letterForDigit() {
        String digits = text.replace('O', '0').replace('o', '0').replace('l', '1').replace('I', '1');
        Notation correction = digits.equals(text) ? null : NotationParser.parseOrNull(digits);
        if (correction == null) {
            return null;
        }
        int i = 0;
        while (text.charAt(i) == digits.charAt(i)) {
            i++;
        }
        return refusals.lookAlike(text.charAt(i), true, correction);
    }

    private IpFormatException dotted(String literal) {
        String[] numbers = literal.split("\\.", -1);
        for (String number : numbers) {
            if (number.isEmpty()) {
                return refusals.syntax();
            }
        }
        if (numbers.length != 4) {
            return refusals.parts(numbers.length);
        }
        for (String number : numbers) {
            if (NotationParser.number(number) > 255) {
                return refusals.octet(number);
            }
        }
        String padded = "";
        StringBuilder plain = new StringBuilder();
        for (String number : numbers) {
            padded = padded.isEmpty() && number.length() > 1 && number.charAt(0) == '0' ? number : padded;
            plain.append(plain.isEmpty() ? "" : ".").append(NotationParser.number(number));
        }
        return refusals.leadingZero(padded, NotationParser.parseOrNull(text.replace(literal, plain)));
    }

    private static boolean isDotted(String text) {
        return isOnly(text, "0123456789.") && text.chars().anyMatch(c -> c != '.');
    }

    private static boolean isHostName(String text) {
        boolean letter = text.chars().anyMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z');
        boolean name = isOnly(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._");
        return text.equals("localhost") || letter && name && text.indexOf('.') > 0;
    }

    private static boolean isOnly(String text, String allowed) {
        return !text.isEmpty() && text.chars().allMatch(c -> allowed.indexOf(c) >= 0);
    }
}
