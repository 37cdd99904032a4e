package org.iprestriction.jpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.iprestriction.entry.EntryName;
import org.iprestriction.entry.ListSummary;
import org.iprestriction.entry.ListsPage;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;
import org.iprestriction.store.KnownCounts;
import org.iprestriction.store.ListNames;
import org.iprestriction.store.StoredList;
import org.iprestriction.store.StoredLists;
import org.iprestriction.store.Work;

/** Reads some of the lists of a store in short, without the entries of others. Used in one transaction. */
final class ListsReader {

    private static final int MOST_AT_ONCE = 100;
    /** Lists that are gone keep their names; a page that meets so many of them ends early, and says where to go on. */
    private static final int MOST_LOOKED_AT = 5_000;

    private final Work work;
    private final Settings settings;
    private final KnownCounts counts;
    private final List<ListSummary> lists = new ArrayList<>();

    ListsReader(Work work, Settings settings, KnownCounts counts) {
        this.work = work;
        this.settings = settings;
        this.counts = counts;
    }

    /** Reads the lists after a name, or the first ones if it is null. A page may be shorter than its size although more follow. */
    ListsPage read(String search, String after, int size) {
        String key = EntryName.key(search);
        Predicate<String> matches = name -> key.isEmpty() || EntryName.key(name).contains(key);
        ListNames names = new ListNames(work, after == null ? "" : after, !key.isEmpty());
        String last = null;
        int looked = 0;
        while (lists.size() <= size && !names.isEnd()) {
            List<String> wanted = names.next().stream().filter(matches).toList();
            int end = 0;
            while (end < wanted.size() && lists.size() <= size) {
                int from = end;
                end = Math.min(wanted.size(), from + 1 + Math.min(MOST_AT_ONCE - 1, size - lists.size()));
                if (looked >= MOST_LOOKED_AT) {
                    return new ListsPage(lists, last);
                }
                summarize(wanted.subList(from, end));
                looked += end - from;
                last = wanted.get(end - 1);
            }
        }
        return lists.size() <= size ? new ListsPage(lists, null) : new ListsPage(lists.subList(0, size), lists.get(size - 1).name());
    }

    private void summarize(List<String> names) {
        Map<String, StoredList> stored = StoredLists.read(work, names);
        Map<String, Integer> used = counts.used(work, stored);
        for (String name : names) {
            StoredList list = stored.get(name);
            if (list != null && Setting.LIST.accepts(name) && exists(list, used.get(name))) {
                lists.add(summary(name, list, used.get(name)));
            }
        }
    }

    /** Reads one list, even if nothing is stored under that name. */
    ListSummary one(String name) {
        StoredList list = StoredList.read(work, name);
        return summary(name, list, counts.used(work, name, list));
    }

    private ListSummary summary(String name, StoredList list, int used) {
        return new ListSummary(name, used, list.limit(settings.maxEntries()), list.ownLimit() != null, list.revision(),
                list.changedBy() == null ? null : Instant.ofEpochMilli(list.changedAt()), list.changedBy());
    }

    /** Returns whether there is something to see, although perhaps only a history: the entry that was touched last stays for ever. */
    private boolean exists(StoredList list, int used) {
        return used > 0 || list.ownLimit() != null || list.changedAt() > work.now() - settings.activityRetention().toMillis();
    }
}
