package org.iprestriction.jpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.iprestriction.entry.EntryName;
import org.iprestriction.entry.EntryRejectedException.Problem;
import org.iprestriction.entry.EntryRejectedException.Reason;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Quote;
import org.iprestriction.store.KnownCounts;
import org.iprestriction.store.Sentences;
import org.iprestriction.store.StoredEntries;
import org.iprestriction.store.StoredEntry;
import org.iprestriction.store.StoredList;
import org.iprestriction.store.Timeline;
import org.iprestriction.store.VersionRow;
import org.iprestriction.store.Work;

/** The checks of a save that depend on the contents of the list. Used in one transaction. */
final class SaveChecks {

    private final Work work;
    private final Sentences sentences;
    private final int usualLimit;
    private final KnownCounts counts;
    private final long effect;

    /**
     * {@code usualLimit} is the limit that is set for all lists, and {@code effect} the time at which the saved state would take
     * effect.
     */
    SaveChecks(Work work, Sentences sentences, int usualLimit, KnownCounts counts, long effect) {
        this.work = work;
        this.sentences = sentences;
        this.usualLimit = usualLimit;
        this.counts = counts;
        this.effect = effect;
    }

    /**
     * Checks the wanted state of an entry.
     *
     * @param own the current entry, or null for a new one
     * @throws EntryRejectedException if the state conflicts with the list
     */
    void save(String list, StoredEntry own, EntrySpec wanted) {
        List<Problem> problems = new ArrayList<>();
        boolean returns = own == null || own.row.isDeleted();
        EntrySpec saved = own == null ? null : own.saved();
        String key = EntryName.key(wanted.name());
        if (returns || !key.equals(own.row.nameKey)) {
            name(list, own, key, problems);
        }
        if (returns || saved == null || !wanted.address().range().equals(saved.address().range())) {
            address(list, own, wanted.address().range().first().toString(), wanted.address().range().last().toString(),
                    problems);
        }
        expiry(saved, wanted, returns, problems);
        reject(problems);
        if (returns) {
            limit(list);
        }
    }

    /** Checks the state that an undo restores. */
    void undo(StoredEntry own) {
        List<Problem> problems = new ArrayList<>();
        VersionRow restored = own.timeline.last();
        name(own.row.list, own, own.row.nameKey, problems);
        address(own.row.list, own, restored.first, restored.last, problems);
        reject(problems);
        if (own.row.isDeleted()) {
            limit(own.row.list);
        }
    }

    void expiry(EntrySpec saved, EntrySpec wanted, boolean returns, List<Problem> problems) {
        if (wanted.expiresAt() == null || !returns && saved != null && saved.appliesLike(wanted)) {
            return; // a change of the name alone may keep an expiry in the past
        }
        boolean sameExpiry = saved != null && Objects.equals(saved.expiresAt(), wanted.expiresAt());
        if (!wanted.enabled() && sameExpiry && !returns) {
            return; // so may disabling the entry
        }
        long expires = wanted.expiresAt().toEpochMilli();
        if (expires <= work.now()) {
            problems.add(new Problem("expires.past", "expiresAt", "That time is in the past. Choose a later one."));
        } else if (wanted.enabled() && expires <= effect) {
            problems.add(new Problem("expires.too_soon", "expiresAt", sentences.tooSoon(Instant.ofEpochMilli(effect))));
        }
    }

    /** Checks that the entry has the version on which a change is based, or that the change is based on any. */
    void version(StoredEntry own, long version) {
        if (version != EntryStore.ANY && version != own.row.version) {
            throw new EntryRejectedException(Reason.CONFLICT,
                    List.of(new Problem("conflict", null, sentences.conflict(own.row, version))),
                    Standing.present(work, own).orElse(null));
        }
    }

    /** Refuses a save to a list that no node can refresh, because the change would be acknowledged but not applied. */
    static void requireRefreshable(Work work, String list, Long mended) {
        StoredEntries.refusal(work, list, mended).ifPresent(sentence -> {
            throw new EntryRejectedException(Reason.STATE, "list_unreadable", sentence);
        });
    }

    private void limit(String list) {
        int limit = StoredList.read(work, list).limit(usualLimit);
        int used = counts.usedAtMost(work, list, limit);
        if (used >= limit) {
            throw new EntryRejectedException(Reason.STATE, "limit_reached", "The list is full: " + used + " of " + limit
                    + " entries are used. Delete an entry or combine several into one range.");
        }
    }

    private void name(String list, StoredEntry own, String key, List<Problem> problems) {
        other(StoredEntries.named(work, list, key), own, "name.duplicate", "name", problems,
                name -> "Another entry is named “" + Quote.cut(name) + "”. Enter a different name.");
    }

    private void address(String list, StoredEntry own, String first, String last, List<Problem> problems) {
        other(StoredEntries.ranged(work, list, first, last), own, "address.duplicate", "address", problems,
                name -> "This is already in the list as “" + Quote.cut(name) + "”. Edit that entry instead.");
    }

    private void other(List<StoredEntry> found, StoredEntry own, String code, String field, List<Problem> problems,
            UnaryOperator<String> sentenceIfSaved) {
        found.stream().filter(entry -> own == null || entry.row.id != own.row.id)
                .min(Comparator.comparing((StoredEntry entry) -> entry.row.isDeleted()))
                .ifPresent(entry -> {
                    String name = entry.row.name;
                    long until = entry.timeline.versions().stream().filter(VersionRow::isEnabled)
                            .mapToLong(VersionRow::appliesUntil).max().orElse(Timeline.OPEN);
                    boolean undoable = entry.timeline.last().endsAt > work.horizon();
                    String sentence = entry.row.isDeleted() ? sentences.beingRemoved(name, Instant.ofEpochMilli(until), undoable)
                            : entry.timeline.isOpen() ? sentenceIfSaved.apply(name)
                            : sentences.beingChanged(name, Instant.ofEpochMilli(entry.timeline.last().endsAt), undoable);
                    problems.add(new Problem(code, field, sentence, List.of(), entry.row.id));
                });
    }

    static void reject(List<Problem> problems) {
        if (!problems.isEmpty()) {
            boolean text = problems.stream().anyMatch(problem -> problem.code().startsWith("expires."));
            throw new EntryRejectedException(text ? Reason.TEXT : Reason.STATE, problems, null);
        }
    }
}
