package org.iprestriction.jpa;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import org.iprestriction.entry.EntryName;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.store.Timeline.Touch;
import org.iprestriction.store.ChangeRow;
import org.iprestriction.store.EntryRow;
import org.iprestriction.store.StoredEntry;
import org.iprestriction.store.Timeline;
import org.iprestriction.store.VersionRow;
import org.iprestriction.store.Work;

/**
 * Makes changes that have been checked, in a transaction that holds the lock, and writes the history. A change replaces
 * planned steps that are not committed yet; committed steps stay, and the change takes effect after them. A change that
 * takes effect at once replaces all steps, and its record in the history takes effect at the time at which it was saved.
 */
final class Edits {

    private final Work work;
    private final Request request;
    private final EntityManager entities;
    private final Work.Effect effect;

    Edits(Work work, Request request) {
        this(work, request, work.afterActivation());
    }

    Edits(Work work, Request request, Work.Effect effect) {
        this.work = work;
        this.request = request;
        this.entities = work.entities();
        this.effect = effect;
    }

    Work.Effect effect() {
        return effect;
    }

    StoredEntry add(EntrySpec wanted) {
        return add(List.of(wanted)).get(0);
    }

    List<StoredEntry> add(List<EntrySpec> wanted) {
        List<StoredEntry> added = new ArrayList<>();
        for (EntrySpec spec : wanted) {
            EntryRow row = new EntryRow(work.nextId(), request.list());
            row.createdAt = work.now();
            row.createdBy = request.author().user();
            name(row, spec.name());
            StoredEntry entry = new StoredEntry(row, List.of());
            sign(entry, work.touch());
            entities.persist(row);
            added.add(entry);
        }
        entities.flush(); // the versions refer to the entries, a relation that the provider does not know
        for (int i = 0; i < added.size(); i++) {
            Touch touch = new Touch(added.get(i).row.revision, work.now());
            append(added.get(i), wanted.get(i), effect.at(), touch);
            write(added.get(i), touch, "added", null, wanted.get(i).describe(), effect.at());
        }
        return added;
    }

    void change(StoredEntry entry, EntrySpec wanted) {
        EntrySpec before = entry.row.isDeleted() ? null : entry.saved();
        String oldName = entry.row.name;
        boolean onlyName = before != null && wanted.appliesLike(before) && !effect.hastens(entry);
        Touch touch = work.touch();
        Long effectiveAt = onlyName ? null : steer(entry, wanted, touch);
        name(entry.row, wanted.name());
        entry.row.deleted = 0;
        sign(entry, touch);
        if (onlyName) {
            write(entry, touch, "renamed", oldName, wanted.name(), null);
        } else {
            boolean named = !oldName.equals(wanted.name());
            String was = before == null ? null : before.describe();
            write(entry, touch, verb(before, wanted, named), was == null || !named ? was : oldName + ", " + was,
                    named ? wanted.name() + ", " + wanted.describe() : wanted.describe(), effectiveAt);
        }
    }

    /** Plans the wanted state of an entry; returns when it takes effect, or null if that state already applies. */
    private Long steer(StoredEntry entry, EntrySpec wanted, Touch touch) {
        Timeline timeline = entry.timeline;
        boolean hastens = effect.hastens(entry);
        timeline.takeBackAfter(effect.horizon(), touch);
        if (timeline.isOpen() && entry.appliesLike(wanted)) {
            return hastens ? effect.at() : null; // the change only cancels another one that had not taken effect
        }
        VersionRow last = timeline.last();
        long from = effect.at();
        if (timeline.isOpen()) {
            from = Math.max(from, last.beginsAt);
            // an unreadable version applies to nobody
            timeline.endLast(entry.saved() == null ? Math.min(from, work.now()) : from, touch);
        } else if (last != null) {
            from = Math.max(from, last.endsAt);
        }
        append(entry, wanted, from, touch);
        return from;
    }

    private static String verb(EntrySpec before, EntrySpec wanted, boolean named) {
        boolean onlySwitched = !named && before != null && before.enabled() != wanted.enabled()
                && before.enabled(wanted.enabled()).appliesLike(wanted);
        return !onlySwitched ? "changed" : wanted.enabled() ? "enabled" : "disabled";
    }

    void delete(StoredEntry entry) {
        String before = describe(entry);
        Timeline timeline = entry.timeline;
        Touch touch = work.touch();
        boolean endsNow = effect.now() && timeline.appliesAfter(effect.at());
        timeline.takeBackAfter(effect.horizon(), touch);
        if (timeline.isOpen()) {
            // a version that applies to nobody, or cannot be read, can end at once
            boolean applies = timeline.last().appliesAfter(work.now()) && entry.saved() != null;
            timeline.endLast(applies ? effect.at() : Math.min(effect.at(), work.now()), touch);
        }
        entry.row.deleted = 1;
        sign(entry, touch);
        Long ends = timeline.appliesAfter(work.now()) ? Long.valueOf(timeline.last().endsAt) : null;
        write(entry, touch, "deleted", before, null, endsNow ? Long.valueOf(effect.at()) : ends);
    }

    /**
     * Cancels the steps that are not committed.
     *
     * @return whether there were any; if not, nothing was changed
     */
    boolean undo(StoredEntry entry, SaveChecks checks) {
        if (entry.timeline.firstStepAfter(work.horizon()).isEmpty()) {
            return false;
        }
        String before = entry.row.isDeleted() ? null : describe(entry);
        Touch touch = work.touch();
        entry.timeline.takeBackAfter(work.horizon(), touch);
        boolean stays = entry.timeline.isOpen();
        if (stays) {
            checks.undo(entry);
        }
        entry.row.deleted = (short) (stays ? 0 : 1);
        sign(entry, touch);
        write(entry, touch, "undone", before, stays ? describe(entry) : null, null);
        return true;
    }

    private void append(StoredEntry entry, EntrySpec wanted, long effect, Touch touch) {
        VersionRow version = touch.stamp(new VersionRow(work.nextId(), entry.row, wanted, effect));
        entities.persist(version);
        entry.timeline.append(version);
    }

    private static void name(EntryRow row, String name) {
        row.name = name;
        row.nameKey = EntryName.key(name);
    }

    private void sign(StoredEntry entry, Touch touch) {
        entry.row.version++;
        entry.row.revision = touch.revision();
        entry.row.changedAt = touch.at();
        entry.row.changedBy = request.author().user();
    }

    private static String describe(StoredEntry entry) {
        EntrySpec saved = entry.saved();
        return saved != null ? saved.describe() : entry.timeline.last() == null ? null : entry.timeline.last().notation;
    }

    private void write(StoredEntry entry, Touch touch, String verb, String before, String after, Long effect) {
        ChangeRow change = request.change(touch, work.token(), verb);
        change.entryId = entry.row.id;
        change.entryName = entry.row.name;
        change.before = before;
        change.after = after;
        change.effectiveAt = effect;
        entities.persist(change);
    }
}
