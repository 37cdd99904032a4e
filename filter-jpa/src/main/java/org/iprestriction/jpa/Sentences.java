package org.iprestriction.jpa;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Sentences about the current state of a list, with times. A time at which a permission or an option ends is rounded
 * down, any other time is rounded up, so that the page never promises too much.
 */
final class Sentences {

    private static final int LONGEST_QUOTE = 60;
    private static final long SHORT_ACTIVATION_MILLIS = 120_000;
    private static final long HALF_A_DAY_MILLIS = 43_200_000;

    private final ZoneId zone;
    private final Work work;

    Sentences(ZoneId zone, Work work) {
        this.zone = zone;
        this.work = work;
    }

    String beingRemoved(String name, long until, boolean undoable) {
        return "“" + quoted(name) + "” is being removed, until " + down(until)
                + (undoable ? ". Undo that instead." : ". Save this again after that.");
    }

    String beingChanged(String name, long until, boolean undoable) {
        return "“" + quoted(name) + "” has this address until " + down(until)
                + (undoable ? ". Undo the change of that entry instead." : ". Save this again after that.");
    }

    String tooLate(long instant, boolean removal) {
        return "Too late to undo. The change " + (instant <= work.now() ? "took" : "takes") + " effect at " + up(instant)
                + zoneName(instant) + (removal ? ". Add it again to reverse it." : ". Edit the entry to reverse it.");
    }

    String tooSoon(long effect) {
        return "The entry would expire before it takes effect at " + up(effect) + zoneName(effect)
                + ". Choose a later time.";
    }

    /** Returns what happened to the version on which an edit was based; blames nobody if there never was such a version. */
    String conflict(EntryRow row, long version) {
        if (version < 1 || version > row.version) {
            return "What you started from is no version of this entry, which is now at version " + row.version
                    + ". Read it again.";
        }
        return quoted(row.changedBy) + (row.isDeleted() ? " deleted" : " changed") + " this entry at "
                + down(row.changedAt) + zoneName(row.changedAt) + ".";
    }

    /** Returns the sentence that a stored text cannot be read; always one printable line, whatever the text contains. */
    static String unreadable(long entry, String text, IllegalArgumentException why) {
        return shown("Entry " + entry + ", “" + quoted(text) + "”, cannot be read: " + why.getMessage());
    }

    /** Returns the sentence about a list with a block entry that cannot be read. */
    static String refused(String unreadable) {
        return unreadable + " It may be a block, so the list is not refreshed without it: its last good rules stay in force, and"
                + " nothing else can be saved. Delete that entry, or correct its row in ipr_entry_version.";
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (EntryName.isHidden(c)) {
                shown.append(String.format(Locale.ROOT, "\\u%04X", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** Returns a text, shortened if it is too long to quote. */
    static String quoted(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_QUOTE ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE - 1)) + "…";
    }

    private String down(long instant) {
        return text(instant, false);
    }

    private String up(long instant) {
        return text(instant, true);
    }

    private String text(long instant, boolean up) {
        boolean seconds = work.activationMillis() < SHORT_ACTIVATION_MILLIS;
        ChronoUnit unit = seconds ? ChronoUnit.SECONDS : ChronoUnit.MINUTES;
        ZonedDateTime exact = Instant.ofEpochMilli(instant).atZone(zone);
        ZonedDateTime rounded = exact.truncatedTo(unit);
        if (up && rounded.isBefore(exact)) {
            rounded = rounded.plus(1, unit);
        }
        boolean today = exact.toLocalDate().equals(Instant.ofEpochMilli(work.now()).atZone(zone).toLocalDate());
        boolean soon = instant > work.now() && instant - work.now() < HALF_A_DAY_MILLIS; // as on the pages
        return DateTimeFormatter.ofPattern((!today && !soon ? "d MMM uuuu, " : "") + (seconds ? "HH:mm:ss" : "HH:mm"), Locale.ENGLISH)
                .format(rounded);
    }

    private String zoneName(long instant) {
        return zone.getRules().isFixedOffset() && zone.getRules().getOffset(Instant.EPOCH).equals(ZoneOffset.UTC) ? " UTC"
                : DateTimeFormatter.ofPattern(" z", Locale.ENGLISH).format(Instant.ofEpochMilli(instant).atZone(zone));
    }
}
