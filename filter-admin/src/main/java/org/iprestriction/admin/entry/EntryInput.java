package org.iprestriction.admin.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.iprestriction.entry.EntryRejectedException.Problem;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Times;
import org.iprestriction.settings.Settings;

/**
 * The typed values in the form that the store accepts, or everything that is wrong with them.
 *
 * @param spec     the entry, or null if there are problems
 * @param problems at most one for each field
 * @param ends     what was probably meant by the date and time
 */
record EntryInput(EntrySpec spec, List<Problem> problems, List<EntryDialog.Fix> ends) {
    private static final Map<String, Duration> DURATIONS =
            Map.of("PT6H", Duration.ofHours(6), "P1D", Duration.ofDays(1), "P7D", Duration.ofDays(7));

    static EntryInput of(EntryFields typed, EntrySpec saved, Times times, Settings settings) {
        return of(typed, saved, null, times, settings);
    }

    /**
     * @param saved  the entry's saved state, or null for a new entry
     * @param before an earlier attempt to save the same form, or null
     */
    static EntryInput of(EntryFields typed, EntrySpec saved, Unsettled before, Times times, Settings settings) {
        var problems = new ArrayList<Problem>();
        var ends = new ArrayList<EntryDialog.Fix>();
        Instant end = null;
        try {
            end = expiresAt(typed, saved, before, times);
        } catch (ExpiryField.RefusedException e) {
            problems.add(e.problem());
            ends.addAll(e.fixes());
        }
        EntrySpec spec = null;
        try {
            spec = EntrySpec.of(typed.type(), typed.name(), typed.address(),
                    typed.action().isEmpty() ? null : typed.action(), typed.enabled(), end, settings);
        } catch (EntryRejectedException e) {
            problems.addAll(0, e.problems());
        }
        return new EntryInput(problems.isEmpty() ? spec : null, problems, ends);
    }

    /** Returns the end. An unchanged field keeps the stored end to the millisecond, although it shows only minutes. */
    private static Instant expiresAt(EntryFields typed, EntrySpec saved, Unsettled before, Times times) throws ExpiryField.RefusedException {
        if (typed.expires().isEmpty()) {
            return null;
        }
        Duration duration = DURATIONS.get(typed.expires());
        if (duration != null) {
            Instant same = before == null ? null : before.endFor(typed.expires());
            return same != null ? same : times.effect().plus(duration);
        }
        return saved != null && ExpiryField.isStill(typed.expiresAt(), saved.expiresAt(), times.zone()) ? saved.expiresAt()
                : ExpiryField.read(typed.expiresAt(), times.zone());
    }
}
