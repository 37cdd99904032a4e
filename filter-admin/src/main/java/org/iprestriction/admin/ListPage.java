package org.iprestriction.admin;

import java.util.List;

/**
 * The page of the IP list, with or without a dialog over it.
 *
 * @param add     where Add leads, or null when the heading carries no button
 * @param full    whether Add only explains why nothing can be added
 * @param address null when the list is empty, like {@code check}
 * @param bar     null when the list is empty or was never read
 * @param table   null when no row is shown
 * @param empty   null when rows are shown
 * @param dialog  null when none is open
 */
record ListPage(Frame frame, String add, boolean full, List<Note> notes, AddressPanel address, CheckPanel check,
        FilterBar bar, EntryTable table, EmptyState empty, List<String> foot, Dialog dialog) {

    EntryDialog entryDialog() {
        return dialog instanceof EntryDialog d ? d : null;
    }

    DeleteDialog deleteDialog() {
        return dialog instanceof DeleteDialog d ? d : null;
    }

    ConflictDialog conflictDialog() {
        return dialog instanceof ConflictDialog d ? d : null;
    }
}
