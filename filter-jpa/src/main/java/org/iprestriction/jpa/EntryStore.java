package org.iprestriction.jpa;

import java.util.List;
import java.util.Optional;
import org.iprestriction.database.OutcomeUnknownException;
import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryFilter;
import org.iprestriction.entry.EntryOrder;
import org.iprestriction.entry.EntryPage;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Listing;
import org.iprestriction.entry.ListSummary;
import org.iprestriction.entry.ListsPage;
import org.iprestriction.entry.Replacement;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;
import org.iprestriction.store.KnownCounts;
import org.iprestriction.store.StoredEntries;
import org.iprestriction.store.StoredList;
import org.iprestriction.store.Transactions;

/**
 * The entries of all access lists, with methods to read and change them.
 *
 * <p>Each method is one transaction. Writers are serialized, so that the limit, the uniqueness of names and ranges and
 * the order of revisions are guaranteed for any number of concurrent writers and nodes. A saved change takes effect
 * after the activation delay. Until two polls before that, another change can replace it and an undo can cancel it;
 * after that, it is committed.
 *
 * <p>Thread-safe. All methods throw {@link StoreUnavailableException} if the database cannot be used; nothing was saved
 * then. Methods that save throw {@link OutcomeUnknownException} if the connection was lost during the commit and it could
 * not be found out whether the change was saved.
 */
public final class EntryStore {

    /** Instead of a version or revision: whichever there is. */
    public static final long ANY = -1;
    /** Instead of a version or revision: one that there never was, so that the change is refused. */
    public static final long NONE = -2;

    private final Transactions transactions;
    private final Settings settings;
    private final Terms terms;
    private final Saves saves;
    private final RecentLists recent = new RecentLists();

    EntryStore(Transactions transactions, Settings settings, Runnable afterSave) {
        this(settings, new Saves(transactions, afterSave, new Terms(settings, new KnownCounts(), false)));
    }

    private EntryStore(Settings settings, Saves saves) {
        this.transactions = saves.transactions();
        this.settings = settings;
        this.terms = saves.terms();
        this.saves = saves;
    }

    /**
     * Returns the same entries, for changes that do not wait for the activation delay, because of an incident. What is
     * added, changed or deleted there takes effect at each node's next poll, replaces every pending change of the entry,
     * even a committed one, and cannot be undone. A change whose wanted state is already pending brings it forward. A
     * whole list cannot be replaced.
     *
     * @return the entries; the caller is responsible for who may use them
     */
    public EntryStore effectiveNow() {
        return new EntryStore(settings, saves.on(terms.atOnce()));
    }

    /**
     * Returns the current contents of a list.
     *
     * @param list the name of the list, not null
     * @return the list; without entries if nothing was ever saved under that name
     */
    public Listing list(String list) {
        return transactions.read(work -> WholeList.read(work, list, settings.maxEntries()));
    }

    /**
     * Returns the current contents of a list like {@link #list}, without reading the entries again if nothing can have
     * changed since the last call: the same revision, the same states of the nodes, and no instant at which an entry changes
     * by itself. Rows that were changed in the tables by hand are noticed within a minute.
     *
     * @param list the name of the list, not null
     * @return the list; without entries if nothing was ever saved under that name
     */
    public Listing recent(String list) {
        return transactions.read(work -> recent.read(work, list, settings.maxEntries()));
    }

    /**
     * Returns a part of a list. Without a filter, this takes the same time wherever in the list the part begins; with
     * one, entries are read until enough of them match.
     *
     * @param list the name of the list, not null
     * @param filter which entries to return, not null
     * @param order the order of the entries, not null
     * @param after where the page begins, as an earlier page in the same order said; null for the first page
     * @param size the largest number of entries, 1 or more
     * @return the page; entries that were changed since an earlier page may be in both or in neither
     * @throws IllegalArgumentException if the size is less than 1
     */
    public EntryPage page(String list, EntryFilter filter, EntryOrder order, EntryPage.Position after, int size) {
        requireSize(size);
        return transactions.read(work -> new PageReader(work, list, order).read(filter, after, size, terms));
    }

    /**
     * Returns the revision of a list, without reading its entries. Changes to other lists do not change it.
     *
     * @param list the name of the list, not null
     * @return the number of the last change to the list; 0 if there was none
     */
    public long revision(String list) {
        return transactions.read(work -> StoredList.read(work, list).revision());
    }

    /**
     * Returns the maximum number of entries in a list.
     *
     * @param list the name of the list, not null
     * @return the limit that was {@linkplain #setLimit set} for this list, or else the setting {@code max-entries}
     */
    public int limit(String list) {
        return transactions.read(work -> StoredList.read(work, list).limit(settings.maxEntries()));
    }

    /**
     * Sets the maximum number of entries in a list. It holds at once. A list that has more entries keeps them, but takes no
     * more. If this limit is already set, nothing happens.
     *
     * @param list the name of the list, as {@link Setting#LIST} accepts it; it need not have entries yet
     * @param limit 1 to 1,000,000; null for the setting {@code max-entries}, whatever that will be
     * @param author the user who requests the change, not null
     * @throws IllegalArgumentException if the list cannot have that name, or there cannot be such a limit
     * @throws EntryRejectedException if the request key was used for another request
     */
    public void setLimit(String list, Integer limit, Author author) {
        requireName(list);
        if (limit != null && !Setting.MAX_ENTRIES.accepts(limit.toString())) {
            throw new IllegalArgumentException("“" + limit + "” is not " + Setting.MAX_ENTRIES.legal() + ".");
        }
        saves.setLimit(list, limit, author);
    }

