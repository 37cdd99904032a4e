package org.iprestriction.entry;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The words for when, in the one zone everybody sees, as of one reading of the fleet's clock. All that pages, API and refusals say
 * about time is said here.
 *
 * <p>An instant that begins something is rounded up, so that the page never promises too early; one that ends a
 * permission or the undo is rounded down, so that it never promises too long. The unit is the minute, and the second
 * when the activation is below two minutes. Instants in the past are cut like any clock.
 *
 * @param zone       the zone of all texts
 * @param now        the fleet's clock when the page was made
 * @param activation the time between saving and taking effect
 */
public record Times(ZoneId zone, Instant now, Duration activation) {
    private static final Duration SECONDS_BELOW = Duration.ofMinutes(2);
    private static final Duration CLOCK_ALONE_WITHIN = Duration.ofHours(12);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DATE_MINUTES =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DATE_SECONDS =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

    /**
     * Returns {@code 14:37}, rounded up: when something begins.
     *
     * @param at the instant
     * @return the words
     */
    public String begins(Instant at) {
        return clock(up(at)) + otherZone(up(at));
    }

    /**
     * Returns {@code 14:36}, rounded down: when a permission or the undo ends.
     *
     * @param at the instant
     * @return the words
     */
    public String ends(Instant at) {
        return clock(at) + otherZone(at);
    }

    /**
     * Returns the word before {@link #begins}: {@code at 14:37}, but {@code on 9 Oct 2026, 18:00}.
     *
     * @param at the instant
     * @return the words
     */
    public String beforeBegins(Instant at) {
        return clockAlone(up(at)) ? "at " : "on ";
    }

    /**
     * Returns {@code at 14:37 UTC}, rounded up: when something begins; {@code on 9 Oct 2026, 18:00 UTC} for another day.
     *
     * @param at the instant
     * @return the words
     */
    public String whenBegins(Instant at) {
        return beforeBegins(at) + beginsInZone(at);
    }

    /**
     * Returns when a change that is saved now takes effect.
     *
     * @return now and the activation
     */
    public Instant effect() {
        return now.plus(activation);
    }

    /**
     * Returns {@code 14:37 UTC}.
     *
     * @param at the instant
     * @return the words
     */
    public String beginsInZone(Instant at) {
        return clock(up(at)) + " " + zoneName(up(at));
    }

    /**
     * Returns {@code 14:36 UTC}.
     *
     * @param at the instant
     * @return the words
     */
    public String endsInZone(Instant at) {
        return clock(at) + " " + zoneName(at);
    }

    /**
     * Returns {@code at 14:31 UTC} or {@code on 1 Sep 2026, 16:40 UTC}: something that has happened.
     *
     * @param at the instant
     * @return the words
     */
    public String happened(Instant at) {
        return (clockAlone(at) ? "at " : "on ") + endsInZone(at);
    }

    /**
     * Returns {@code Today 14:31}, {@code Yesterday 18:04}, {@code 12 Mar 2026}.
     *
     * @param at the instant
     * @return the words
     */
    public String moment(Instant at) {
        ZonedDateTime then = at.atZone(zone);
        long days = ChronoUnit.DAYS.between(today(), then.toLocalDate());
        if (days == 0) {
            return "Today " + MINUTES.format(then) + otherZone(at);
        }
        return days == -1 ? "Yesterday " + MINUTES.format(then) + otherZone(at) : DATE.format(then);
    }

    /**
     * Returns {@code today 14:31}, inside a sentence.
     *
     * @param at the instant
     * @return the words
     */
    public String momentInside(Instant at) {
        return moment(at).replace("Today", "today").replace("Yesterday", "yesterday");
    }

    /**
     * Returns {@code 28 Sep 2026, 18:00}, cut to the unit.
     *
     * @param at the instant
     * @return the words
     */
    public String dateAndTime(Instant at) {
        return dated(at) + otherZone(at);
    }

    /**
     * Returns {@code 28 Sep 2026, 18:00}, cut to the minute whatever the activation.
     *
     * @param at the instant
     * @return the words
     */
    public String dateAndMinute(Instant at) {
        return DATE_MINUTES.format(at.atZone(zone)) + otherZone(at);
    }

