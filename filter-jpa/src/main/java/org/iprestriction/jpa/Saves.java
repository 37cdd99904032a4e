package org.iprestriction.jpa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryRejectedException.Reason;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Replacement;
import org.iprestriction.store.ChangeRow;
import org.iprestriction.store.StoredEntries;
import org.iprestriction.store.StoredEntry;
import org.iprestriction.store.Timeline;
import org.iprestriction.store.Transactions;
import org.iprestriction.store.VersionRow;
import org.iprestriction.store.Work;

/**
 * Carries out changes, each in one transaction, unless the same request was made before. {@link EntryStore} says what they do.
 * Thread-safe.
 */
record Saves(Transactions transactions, Runnable afterSave, Terms terms) {

    Saves on(Terms others) {
        return new Saves(transactions, afterSave, others);
    }

    Optional<Entry> add(String list, EntrySpec spec, Author author) {
        return save(Request.of(author, terms.named("add"), list, spec), null, (work, edits) -> {
            terms.checks(work).save(list, null, spec);
            return Standing.present(work, edits.add(spec));
        });
    }

    Optional<Entry> change(String list, long id, long version, EntrySpec spec, Author author) {
        return save(Request.of(author, terms.named("change"), list, id, version, spec), id, (work, edits) -> {
            StoredEntry stored = StoredEntries.existing(work, list, id);
            if (!stored.isSavedAs(spec) || edits.effect().hastens(stored)) {
                terms.checks(work).save(list, stored, spec);
                terms.checks(work).version(stored, version);
                edits.change(stored, spec);
            }
            return Standing.present(work, stored);
        });
    }

    Optional<Entry> delete(String list, long id, long version, Author author) {
        return save(Request.of(author, terms.named("delete"), list, id, version), id, (work, edits) -> {
            StoredEntry stored = StoredEntries.existing(work, list, id);
            if (!stored.row.isDeleted() || edits.effect().hastens(stored)) {
                terms.checks(work).version(stored, version);
                edits.delete(stored);
            }
            return Standing.present(work, stored);
        });
    }

    Optional<Entry> undo(String list, long id, long version, Author author) {
        return save(Request.of(author, "undo", list, id, version), id, (work, edits) -> {
            StoredEntry stored = StoredEntries.findEvenIfGone(work, list, id)
                    .filter(entry -> entry.timeline.last() != null).orElseThrow(EntryRejectedException::notFound);
            terms.checks(work).version(stored, version);
            if (!edits.undo(stored, terms.checks(work))) {
                VersionRow last = stored.timeline.last();
                boolean removal = last.endsAt != Timeline.OPEN;
                throw new EntryRejectedException(Reason.STATE, "too_late",
                        terms.sentences(work).tooLate(Instant.ofEpochMilli(removal ? last.endsAt : last.beginsAt), removal));
            }
            return Standing.present(work, stored);
        });
    }

    /** Makes a change of one entry, or returns that entry as it is now; {@code id} is null for a new one. */
    private Optional<Entry> save(Request request, Long id, BiFunction<Work, Edits, Optional<Entry>> change) {
        Optional<Entry> saved = transactions.save(work -> {
            List<ChangeRow> before = request.done(work);
            if (before.isEmpty()) {
                SaveChecks.requireRefreshable(work, request.list(), id);
            }
            return before.isEmpty() ? change.apply(work, new Edits(work, request, terms.effect(work)))
                    : StoredEntries.find(work, request.list(), before.get(0).entryId).flatMap(stored -> Standing.present(work, stored));
        });
        afterSave.run();
        return saved;
    }

    Replacement replace(String list, List<EntrySpec> specs, long revision, boolean dryRun, Author author) {
        Request request = Request.of(author, "replace", list, revision, specs);
        if (dryRun) {
            return transactions.read(work -> ListReplacement.checked(work, request, specs, revision, terms).outcome());
        }
        Replacement done = transactions.save(work -> {
            List<ChangeRow> before = request.done(work);
            return before.isEmpty() ? ListReplacement.checked(work, request, specs, revision, terms).carryOut()
                    : ListReplacement.outcome(before, specs.size());
        });
        afterSave.run();
        return done;
    }

    void setLimit(String list, Integer limit, Author author) {
        Request request = Request.of(author, "limit", list, limit);
        transactions.save(work -> {
            if (request.done(work).isEmpty()) {
                new Limits(work, request, terms.settings().maxEntries()).set(limit);
            }
            return null;
        });
        afterSave.run();
    }
}
