package org.iprestriction.jpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Change;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryRejectedException.Problem;
import org.iprestriction.entry.EntryRejectedException.Reason;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Listing;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.entry.Replacement;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;

/**
 * The entries of all access lists, for those who look at them and change them.
 *
 * <p>Each method is one transaction. Writers follow one another; the limit, the uniqueness of names and ranges and the order
 * of revisions hold however many write at the same time, on however many nodes. What is saved takes effect one activation
 * later. Until shortly before, a further change takes its place and an undo takes it back; from then on it is committed.
 *
 * <p>All methods are thread-safe and throw {@link StoreUnavailableException} where the database cannot be used.
 */
public final class EntryStore {

    /** The name under which the store is an attribute of the servlet context. */
    public static final String ATTRIBUTE = "org.iprestriction.jpa.EntryStore";

    /** Stands for whatever version or revision there is. */
    private static final long ANY = -1;

    private final Transactions transactions;
    private final Settings settings;
    private final Runnable afterSave;

    EntryStore(Transactions transactions, Settings settings, Runnable afterSave) {
        this.transactions = transactions;
        this.settings = settings;
        this.afterSave = afterSave;
    }

    /**
     * Returns a list as it stands.
     *
     * @param list the name of the list, not null
     * @return the list; without entries where nothing was ever saved under that name
     */
    public Listing list(String list) {
        return transactions.read(work -> {
            List<NodeStatus> nodes = Nodes.all(work);
            Standing standing = new Standing(work, nodes);
            List<Entry> entries = new ArrayList<>();
            List<String> unreadable = new ArrayList<>();
            List<StoredEntry> all = StoredEntries.sorted(StoredEntries.all(work, list));
            for (StoredEntry stored : all) {
                try {
                    entries.add(standing.entry(stored));
                } catch (IllegalArgumentException e) {
                    unreadable.add(Sentences.unreadable(stored.row.id, stored.row.name, e));
                }
            }
            int used = (int) all.stream().filter(stored -> !stored.row.isDeleted()).count();
            return new Listing(list, List.copyOf(entries), work.revision(), Instant.ofEpochMilli(work.now()), work.activation(),
                    settings.maxEntries(), used, nodes, List.copyOf(unreadable),
                    StoredEntries.refusal(work, list, null).orElse(null));
        });
    }

    /**
     * Returns one entry as it stands.
     *
     * @param list the name of the list, not null
     * @param id the id of the entry
     * @return the entry; empty where there is none, it is gone, or its stored text cannot be read
     */
    public Optional<Entry> find(String list, long id) {
        return transactions.read(work -> StoredEntries.find(work, list, id).flatMap(stored -> present(work, stored)));
    }

    /**
     * Adds an entry.
     *
     * @param list the name of the list, as {@link Setting#LIST} has to be
     * @param spec what it is to be
     * @param author who asks
     * @return the new entry; where the author's request key repeats, the entry that the first request added
     * @throws EntryRejectedException if the name or the range is taken, it expires too soon, or the list is full
     */
    public Entry add(String list, EntrySpec spec, Author author) {
        if (!Setting.LIST.accepts(list)) {
            throw new IllegalArgumentException("“" + list + "” is not " + Setting.LIST.legal() + ".");
        }
        return save(Request.of(author, "add", list, spec), list, null, (work, edits) -> {
            checks(work).save(list, null, spec);
            return present(work, edits.add(list, spec));
        }).orElseThrow(EntryRejectedException::notFound);
    }

    /**
     * Changes an entry. A new name is saved at once; everything else takes effect one activation later. Where everything is
     * saved like that already, nothing happens.
     *
     * @param list the name of the list, not null
     * @param id the id of the entry; if it is being removed, this cancels the removal
     * @param version the version the edit started from, or -1 for any
     * @param spec what it is to be
     * @param author who asks
     * @return the entry after the change
     * @throws EntryRejectedException if there is no such entry, the list refuses the change, or another version was saved
     */
    public Entry change(String list, long id, long version, EntrySpec spec, Author author) {
        return save(Request.of(author, "change", list, id, version, spec), list, id, (work, edits) -> {
            StoredEntry stored = existing(work, list, id);
            if (!stored.isSavedAs(spec)) {
                checks(work).save(list, stored, spec);
                requireVersion(work, stored, version);
                edits.change(stored, spec);
            }
            return present(work, stored);
        }).orElseThrow(EntryRejectedException::notFound);
    }

    /**
     * Deletes an entry. What applies of it ends one activation later; deleting it once more changes nothing.
     *
     * @param list the name of the list, not null
     * @param id the id of the entry
     * @param version the version that the deletion is about, or -1 for any
     * @param author who asks
     * @return the entry being removed; empty where nothing of it applied or was committed, so that it is gone at once
     * @throws EntryRejectedException if there is no such entry, or another version was saved
     */
    public Optional<Entry> delete(String list, long id, long version, Author author) {
        return save(Request.of(author, "delete", list, id, version), list, id, (work, edits) -> {
            StoredEntry stored = existing(work, list, id);
            if (!stored.row.isDeleted()) {
                requireVersion(work, stored, version);
                edits.delete(stored);
            }
            return present(work, stored);
        });
    }