    /**
     * Returns some of the lists of the store: those that have entries or a limit of their own, or that were changed within the
     * setting {@code activity-retention}.
     *
     * @param search what their names contain, ignoring case; empty for all lists; not null
     * @param after the name after which the page begins, as an earlier page said; null for the first page
     * @param size the largest number of lists, 1 or more
     * @return the page
     * @throws IllegalArgumentException if the size is less than 1
     */
    public ListsPage lists(String search, String after, int size) {
        requireSize(size);
        return transactions.read(work -> new ListsReader(work, settings, terms.counts()).read(search, after, size));
    }

    /**
     * Returns a list in short.
     *
     * @param list the name of the list, not null
     * @return the list; without entries and changes if nothing is stored under that name
     */
    public ListSummary summary(String list) {
        return transactions.read(work -> new ListsReader(work, settings, terms.counts()).one(list));
    }

    /**
     * Returns the current state of one entry.
     *
     * @param list the name of the list, not null
     * @param id the id of the entry
     * @return the entry; empty if it does not exist, is gone, or its stored text cannot be read
     */
    public Optional<Entry> find(String list, long id) {
        return transactions.read(work -> StoredEntries.find(work, list, id).flatMap(stored -> Standing.present(work, stored)));
    }

    /**
     * Adds an entry.
     *
     * @param list the name of the list, as {@link Setting#LIST} accepts it
     * @param spec the wanted state, not null
     * @param author the user who requests the change, not null
     * @return the new entry; for a repeated request key, the entry that the first request added
     * @throws IllegalArgumentException if the list cannot have that name
     * @throws EntryRejectedException if the name or the range is already in use, the entry expires too soon, or the
     *     list is full
     */
    public Entry add(String list, EntrySpec spec, Author author) {
        requireName(list);
        return saves.add(list, spec, author).orElseThrow(EntryRejectedException::notFound);
    }

    /**
     * Changes an entry. A new name takes effect at once, everything else after the activation delay. If the wanted
     * state is already saved, nothing happens.
     *
     * @param list the name of the list, not null
     * @param id the id of the entry; if it is being removed, this cancels the removal
     * @param version the version on which the edit is based, or {@link #ANY}
     * @param spec the wanted state, not null
     * @param author the user who requests the change, not null
     * @return the entry after the change
     * @throws EntryRejectedException if there is no such entry, the change conflicts with the list, or another version
     *     was saved
     */
    public Entry change(String list, long id, long version, EntrySpec spec, Author author) {
        return saves.change(list, id, version, spec, author).orElseThrow(EntryRejectedException::notFound);
    }

    /**
     * Deletes an entry. The state in force ends after the activation delay. Deleting the entry again changes nothing.
     *
     * @param list the name of the list, not null
     * @param id the id of the entry
     * @param version the version on which the deletion is based, or {@link #ANY}
     * @param author the user who requests the change, not null
     * @return the entry that is being removed; empty if no state was in force or committed, so that it is gone at once
     * @throws EntryRejectedException if there is no such entry, or another version was saved
     */
    public Optional<Entry> delete(String list, long id, long version, Author author) {
        return saves.delete(list, id, version, author);
    }

    /**
     * Undoes the changes of an entry that are not committed yet. The state in force, committed changes and the name
     * stay as they are.
     *
     * @param list the name of the list, not null
     * @param id the id of the entry
     * @param version the version that the change created, or {@link #ANY}
     * @param author the user who requests the undo, not null
     * @return the entry after the undo; empty if only its addition was undone, so that it is gone
     * @throws EntryRejectedException if there is no such entry, another version was saved, it is too late, or the
     *     restored state conflicts with the list
     */
    public Optional<Entry> undo(String list, long id, long version, Author author) {
        return saves.undo(list, id, version, author);
    }

    /**
     * Replaces the entries of a list in one step that takes effect at one instant. New entries are matched with
     * existing ones by name. Entries that are being removed do not conflict with new ones.
     *
     * @param list the name of the list, not null
     * @param specs the wanted entries, not null
     * @param revision the revision of the list on which the replacement is based, or {@link #ANY}
     * @param dryRun whether to return only what would be done, without changing anything
     * @param author the user who requests the change, not null
     * @return what was done or would be done
     * @throws EntryRejectedException if two entries have the same name or range, there are too many entries, one
     *     expires too soon, or the list has another revision
     * @throws IllegalStateException if these are the entries for changes that are {@link #effectiveNow}
     */
    public Replacement replace(String list, List<EntrySpec> specs, long revision, boolean dryRun, Author author) {
        if (terms.now()) {
            throw new IllegalStateException("A whole list cannot be replaced at once.");
        }
        requireName(list);
        return saves.replace(list, specs, revision, dryRun, author);
    }

    private static void requireSize(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("The size of a page is 1 or more, not " + size + ".");
        }
    }

    private static void requireName(String list) {
        if (!Setting.LIST.accepts(list)) {
            throw new IllegalArgumentException("“" + list + "” is not " + Setting.LIST.legal() + ".");
        }
    }

    /**
     * Makes the same checks against the list as a save, without writing anything.
     *
     * @param list the name of the list, not null
     * @param id the id of the entry to be changed, or null for a new one
     * @param spec the wanted state, not null
     * @throws EntryRejectedException if a save would be refused for a reason other than its version
     */
    public void check(String list, Long id, EntrySpec spec) {
        transactions.read(work -> {
            terms.checks(work).save(list, id == null ? null : StoredEntries.existing(work, list, id), spec);
            return null;
        });
    }
}
