package org.iprestriction.jpa;

import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads entries with their versions, always in one statement, so that the result is consistent. */
final class StoredEntries {

    private static final String ENTRIES_AND_VERSIONS =
            "select e, v from EntryRow e, VersionRow v where v.entryId = e.id and e.list = :list and ";

    private StoredEntries() {
    }

    /** Returns one entry with all its versions, even if it is gone. */
    static Optional<StoredEntry> find(Work work, String list, long id) {
        return grouped(select(work, list, "e.id = :id").setParameter("id", id)).stream().findFirst();
    }

    /** Returns the entries of a list that are not gone, with the versions that have not ended. */
    static List<StoredEntry> all(Work work, String list) {
        return notGone(work, select(work, list, "v.endsAt > :now"));
    }

    /** Returns the entries with a name key that are not gone, with the versions that have not ended. */
    static List<StoredEntry> named(Work work, String list, String nameKey) {
        return notGone(work, select(work, list, "v.endsAt > :now and e.nameKey = :key").setParameter("key", nameKey));
    }

    /** Returns the entries that are not gone and have versions with a range that have not ended, with only these versions. */
    static List<StoredEntry> ranged(Work work, String list, String first, String last) {
        return notGone(work, select(work, list, "v.endsAt > :now and v.first = :first and v.last = :last")
                .setParameter("first", first).setParameter("last", last));
    }

    /**
     * Returns why a list cannot be refreshed: it contains a block that has not ended and cannot be read.
     *
     * @param mended the id of the entry that is being repaired, which is ignored, or null
     */
    static Optional<String> refusal(Work work, String list, Long mended) {
        return work.query("select v from VersionRow v where v.list = :list and v.endsAt > :now and v.action <> 'allow'",
                        VersionRow.class)
                .setParameter("list", list).setParameter("now", work.now()).getResultStream()
                .filter(version -> version.appliesAfter(work.now()) && !Long.valueOf(version.entryId).equals(mended))
                .flatMap(version -> version.unreadable().stream()).findFirst().map(Sentences::refused);
    }

    /** Returns entries sorted by name. */
    static List<StoredEntry> sorted(List<StoredEntry> entries) {
        return entries.stream().sorted(Comparator.<StoredEntry, String>comparing(entry -> entry.row.nameKey)
                .thenComparing(entry -> entry.row.id)).toList();
    }

    /** Returns the number of entries of a list, without those that are being removed. */
    static int count(Work work, String list) {
        return work.query("select count(e) from EntryRow e where e.list = :list and e.deleted = 0", Long.class)
                .setParameter("list", list).getSingleResult().intValue();
    }

    private static TypedQuery<Object[]> select(Work work, String list, String condition) {
        return work.query(ENTRIES_AND_VERSIONS + condition, Object[].class).setParameter("list", list);
    }

    private static List<StoredEntry> notGone(Work work, TypedQuery<Object[]> query) {
        List<StoredEntry> found = new ArrayList<>(grouped(query.setParameter("now", work.now())));
        found.removeIf(entry -> entry.timeline.last() == null || entry.isGone(work.now()));
        return found;
    }

    private static List<StoredEntry> grouped(TypedQuery<Object[]> query) {
        Map<EntryRow, List<VersionRow>> versions = new LinkedHashMap<>();
        for (Object[] pair : query.getResultList()) {
            versions.computeIfAbsent((EntryRow) pair[0], row -> new ArrayList<>()).add((VersionRow) pair[1]);
        }
        return versions.entrySet().stream().map(e -> new StoredEntry(e.getKey(), e.getValue())).toList();
    }
}
