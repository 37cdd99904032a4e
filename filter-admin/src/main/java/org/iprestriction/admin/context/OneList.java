package org.iprestriction.admin.context;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Change;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryFilter;
import org.iprestriction.entry.EntryOrder;
import org.iprestriction.entry.EntryPage;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Listing;
import org.iprestriction.entry.Replacement;
import org.iprestriction.jpa.EntryStore;
import org.iprestriction.servlet.DeploymentRules;

/**
 * The list that a request is about, as whoever sent the request may see it. Pages and API reach entries only through here, so a
 * request cannot get at another list, whatever ids it contains. Immutable and thread-safe.
 */
public final class OneList {
    private final AdminContext context;
    private final EntryStore store;
    private final String name;
    private final boolean all;

    /** @param all whether the user may also see what concerns other lists */
    OneList(AdminContext context, String name, boolean all) {
        this(context, context.store(), name, all);
    }

    private OneList(AdminContext context, EntryStore store, String name, boolean all) {
        this.context = context;
        this.store = store;
        this.name = name;
        this.all = all;
    }

    public String name() {
        return name;
    }

    /** Returns the same list for changes that do not wait; see {@link EntryStore#effectiveNow}. */
    public OneList effectiveNow() {
        return new OneList(context, store.effectiveNow(), name, all);
    }

    /** Returns what the filters of this application fix for the list. */
    public DeploymentRules deployment() {
        return context.rules().apply(name);
    }

    /** Returns whether the filter of the list blocks nothing. */
    public boolean reporting() {
        return deployment().reporting();
    }

    /** Returns the list as it is, or as it was last read if the database does not answer. */
    public ListReading read() {
        return told(context.reader().read(name));
    }

    /** Returns the same, for requests that are repeated: entries that cannot have changed are not read again. */
    public ListReading recent() {
        return told(context.reader().recent(name));
    }

    /** Returns the list as it is; throws if the database does not answer. */
    public Listing listing() {
        return told(new ListReading(store.list(name), true)).listing();
    }

    public EntryPage page(EntryFilter filter, EntryPage.Position after, int size) {
        EntryPage page = store.page(name, filter, EntryOrder.BY_NAME, after, size);
        if (all || page.entries().stream().allMatch(entry -> entry.delayedBy().isEmpty())) {
            return page;
        }
        OwnProblems problems = OwnProblems.of(context.reader().recent(name));
        return new EntryPage(page.entries().stream().map(problems::of).toList(), page.next(), page.revision(), page.now(),
                page.activation(), page.used(), page.limit(), page.unreadable());
    }

    public Optional<Entry> find(long id) {
        return store.find(name, id).map(entry -> told(entry, context.reader()::recent));
    }

    public Entry add(EntrySpec spec, Author author) {
        return saved(changing(() -> store.add(name, spec, author)));
    }

    public Entry change(long id, long version, EntrySpec spec, Author author) {
        return saved(changing(() -> store.change(name, id, version, spec, author)));
    }

    public Optional<Entry> delete(long id, long version, Author author) {
        return changing(() -> store.delete(name, id, version, author)).map(this::saved);
    }

    public Optional<Entry> undo(long id, long version, Author author) {
        return changing(() -> store.undo(name, id, version, author)).map(this::saved);
    }

    public Replacement replace(List<EntrySpec> specs, long revision, boolean dryRun, Author author) {
        return store.replace(name, specs, revision, dryRun, author);
    }

    /** See {@link EntryStore#check}. */
    public void check(EntrySpec spec) {
        store.check(name, null, spec);
    }

    public long revision() {
        return store.revision(name);
    }

    /** Returns the most entries that the list may have. */
    public int limit() {
        return store.limit(name);
    }

    /** Returns the newest change of an entry, even if the entry is gone. */
    public Optional<Change> lastChange(long id) {
        return context.history().lastChange(name, id);
    }

    private <T> T changing(Supplier<T> change) {
        try {
            return change.get();
        } catch (EntryRejectedException e) {
            throw e.current() == null ? e : new EntryRejectedException(e.reason(), e.problems(), saved(e.current()));
        }
    }

    private ListReading told(ListReading reading) {
        return all || reading.listing() == null ? reading
                : new ListReading(OwnProblems.of(reading).in(reading.listing()), reading.current(), reading.problem());
    }

    /** Returns an entry whose change is saved: nothing that is only read for the answer may fail or wait any more. */
    private Entry saved(Entry entry) {
        return told(entry, context.reader()::known);
    }

    private Entry told(Entry entry, Function<String, ListReading> reading) {
        return all || entry.delayedBy().isEmpty() ? entry : OwnProblems.of(reading.apply(name)).of(entry);
    }
}