    /**
     * Undoes the changes of an entry that are not committed yet. What applies now, and what is committed, stays; so does the
     * name.
     *
     * @param list the name of the list, not null
     * @param id the id of the entry
     * @param version the version whose change is meant, or -1 for any
     * @param author who asks
     * @return the entry after that; empty where it had only been added, so that it is gone
     * @throws EntryRejectedException if there is no such entry, another version was saved, it is too late, or the list
     *     refuses what would return
     */
    public Optional<Entry> undo(String list, long id, long version, Author author) {
        return save(Request.of(author, "undo", list, id, version), list, id, (work, edits) -> {
            StoredEntry stored = StoredEntries.find(work, list, id)
                    .filter(entry -> entry.timeline.last() != null).orElseThrow(EntryRejectedException::notFound);
            requireVersion(work, stored, version);
            if (!edits.undo(stored, checks(work))) {
                VersionRow last = stored.timeline.last();
                boolean removal = last.endsAt != Timeline.OPEN;
                throw new EntryRejectedException(Reason.STATE, "too_late",
                        sentences(work).tooLate(Instant.ofEpochMilli(removal ? last.endsAt : last.beginsAt), removal));
            }
            return present(work, stored);
        });
    }

    /**
     * Makes a list hold exactly some entries, matched with those it has by name, in one step that takes effect at one
     * instant. Entries being removed are no obstacle.
     *
     * @param list the name of the list, not null
     * @param specs what the list is to hold
     * @param revision the revision of the store that the replacement started from, or -1 for any
     * @param dryRun whether only to say what would be done
     * @param author who asks
     * @return what was done, or would be
     * @throws EntryRejectedException if two of them share a name or a range, they are too many, one expires too soon, or
     *     the store has another revision
     */
    public Replacement replace(String list, List<EntrySpec> specs, long revision, boolean dryRun, Author author) {
        Request request = Request.of(author, "replace", list, revision, specs);
        if (dryRun) {
            return transactions.read(work -> replacement(work, request, list, specs, revision).outcome());
        }
        Replacement done = transactions.write(work -> {
            List<ChangeRow> before = request.done(work);
            return before.isEmpty() ? replacement(work, request, list, specs, revision).carryOut()
                    : ListReplacement.outcome(before, specs.size());
        });
        afterSave.run();
        return done;
    }

    private ListReplacement replacement(Work work, Request request, String list, List<EntrySpec> specs, long revision) {
        requireRefreshable(work, list, null);
        ListReplacement replacement = new ListReplacement(work, request, list, specs);
        replacement.check(checks(work), settings.maxEntries());
        if (revision != ANY && revision != work.revision()) {
            throw new EntryRejectedException(Reason.CONFLICT, "conflict",
                    "The list was changed in the meantime. It is now at revision " + work.revision() + ".");
        }
        return replacement;
    }

    /**
     * Checks what a save would check against the list, and writes nothing.
     *
     * @param list the name of the list, not null
     * @param id the id of the entry to be changed, or null for a new one
     * @param spec what it is to be
     * @throws EntryRejectedException if a save would be refused, but for its version
     */
    public void check(String list, Long id, EntrySpec spec) {
        transactions.read(work -> {
            checks(work).save(list, id == null ? null : existing(work, list, id), spec);
            return null;
        });
    }

    /**
     * Returns the newest line of the history of an entry, also of one that is gone.
     *
     * @param list the name of the list, not null
     * @param entry the id of the entry
     * @return the change, or empty where there never was such an entry
     */
    public Optional<Change> lastChange(String list, long entry) {
        return transactions.read(work -> work
                .query("select c from ChangeRow c where c.entryId = :entry and c.list = :list order by c.revision desc",
                        ChangeRow.class)
                .setParameter("entry", entry).setParameter("list", list).setMaxResults(1)
                .getResultStream().findFirst().map(ChangeRow::toChange));
    }

    /** Runs a change, unless it was run before under the same request key: then answers the entry as it is now. */
    private Optional<Entry> save(Request request, String list, Long id, BiFunction<Work, Edits, Optional<Entry>> change) {
        Optional<Entry> saved = transactions.write(work -> {
            List<ChangeRow> before = request.done(work);
            if (before.isEmpty()) {
                requireRefreshable(work, list, id);
            }
            return before.isEmpty() ? change.apply(work, new Edits(work, request))
                    : StoredEntries.find(work, list, before.get(0).entryId).flatMap(stored -> present(work, stored));
        });
        afterSave.run();
        return saved;
    }

    /** What is saved into a list that no node can refresh would be acknowledged and not applied. */
    private static void requireRefreshable(Work work, String list, Long mended) {
        StoredEntries.refusal(work, list, mended).ifPresent(sentence -> {
            throw new EntryRejectedException(Reason.STATE, "list_unreadable", sentence);
        });
    }

    private static StoredEntry existing(Work work, String list, long id) {
        return StoredEntries.find(work, list, id).filter(stored -> !stored.isGone(work.now()))
                .orElseThrow(EntryRejectedException::notFound);
    }

    private void requireVersion(Work work, StoredEntry stored, long version) {
        if (version != ANY && version != stored.row.version) {
            throw new EntryRejectedException(Reason.CONFLICT,
                    List.of(new Problem("conflict", null, sentences(work).conflict(stored.row, version))),
                    present(work, stored).orElse(null));
        }
    }

    /** Returns an entry for the outside; empty where it is gone, or cannot be shown because it cannot be read. */
    private static Optional<Entry> present(Work work, StoredEntry stored) {
        if (stored.timeline.last() == null || stored.isGone(work.now())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Standing(work, Nodes.all(work)).entry(stored));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the listing says so
        }
    }

    private SaveChecks checks(Work work) {
        return new SaveChecks(work, sentences(work), settings.maxEntries());
    }

    private Sentences sentences(Work work) {
        return new Sentences(settings.timeZone(), work);
    }
}
