package org.iprestriction.store;

import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iprestriction.entry.EntryRejectedException;
import org.iprestriction.entry.NodeStatus;

/**
 * Reads entries with their versions, always in one statement, so that the result is consistent. Of the versions, only
 * those that have not ended matter and are read: an entry may have thousands of others. Where the status matters too,
 * those that ended within the last two polls are read with them, because a node may still apply them.
 */
public final class StoredEntries {

    private static final String MATCHED = " from EntryRow e, VersionRow v where v.entryId = e.id and e.list = :list and ";
    private static final String MANAGED = "select e, v" + MATCHED;
    private static final String COLUMNS = "select " + EntryRow.COLUMNS + ", " + VersionRow.COLUMNS + MATCHED;
    /** Versions that are in force at some time from now on; withdrawn ones are not. */
    private static final String NOT_ENDED = "v.endsAt > :now and v.endsAt > v.beginsAt";
    /** The number of blocks up to which all of them are read before each save. */
    private static final int FEW_BLOCKS = 200;

    private StoredEntries() {
    }

    /** Returns one entry with the versions that have not ended or only just ended, if there are any. */
    public static Optional<StoredEntry> find(Work work, String list, long id) {
        return grouped(select(work, list, NOT_ENDED + " and e.id = :id").setParameter("id", id)
                .setParameter("now", beforeTwoPolls(work))).stream().findFirst();
    }

    /**
     * Returns one entry that is not gone.
     *
     * @throws EntryRejectedException if there is none
     */
    public static StoredEntry existing(Work work, String list, long id) {
        return find(work, list, id).filter(stored -> !stored.isGone(work.now())).orElseThrow(EntryRejectedException::notFound);
    }

    /** Returns one entry, even if it is gone; if all its versions have ended, with the one that ended last. */
    public static Optional<StoredEntry> findEvenIfGone(Work work, String list, long id) {
        return find(work, list, id).or(() -> grouped(select(work, list, "v.endsAt > v.beginsAt and e.id = :id order by v.endsAt desc")
                .setParameter("id", id).setMaxResults(1)).stream().findFirst());
    }

    /** Returns the entries of a list that are not gone, for changing them. */
    public static List<StoredEntry> all(Work work, String list) {
        return notGone(work, grouped(select(work, list, NOT_ENDED).setParameter("now", work.now())));
    }

    /** Returns the entries of a list that are not gone, for reading them only. */
    public static List<StoredEntry> readAll(Work work, String list) {
        return notGone(work, detached(rows(work, list, "").getResultList()));
    }

    /**
     * Returns a query for rows of the entries of a list that are not gone, or only just, for {@link #detached}.
     *
     * @param condition on {@code e}, with the order
     */
    public static TypedQuery<Object[]> rows(Work work, String list, String condition) {
        return work.query(COLUMNS + NOT_ENDED + condition, Object[].class).setParameter("list", list)
                .setParameter("now", beforeTwoPolls(work));
    }

    private static long beforeTwoPolls(Work work) {
        return work.now() - 2 * work.pollMillis() - 1;
    }

    /** Returns the entries with a name key that are not gone, with the versions that have not ended. */
    public static List<StoredEntry> named(Work work, String list, String nameKey) {
        return notGone(work, grouped(select(work, list, NOT_ENDED + " and e.nameKey = :key")
                .setParameter("key", nameKey).setParameter("now", work.now())));
    }

    /** Returns the entries that are not gone and have versions with a range that have not ended, with only these versions. */
    public static List<StoredEntry> ranged(Work work, String list, String first, String last) {
        return notGone(work, grouped(select(work, list, NOT_ENDED + " and v.list = :list and v.first = :first and v.last = :last")
                .setParameter("first", first).setParameter("last", last).setParameter("now", work.now())));
    }

