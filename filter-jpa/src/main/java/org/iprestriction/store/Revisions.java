package org.iprestriction.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iprestriction.live.Changes;

/** The past revisions of a store, distinguished by their tokens: after a restored backup, the numbers are used again. */
public final class Revisions {

    private Revisions() {
    }

    /** Returns whether a position is part of this store's history. Revision 0 is the first. */
    public static boolean holds(Work work, Changes.Position position) {
        if (!position.store().equals(work.store()) || position.revision() > work.revision()) {
            return false;
        }
        if (position.revision() == work.revision()) {
            return position.token().equals(work.token());
        }
        if (position.revision() <= 0) {
            return true;
        }
        return !position.token().isEmpty() && work.query("select c.token from ChangeRow c where c.revision = :revision", String.class)
                .setParameter("revision", position.revision())
                .getResultStream().anyMatch(position.token()::equals);
    }

    /** Returns the first revision from which a node can continue: of older ones, the token was erased. 0 if there is none. */
    public static long first(Work work) {
        return work.query("select c.revision from ChangeRow c where c.token <> '' order by c.revision", Long.class)
                .setMaxResults(1).getResultStream().findFirst().orElse(0L);
    }

    /** Returns the tokens of the revisions that nodes report as loaded. */
    public static Map<Long, String> tokensOfLoaded(Work work) {
        Map<Long, String> tokens = new HashMap<>();
        List<Object[]> found = work.query("select c.revision, c.token from ChangeRow c where c.revision in"
                + " (select n.loadedRevision from NodeRow n)", Object[].class).getResultList();
        found.forEach(row -> tokens.put((Long) row[0], (String) row[1]));
        return tokens;
    }
}
