package org.iprestriction.store;

import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;

/**
 * The names of the lists of which something is stored, in the order of the database, in portions. Read in one statement from
 * the indexes of two tables, because only the database knows its order.
 */
public final class ListNames {

    /** The number of index rows up to which a portion is read; a list may have more of them, and is then skipped as a whole. */
    private static final int PORTION = 500;
    /** The number of names in a portion where every name is looked at. */
    private static final int LARGE_PORTION = 20_000;

    private final Work work;
    private final boolean many;
    private String last;
    private boolean end;

    /**
     * Begins after a name.
     *
     * @param after empty to begin with the first one
     * @param many whether more names will be read than there are on a page
     */
    public ListNames(Work work, String after, boolean many) {
        this.work = work;
        this.last = after;
        this.many = many;
    }

    /** Returns whether all names have been read. */
    public boolean isEnd() {
        return end;
    }

    /** Returns the next names; none if no more were added. */
    public List<String> next() {
        List<String> names = new ArrayList<>();
        int size = many ? LARGE_PORTION : PORTION;
        int[] left = {size, size};
        for (Object row : query(size).getResultList()) {
            String name = (String) ((Object[]) row)[0];
            if (!name.equals(last)) {
                names.add(name);
                last = name;
            }
            if (--left[((Number) ((Object[]) row)[1]).intValue()] == 0) {
                return names; // what follows in this table has not been read
            }
        }
        end = true;
        return names;
    }

    private Query query(int size) {
        return work.nativeQuery("select n.list_name, n.origin from (" + portion("ipr_entry", 0, size) + " union all "
                + portion("ipr_list", 1, size) + ") n order by n.list_name").setParameter(1, last);
    }

    private String portion(String table, int origin, int size) {
        return "(select" + (many ? " distinct" : "") + " list_name, " + origin + " as origin from " + table
                + " where list_name > ?1 order by list_name limit " + size + ")";
    }
}
