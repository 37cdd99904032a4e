package org.iprestriction.entry;

import static org.iprestriction.address.Notation.Kind.SINGLE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.iprestriction.access.Action;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpFormatException;
import org.iprestriction.address.Notation.Wanted;
import org.iprestriction.address.Notation;
import org.iprestriction.entry.EntryRejectedException.Problem;
import org.iprestriction.entry.EntryRejectedException.Reason;
import org.iprestriction.settings.Settings;

/** Parses the fields of one entry and collects the errors, at most one for each field. Used once. */
final class SpecReader {

    private final Settings settings;
    private final List<Problem> problems = new ArrayList<>();

    SpecReader(Settings settings) {
        this.settings = settings;
    }

    EntrySpec read(String type, String name, String address, String action, boolean enabled, Instant expiresAt) {
        boolean typeKnown = type == null || type.equals("ip") || type.equals("range");
        if (!typeKnown) {
            problem("type.required", "type", "Choose IP or Range.");
        }
        String storedName = readName(name == null ? "" : name);
        Action readAction = readAction(action);
        Notation notation = readAddress(typeKnown ? type : null, address == null ? "" : address, readAction);
        if (expiresAt != null && (expiresAt.isAfter(EntrySpec.LATEST_EXPIRY) || expiresAt.isBefore(Instant.EPOCH))) {
            problem("expires.format", "expiresAt", "Enter the date and time like 2026-10-09 18:00.");
        }
        if (!problems.isEmpty()) {
            throw new EntryRejectedException(Reason.TEXT, problems, null);
        }
        return new EntrySpec(storedName, notation, readAction, enabled, expiresAt);
    }

    private String readName(String typed) {
        if (EntryName.hasHidden(typed)) {
            problem("name.characters", "name",
                    "The name contains characters that cannot be shown. Type it again without them.");
            return null;
        }
        String name = EntryName.normalised(typed);
        int length = name.codePointCount(0, name.length());
        if (length == 0) {
            problem("name.required", "name", "Enter a name, for example “Istanbul office”.");
        } else if (length > EntryName.LONGEST) {
            problem("name.too_long", "name", String.format(Locale.ROOT,
                    "The name has %,d characters. Use %d or fewer.", length, EntryName.LONGEST));
        }
        return name;
    }

    private Action readAction(String typed) {
        if (typed == null || typed.equals("allow")) {
            return Action.ALLOW;
        }
        if (typed.equals("block")) {
            return Action.BLOCK;
        }
        problem("action.required", "action", "Choose Allow or Block.");
        return Action.ALLOW;
    }

    private Notation readAddress(String type, String typed, Action action) {
        try {
            Notation notation = Notation.parse(typed, "ip".equals(type) ? Wanted.ADDRESS : Wanted.RANGE);
            if ("ip".equals(type) && notation.kind() != SINGLE) {
                refuseRange(notation);
                return null;
            }
            if ("range".equals(type) && notation.kind() == SINGLE) {
                correction("type.is_single", notation + " is one address. Choose IP, or enter a range such as "
                        + exampleRange(notation.range().first()) + ".", notation);
                return null;
            }
            return acceptable(notation);
        } catch (IpFormatException e) {
            addressProblem(e, action);
            return null;
        }
    }

    private Notation acceptable(Notation notation) {
        return notation.requireCaller().requireAtMost(settings.largestRangeIpv4(), settings.largestRangeIpv6());
    }

    /** Offers only corrections that would be accepted; if there are none, reports the error in the correction. */
    private void addressProblem(IpFormatException refusal, Action action) {
        List<Notation> good = new ArrayList<>();
        IpFormatException why = refusal;
        for (Notation correction : refusal.corrections()) {
            try {
                good.add(acceptable(correction));
            } catch (IpFormatException unacceptable) {
                why = unacceptable;
            }
        }
        if (good.isEmpty()) {
            problems.add(new Problem(why.code(), "address", sentence(why, action), why.corrections(), null));
        } else {
            problems.add(new Problem(refusal.code(), "address", sentence(refusal, action), good, null));
        }
    }

    private void refuseRange(Notation notation) {
        String text = notation.toString();
        int slash = text.indexOf('/');
        if (slash >= 0 && notation.range().first().equals(notation.range().last())) {
            String address = text.substring(0, slash);
            correction("type.host_prefix", "Leave out " + text.substring(slash) + ". Enter " + address + ".",
                    Notation.parse(address));
        } else {
            correction("type.is_range", text + " is a range. Choose Range, or enter one address.", notation);
        }
    }

    /**
     * Returns the sentence for a refusal. The parser does not know the action; its message about a whole family is
     * wrong for a block.
     */
    private static String sentence(IpFormatException refusal, Action action) {
        return action == Action.ALLOW ? refusal.getMessage()
                : refusal.getMessage().replace(", which switches the restriction off. Enter a smaller range.",
                        ". To block all callers, disable or delete the Allow entries.");
    }

    private static String exampleRange(IpAddress address) {
        int lastNumber = (int) address.low() & 255;
        if (!address.isIpv4()) {
            return "2001:db8::/32";
        }
        return lastNumber == 255
                ? IpAddress.ofIpv4((int) address.low() - 255) + "/24"
                : address + "-" + Math.min(lastNumber + 10, 255);
    }

    private void correction(String code, String sentence, Notation correction) {
        problems.add(new Problem(code, "address", sentence, List.of(correction), null));
    }

    private void problem(String code, String field, String sentence) {
        problems.add(new Problem(code, field, sentence));
    }
}
