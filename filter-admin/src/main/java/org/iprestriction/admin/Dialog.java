package org.iprestriction.admin;

/** What can lie over the list page: each is a state of the page with an address of its own. */
sealed interface Dialog permits EntryDialog, DeleteDialog, ConflictDialog {

    /** The page's own part of the title. */
    String title();
}
