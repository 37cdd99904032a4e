package org.iprestriction.entry;

/**
 * An order of the entries of a list, in which they can be read page by page. Immutable and thread-safe.
 *
 * @param column the value by which the entries are ordered, not null
 * @param descending whether the order is reversed
 */
public record EntryOrder(Column column, boolean descending) {

    /** By name, from the first to the last. */
    public static final EntryOrder BY_NAME = new EntryOrder(Column.NAME, false);

    /** The values by which entries can be ordered; no two entries have the same place. */
    public enum Column {
        /** The name, ignoring case and compared as the database compares texts; equal ones by the time of the addition. */
        NAME,
        /** The time at which the entry was added. It never changes, so no entry moves from one page to another. */
        ADDED,
        /** The time of the last change. */
        CHANGED
    }
}
