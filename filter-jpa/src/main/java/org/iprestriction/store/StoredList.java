package org.iprestriction.store;

import java.util.List;

/**
 * What is stored of a list as a whole. Read it before the entries: a change that is saved meanwhile then makes the list
 * newer than its revision says, and never older.
 *
 * @param revision the newest revision that touched the list; 0 if nobody has changed it
 * @param changedAt the time of that change
 * @param changedBy the user who made it, or null
 * @param ownLimit the limit that was set for this list alone, or null
 */
public record StoredList(long revision, long changedAt, String changedBy, Integer ownLimit) {

    private static final StoredList UNTOUCHED = new StoredList(0, 0, null, null);

    public static StoredList read(Work work, String list) {
        return StoredLists.read(work, List.of(list)).getOrDefault(list, UNTOUCHED);
    }

    /** Returns the limit; {@code usual} is the one that is set for all lists. */
    public int limit(int usual) {
        return ownLimit == null ? usual : ownLimit;
    }

    /** Returns this list with what another row says of it. */
    StoredList with(StoredList other) {
        StoredList newer = other.revision > revision ? other : this;
        return new StoredList(newer.revision, newer.changedAt, newer.changedBy, ownLimit == null ? other.ownLimit : ownLimit);
    }
}