    /**
     * Returns {@code in 5 min}, {@code in 45 s}, {@code any moment now}: the text the script then keeps current.
     *
     * @param at the instant
     * @return the words
     */
    public String countdown(Instant at) {
        long seconds = up(Duration.between(now, at).toMillis(), 1000);
        if (seconds <= 0) {
            return "any moment now";
        }
        return seconds < 60 ? "in " + seconds + " s" : "in " + up(seconds, 60) + " min";
    }

    /**
     * Returns {@code UTC}, {@code TRT}, {@code CET}.
     *
     * @param at the instant
     * @return the words
     */
    public String zoneName(Instant at) {
        return zoneName(at, zone);
    }

    /**
     * Returns what a zone is called at an instant.
     *
     * @param at the instant
     * @param zone the zone
     * @return such as {@code UTC} or {@code CET}
     */
    public static String zoneName(Instant at, ZoneId zone) {
        String name = ZONE.format(at.atZone(zone));
        return name.equals("Z") ? "UTC" : name;
    }

    /**
     * Returns {@code UTC}, {@code TRT}; where clocks change {@code Europe/Berlin}, and {@code Europe/Berlin, CEST on 9 Jul 2027} when the
     * instant is known.
     *
     * @param at the instant; null where it is not known
     * @return the words
     */
    public String zoneLabel(Instant at) {
        if (zone.getRules().nextTransition(now) == null) {
            return zoneName(now);
        }
        return zone.getId() + (at == null ? "" : ", " + zoneName(at) + " on " + DATE.format(at.atZone(zone)));
    }

    /**
     * Returns {@code Times are in UTC.} or {@code Times are in Europe/Istanbul (TRT).}
     *
     * @return the words
     */
    public String footLine() {
        String name = zoneName(now);
        boolean same = zone.getId().equals(name) || zone.getId().equals("Z");
        return "Times are in " + (same ? name : zone.getId() + " (" + name + ")") + ".";
    }

    /**
     * Returns {@code 5 minutes}, {@code 1 hour}, {@code 30 seconds}; never asked of a zero activation.
     *
     * @return the words
     */
    public String activationWords() {
        return Durations.words(activation);
    }

    /**
     * Returns {@code in 5 minutes} or {@code at once}.
     *
     * @return the words
     */
    public String inActivation() {
        return activation.isZero() ? "at once" : "in " + activationWords();
    }

    /**
     * Returns {@code Takes effect automatically in 5 minutes.}
     *
     * @return the words
     */
    public String takesEffect() {
        return activation.isZero() ? "Takes effect at once." : "Takes effect automatically in " + activationWords()
                + ".";
    }

    /**
     * Returns {@code Changes take effect automatically 5 minutes after you save them.}
     *
     * @return the words
     */
    public String changesTakeEffect() {
        return activation.isZero() ? "Changes take effect at once."
                : "Changes take effect automatically " + activationWords() + " after you save them.";
    }

    private static long up(long n, long unit) {
        return -Math.floorDiv(-n, unit);
    }

    private Instant up(Instant at) {
        ChronoUnit unit = seconds() ? ChronoUnit.SECONDS : ChronoUnit.MINUTES;
        Instant cut = at.truncatedTo(unit);
        return cut.equals(at) ? at : cut.plus(1, unit);
    }

    private String clock(Instant at) {
        return clockAlone(at) ? (seconds() ? SECONDS : MINUTES).format(at.atZone(zone)) : dated(at);
    }

    private String dated(Instant at) {
        return (seconds() ? DATE_SECONDS : DATE_MINUTES).format(at.atZone(zone));
    }

    /** The foot line names the zone as it is now; a time of the other half of the year says its own. */
    private String otherZone(Instant at) {
        return zoneName(at).equals(zoneName(now)) ? "" : " " + zoneName(at);
    }

    private boolean clockAlone(Instant at) {
        return at.atZone(zone).toLocalDate().equals(today())
                || Duration.between(now, at).abs().compareTo(CLOCK_ALONE_WITHIN) < 0 && at.isAfter(now);
    }

    private boolean seconds() {
        return activation.compareTo(SECONDS_BELOW) < 0;
    }

    private LocalDate today() {
        return now.atZone(zone).toLocalDate();
    }
}
