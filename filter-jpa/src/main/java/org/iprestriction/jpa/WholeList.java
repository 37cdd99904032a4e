package org.iprestriction.jpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.Listing;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.store.Nodes;
import org.iprestriction.store.Sentences;
import org.iprestriction.store.StoredEntries;
import org.iprestriction.store.StoredEntry;
import org.iprestriction.store.StoredList;
import org.iprestriction.store.Work;

/** Reads all entries of a list in one statement. */
final class WholeList {

    private WholeList() {
    }

    /** {@code usual} is the limit that is set for all lists. */
    static Listing read(Work work, String list, int usual) {
        return read(work, list, StoredList.read(work, list), Nodes.all(work), usual);
    }

    /** {@code whole} was read before. */
    static Listing read(Work work, String list, StoredList whole, List<NodeStatus> nodes, int usual) {
        List<StoredEntry> all = StoredEntries.sorted(StoredEntries.readAll(work, list));
        String refusal = StoredEntries.refusal(work, all).orElse(null);
        Standing standing = new Standing(work, () -> nodes, () -> refusal != null);
        List<Entry> entries = new ArrayList<>(all.size());
        List<String> unreadable = new ArrayList<>();
        for (StoredEntry stored : all) {
            try {
                entries.add(standing.entry(stored));
            } catch (IllegalArgumentException e) {
                unreadable.add(Sentences.unreadable(stored.row.id, stored.row.name, e));
            }
        }
        int used = (int) all.stream().filter(stored -> !stored.row.isDeleted()).count();
        return new Listing(list, List.copyOf(entries), whole.revision(), Instant.ofEpochMilli(work.now()), work.activation(),
                whole.limit(usual), used, nodes, List.copyOf(unreadable), refusal);
    }
}
