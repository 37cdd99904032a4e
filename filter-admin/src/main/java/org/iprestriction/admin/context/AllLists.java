package org.iprestriction.admin.context;

import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.ListSummary;
import org.iprestriction.entry.ListsPage;
import org.iprestriction.jpa.EntryStore;
import org.iprestriction.settings.Settings;

/** All lists of the database in short, and their limits. Only for operators. Immutable and thread-safe. */
public final class AllLists {
    private final EntryStore store;
    private final ListReader reader;
    private final Settings settings;

    AllLists(EntryStore store, ListReader reader, Settings settings) {
        this.store = store;
        this.reader = reader;
        this.settings = settings;
    }

    /**
     * Returns the lists whose names contain {@code search}, in the order of the database.
     *
     * @param search empty for all lists
     * @param after  the name after which the page begins, or null
     */
    public ListsPage page(String search, String after, int size) {
        return store.lists(search, after, size);
    }

    /** Returns the same, but waits only as long as a page should; see {@link ListReader}. Throws if the database does not answer. */
    public ListsPage pageSoon(String search, String after, int size) throws StoreUnavailableException {
        return reader.ask(() -> page(search, after, size));
    }

    /** Returns a list in short, even if nothing has been saved in it yet. */
    public ListSummary one(String name) {
        return store.summary(name);
    }

    /** Returns the same, but waits only as long as a page should. Throws if the database does not answer. */
    public ListSummary oneSoon(String name) throws StoreUnavailableException {
        return reader.ask(() -> one(name));
    }

    /** Sets how many entries a list may have; null for the standard limit. */
    public void setLimit(String name, Integer limit, Author author) {
        store.setLimit(name, limit, author);
    }

    /** Returns the limit of all lists for which none was set. */
    public int standardLimit() {
        return settings.maxEntries();
    }
}
