package org.iprestriction.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.iprestriction.jpa.EntryRejectedException;
import org.iprestriction.jpa.EntryRejectedException.Problem;
import org.iprestriction.jpa.EntrySpec;
import org.iprestriction.live.Settings;

/**
 * What was typed, as the store takes it, or everything that is wrong with it.
 *
 * @param spec     null when there are problems
 * @param problems at most one for each field
 */
record EntryInput(EntrySpec spec, List<Problem> problems) {
    private static final Map<String, Duration> DURATIONS =
            Map.of("PT6H", Duration.ofHours(6), "P1D", Duration.ofDays(1), "P7D", Duration.ofDays(7));
    private static final List<DateTimeFormatter> WAYS =
            List.of(DateTimeFormatter.ISO_LOCAL_DATE_TIME, DateTimeFormatter.ofPattern("uuuu-MM-dd H:mm[:ss]", Locale.ROOT));

    /**
     * @param saved the entry's saved state, or null for a new one
     */
    static EntryInput of(Typed typed, EntrySpec saved, Times times, Settings settings) {
        var problems = new ArrayList<Problem>();
        Instant end = null;
        try {
            end = expiresAt(typed, saved, times);
        } catch (DateTimeParseException e) {
            problems.add(new Problem("expires.format", "expiresAt", "Enter the date and time like 2026-10-09 18:00.",
                    List.of(), null));
        }
        EntrySpec spec = null;
        try {
            spec = EntrySpec.of(typed.type(), typed.name(), typed.address(),
                    typed.action().isEmpty() ? null : typed.action(), typed.enabled(), end, settings);
        } catch (EntryRejectedException e) {
            problems.addAll(0, e.problems());
        }
        return new EntryInput(problems.isEmpty() ? spec : null, problems);
    }

    /** A field left as it was keeps the stored end to the millisecond, although it shows minutes only. */
    private static Instant expiresAt(Typed typed, EntrySpec saved, Times times) {
        if (typed.expires().isEmpty()) {
            return null;
        }
        Duration duration = DURATIONS.get(typed.expires());
        if (duration != null) {
            return times.now().plus(times.activation()).plus(duration);
        }
        if (saved != null && typed.expiresAt().equals(Typed.of(saved, times.zone()).expiresAt())) {
            return saved.expiresAt();
        }
        String text = typed.expiresAt().strip();
        for (DateTimeFormatter way : WAYS) {
            try {
                return LocalDateTime.parse(text, way).atZone(times.zone()).toInstant();
            } catch (DateTimeParseException e) {
                continue; // the next way of writing it
            }
        }
        throw new DateTimeParseException("not a date and time", text, 0);
    }
}
