package org.iprestriction.admin.entry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import org.iprestriction.admin.text.Phrase;
import org.iprestriction.entry.EntryRejectedException.Problem;
import org.iprestriction.entry.Times;

/**
 * The text field for the date and time at which an entry ends. The text is in the time zone of the pages, such as
 * {@code 2026-10-09 18:00}, or has its own offset, such as {@code 2026-10-25 02:30 +02:00}.
 *
 * <p>A local time is not always one instant: when clocks go forward some local times do not exist, and when they go back some
 * occur twice. The administrator must decide which instant they mean, because a permission must not last longer than intended.
 */
final class ExpiryField {
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder().append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T').appendPattern("H:mm").optionalStart().appendPattern(":ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true).optionalEnd().appendPattern("[[' ']XXX]")
            .toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT); // not SMART, which turns 30 February into 28 February
    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SHOWN_SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);

    /** Thrown if a text is not an instant. Says why, and what was probably meant. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String code;
        private final transient List<EntryDialog.Fix> fixes;

        private RefusedException(String code, String sentence, EntryDialog.Fix... fixes) {
            super(sentence);
            this.code = code;
            this.fixes = List.of(fixes);
        }

        Problem problem() {
            return new Problem(code, "expiresAt", getMessage(), List.of(), null);
        }

        /** Returns texts for the field, each of which {@link ExpiryField#read} accepts. */
        List<EntryDialog.Fix> fixes() {
            return fixes;
        }
    }

    private ExpiryField() {}

    static Instant read(String typed, ZoneId zone) throws RefusedException {
        TemporalAccessor read;
        try {
            String text = typed.strip();
            read = READ.parseBest(text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + "T" + text.substring(11)
                    : text, OffsetDateTime::from, LocalDateTime::from);
        } catch (DateTimeException e) {
            throw new RefusedException("expires.format", "Enter the date and time like 2026-10-09 18:00.");
        }
        return read instanceof OffsetDateTime exact ? exact.toInstant() : instant((LocalDateTime) read, zone);
    }

    private static Instant instant(LocalDateTime local, ZoneId zone) throws RefusedException {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (change == null) {
            return local.atZone(zone).toInstant();
        }
        LocalDateTime from = change.getDateTimeBefore();
        LocalDateTime to = change.getDateTimeAfter();
        DateTimeFormatter clock = from.toLocalDate().equals(to.toLocalDate()) ? CLOCK : SHOWN;
        String clocks = " from " + clock.format(from) + " to " + clock.format(to) + ". ";
        if (change.isGap()) {
            LocalDateTime before = from.minusMinutes(1);
            throw new RefusedException("expires.skipped", shown(local) + " does not exist in " + zone.getId()
                    + ": the clocks go forward" + clocks + "Choose the time before or after.",
                    fix(shown(before), before, change.getOffsetBefore(), zone), fix(shown(to), to, change.getOffsetAfter(), zone));
        }
        throw new RefusedException("expires.ambiguous", shown(local) + " comes twice in " + zone.getId()
                + ": the clocks go back" + clocks + "Choose which of the two is meant.",
                fix(exact(local, change.getOffsetBefore()), local, change.getOffsetBefore(), zone),
                fix(exact(local, change.getOffsetAfter()), local, change.getOffsetAfter(), zone));
    }

    /** Returns what {@code typed} means, or null if it is not a valid date and time yet. */
    static Instant readOrNull(String typed, ZoneId zone) {
        try {
            return read(typed, zone);
        } catch (RefusedException e) {
            return null; // saving reports why
        }
    }

    /** Returns the field's text for a stored end, truncated to the minute; with its offset if the local time occurs twice. */
    static String written(Instant end, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(end, zone).truncatedTo(ChronoUnit.MINUTES);
        return zone.getRules().getValidOffsets(local).size() > 1 ? exact(local, zone.getRules().getOffset(end))
                : FIELD.format(local);
    }

    /** Returns whether {@code typed} is still the stored end as the field shows it, with or without its offset. */
    static boolean isStill(String typed, Instant end, ZoneId zone) {
        return end != null && (typed.equals(written(end, zone)) || typed.equals(FIELD.format(LocalDateTime.ofInstant(end, zone))));
    }

    /** Returns whether a browser's date and time control can hold the text. */
    static boolean fitsField(String text) {
        return text.isEmpty() || text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?");
    }

    private static EntryDialog.Fix fix(String text, LocalDateTime local, ZoneOffset offset, ZoneId zone) {
        return new EntryDialog.Fix(text, "", Phrase.of(Times.zoneName(local.toInstant(offset), zone)));
    }

    private static String exact(LocalDateTime local, ZoneOffset offset) {
        return shown(local) + " " + OFFSET.format(offset);
    }

    private static String shown(LocalDateTime local) {
        return (local.getSecond() == 0 ? SHOWN : SHOWN_SECONDS).format(local);
    }
}
