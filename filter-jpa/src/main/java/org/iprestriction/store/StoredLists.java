package org.iprestriction.store;

import jakarta.persistence.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads what is stored of lists as a whole, in one statement that takes the same time for long lists as for short ones. */
public final class StoredLists {

    private static final int NAME = 0;
    private static final int REVISION = 1;
    private static final int CHANGED_AT = 2;
    private static final int CHANGED_BY = 3;
    private static final int MAX_ENTRIES = 4;
    private static final String COLUMNS = "select list_name, revision, changed_at, changed_by, ";
    /** The entry of a list that was touched last, by an index. It is kept for this, even if it is gone. */
    private static final String NEWEST_ENTRY = "(" + COLUMNS + "-1 as max_entries from ipr_entry where list_name = ?NUMBER"
            + " order by list_name desc, revision desc limit 1)";
    private static final String SET = "(" + COLUMNS + "coalesce(max_entries, -1) from ipr_list where list_name in (NUMBERS))";

    private StoredLists() {
    }

    /** Returns what is stored of lists with the given names, by name; those of which nothing is stored are left out. */
    public static Map<String, StoredList> read(Work work, List<String> names) {
        String newest = parameters(names).mapToObj(i -> NEWEST_ENTRY.replace("NUMBER", Integer.toString(i))).collect(Collectors.joining(" union all "));
        String set = SET.replace("NUMBERS", parameters(names).mapToObj(i -> "?" + i).collect(Collectors.joining(", ")));
        Query query = work.nativeQuery(newest + " union all " + set);
        parameters(names).forEach(i -> query.setParameter(i, names.get(i - 1)));
        Map<String, StoredList> lists = new HashMap<>();
        for (Object row : query.getResultList()) {
            lists.merge((String) ((Object[]) row)[NAME], of((Object[]) row), StoredList::with);
        }
        return lists;
    }

    private static IntStream parameters(List<String> names) {
        return IntStream.rangeClosed(1, names.size());
    }

    private static StoredList of(Object[] row) {
        int limit = ((Number) row[MAX_ENTRIES]).intValue();
        return new StoredList(((Number) row[REVISION]).longValue(), ((Number) row[CHANGED_AT]).longValue(), (String) row[CHANGED_BY],
                limit < 0 ? null : limit);
    }

    /** Returns the row of what was set for a list, for changing it. */
    public static Optional<ListRow> row(Work work, String list) {
        return work.query("select l from ListRow l where l.name = :list", ListRow.class).setParameter("list", list)
                .getResultStream().findFirst();
    }
}