    /**
     * Returns why a list cannot be refreshed: it contains a block that has not ended and cannot be read. A list with
     * many blocks is searched only if a node reports a problem, or if no node has read the list; and then only once in a while.
     *
     * @param mended the id of the entry that is being repaired, which is ignored, or null
     */
    public static Optional<String> refusal(Work work, String list, Long mended) {
        List<Object[]> blocks = blocks(work, list).setMaxResults(FEW_BLOCKS + 1).getResultList();
        return blocks.size() > FEW_BLOCKS ? refusalOfMany(work, list, mended) : refusal(work, versions(blocks), mended);
    }

    private static Optional<String> refusalOfMany(Work work, String list, Long mended) {
        List<NodeStatus> live = Nodes.live(work);
        if (work.knownBlocks().hold(work, list, live)) {
            return Optional.empty();
        }
        List<Object[]> blocks = blocks(work, list).getResultList();
        Optional<String> refusal = refusal(work, versions(blocks), null);
        if (refusal.isEmpty()) {
            work.knownBlocks().note(work, list, live);
        }
        return refusal.isEmpty() || mended == null ? refusal : refusal(work, versions(blocks), mended);
    }

    private static Stream<VersionRow> versions(List<Object[]> rows) {
        return rows.stream().map(row -> VersionRow.of(row, 0));
    }

    /** Returns why a list cannot be refreshed, if its versions are those of the given entries. */
    public static Optional<String> refusal(Work work, List<StoredEntry> entries) {
        return refusal(work, entries.stream().flatMap(entry -> entry.timeline.versions().stream())
                .filter(VersionRow::mayBlock), null);
    }

    private static Optional<String> refusal(Work work, Stream<VersionRow> blocks, Long mended) {
        return blocks.filter(version -> version.appliesAfter(work.now()) && !Long.valueOf(version.entryId).equals(mended))
                .flatMap(version -> version.unreadable().stream()).findFirst().map(Sentences::refused);
    }

    private static TypedQuery<Object[]> blocks(Work work, String list) {
        return work.query("select " + VersionRow.RULE_COLUMNS + " from VersionRow v where v.list = :list and v.action <> 'allow' and "
                + NOT_ENDED, Object[].class).setParameter("list", list).setParameter("now", work.now());
    }

    /** Returns entries sorted by name. */
    public static List<StoredEntry> sorted(List<StoredEntry> entries) {
        return entries.stream().sorted(Comparator.<StoredEntry, String>comparing(entry -> entry.row.nameKey)
                .thenComparing(entry -> entry.row.id)).toList();
    }

    /** Returns the numbers of entries of lists, by their names, without those that are being removed; none for an empty list. */
    public static Map<String, Integer> count(Work work, List<String> lists) {
        return work.query("select e.list, count(e) from EntryRow e where e.list in :lists and e.deleted = 0 group by e.list", Object[].class)
                .setParameter("lists", lists).getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> ((Long) row[1]).intValue()));
    }

    private static TypedQuery<Object[]> select(Work work, String list, String condition) {
        return work.query(MANAGED + condition, Object[].class).setParameter("list", list);
    }

    public static List<StoredEntry> notGone(Work work, List<StoredEntry> entries) {
        List<StoredEntry> found = new ArrayList<>(entries);
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

    /** Returns the entries of rows of columns, in the order of their first rows; for reading them only. */
    public static List<StoredEntry> detached(List<Object[]> rows) {
        Map<Long, EntryRow> entries = new LinkedHashMap<>();
        Map<Long, List<VersionRow>> versions = new HashMap<>();
        for (Object[] row : rows) {
            EntryRow entry = entries.computeIfAbsent((Long) row[0], id -> EntryRow.of(row));
            versions.computeIfAbsent(entry.id, id -> new ArrayList<>(1)).add(VersionRow.of(row, EntryRow.WIDTH));
        }
        return entries.values().stream().map(entry -> new StoredEntry(entry, versions.get(entry.id))).toList();
    }
}
