package org.iprestriction.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A part of a list at one instant. Immutable and thread-safe.
 *
 * @param entries the entries of this page, in the order that was asked for; not null
 * @param next where the next page begins; null if this is the last one
 * @param revision the newest revision that touched the list, at that instant; 0 if there was none
 * @param now the instant, by the database's clock; not null
 * @param activation the time between saving a change and its effect, not null
 * @param used the number of entries in the whole list, without those that are being removed
 * @param limit the maximum number of entries in this list
 * @param unreadable a sentence for each entry between those of this page that is omitted because its stored text cannot
 *     be read; not null
 */
public record EntryPage(List<Entry> entries, Position next, long revision, Instant now, Duration activation, int used,
        int limit, List<String> unreadable) {

    /**
     * Creates a page with copies of the given lists.
     *
     * @param entries not null
     * @param next null for the last page
     * @param revision 0 or more
     * @param now not null
     * @param activation not null
     * @param used 0 or more
     * @param limit 1 or more
     * @param unreadable not null
     */
    public EntryPage {
        entries = List.copyOf(entries);
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(activation, "activation");
        unreadable = List.copyOf(unreadable);
    }

    /**
     * A position in an order: just after an entry, whether or not that entry still exists. It means something only
     * together with the order in which it was found. Immutable and thread-safe.
     *
     * @param text the text by which entries are ordered; empty if they are ordered by a number; not null
     * @param number the number by which they are ordered, or which tells equal texts apart
     */
    public record Position(String text, long number) {

        /**
         * Creates a position.
         *
         * @param text not null
         * @param number any number
         */
        public Position {
            Objects.requireNonNull(text, "text");
        }
    }
}
