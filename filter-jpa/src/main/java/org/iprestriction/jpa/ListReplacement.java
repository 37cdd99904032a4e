package org.iprestriction.jpa;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iprestriction.address.IpRange;
import org.iprestriction.entry.EntryName;
import org.iprestriction.entry.EntryRejectedException.Problem;
import org.iprestriction.entry.EntryRejectedException.Reason;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Quote;
import org.iprestriction.entry.Replacement;
import org.iprestriction.store.ChangeRow;
import org.iprestriction.store.StoredEntries;
import org.iprestriction.store.StoredEntry;
import org.iprestriction.store.StoredList;
import org.iprestriction.store.Work;

/** The difference between the entries of a list and the wanted entries, matched by name. Used in one transaction. */
final class ListReplacement {

    private final Work work;
    private final Edits edits;
    private final StoredList before;
    private final List<EntrySpec> wanted;
    private final Map<String, StoredEntry> present = new HashMap<>();
    private final List<StoredEntry> superfluous = new ArrayList<>();

    private ListReplacement(Work work, Request request, List<EntrySpec> wanted) {
        this.work = work;
        this.edits = new Edits(work, request);
        this.before = StoredList.read(work, request.list());
        this.wanted = wanted;
        for (StoredEntry entry : StoredEntries.all(work, request.list())) {
            present.put(entry.row.nameKey, entry); // names are unique among entries that are not gone
        }
        Map<String, StoredEntry> left = new HashMap<>(present);
        wanted.forEach(spec -> left.remove(EntryName.key(spec.name())));
        left.values().stream().filter(entry -> !entry.row.isDeleted()).forEach(superfluous::add);
    }

    /**
     * Returns the difference after all checks.
     *
     * @param revision the revision on which it has to be based, or {@link EntryStore#ANY}
     * @throws EntryRejectedException if it cannot be saved
     */
    static ListReplacement checked(Work work, Request request, List<EntrySpec> wanted, long revision, Terms terms) {
        SaveChecks.requireRefreshable(work, request.list(), null);
        ListReplacement replacement = new ListReplacement(work, request, wanted);
        replacement.check(terms.checks(work), replacement.before.limit(terms.settings().maxEntries()));
        if (revision != EntryStore.ANY && revision != replacement.before.revision()) {
            throw new EntryRejectedException(Reason.CONFLICT, "conflict",
                    "The list was changed in the meantime. It is now at revision " + replacement.before.revision() + ".");
        }
        return replacement;
    }

    private StoredEntry matching(EntrySpec spec) {
        return present.get(EntryName.key(spec.name()));
    }

    /** Collects all errors, so that a long list can be corrected in one step. */
    private void check(SaveChecks checks, int limit) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Integer> names = new HashMap<>();
        Map<IpRange, Integer> ranges = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            EntrySpec spec = wanted.get(i);
            Integer namesake = names.putIfAbsent(EntryName.key(spec.name()), i);
            if (namesake != null) {
                problems.add(new Problem("name.duplicate", "name", "Two entries are named “"
                        + Quote.cut(spec.name()) + "”. Enter a different name.", i, namesake));
            }
            Integer twin = ranges.putIfAbsent(spec.address().range(), i);
            if (twin != null) {
                problems.add(new Problem("address.duplicate", "address", "“" + Quote.cut(spec.name()) + "” and “"
                        + Quote.cut(wanted.get(twin).name()) + "” have the same addresses, " + spec.address()
                        + ". Leave one of them out.", i, twin));
            }
            expiry(checks, spec, i, problems);
        }
        if (wanted.size() > limit) {
            problems.add(new Problem("limit_reached", null, "These are " + wanted.size() + " entries. The list holds " + limit
                    + " at most. Leave some out or combine several into one range."));
        }
        SaveChecks.reject(problems);
    }

    private void expiry(SaveChecks checks, EntrySpec spec, int item, List<Problem> problems) {
        StoredEntry entry = matching(spec);
        List<Problem> found = new ArrayList<>();
        checks.expiry(entry == null ? null : entry.saved(), spec, entry == null || entry.row.isDeleted(), found);
        for (Problem problem : found) { // its sentence does not name the entry, but here there are many
            problems.add(new Problem(problem.code(), problem.field(),
                    "“" + Quote.cut(spec.name()) + "”: " + problem.sentence(), item));
        }
    }

    /** Returns the planned outcome. */
    Replacement outcome() {
        int added = (int) wanted.stream().filter(spec -> matching(spec) == null).count();
        int unchanged = (int) wanted.stream().filter(spec -> matching(spec) != null && matching(spec).isSavedAs(spec)).count();
        return new Replacement(added, wanted.size() - added - unchanged, superfluous.size(), unchanged, before.revision());
    }

    /** Returns the outcome of an earlier replacement with {@code size} entries, from its changes. */
    static Replacement outcome(List<ChangeRow> done, int size) {
        int added = (int) done.stream().filter(change -> change.verb.equals("added")).count();
        int removed = (int) done.stream().filter(change -> change.verb.equals("deleted")).count();
        int changed = done.size() - added - removed;
        return new Replacement(added, changed, removed, size - added - changed, done.get(done.size() - 1).revision);
    }

    Replacement carryOut() {
        Replacement planned = outcome();
        superfluous.forEach(edits::delete);
        wanted.stream().filter(spec -> matching(spec) != null && !matching(spec).isSavedAs(spec))
                .forEach(spec -> edits.change(matching(spec), spec));
        edits.add(wanted.stream().filter(spec -> matching(spec) == null).toList());
        return new Replacement(planned.added(), planned.changed(), planned.removed(), planned.unchanged(),
                work.hasTouched() ? work.revision() : before.revision());
    }
}
