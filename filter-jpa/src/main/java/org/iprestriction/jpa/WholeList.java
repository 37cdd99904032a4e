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
import org.iprestriction.store.Work;

/** Reads all entries of a list in one statement. */
final class WholeList {

    private WholeList() {
    }

    static Listing read(Work work, String list, int limit) {
        List<NodeStatus> nodes = Nodes.all(work);
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
        return new Listing(list, List.copyOf(entries), work.revision(), Instant.ofEpochMilli(work.now()), work.activation(), limit,
                used, nodes, List.copyOf(unreadable), refusal);
    }
}
