package org.iprestriction.jpa;

import java.util.Optional;
import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.entry.Change;
import org.iprestriction.store.ChangeRow;
import org.iprestriction.store.Transactions;

/**
 * The history of all lists: one record for each change that was saved within the setting {@code activity-retention}, and
 * the last change of each entry, however old.
 *
 * <p>Thread-safe. All methods throw {@link StoreUnavailableException} if the database cannot be used.
 */
public final class ChangeHistory {

    private final Transactions transactions;

    ChangeHistory(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Returns the newest history record of an entry, even if the entry is gone.
     *
     * @param list the name of the list, not null
     * @param entry the id of the entry
     * @return the change, or empty if there never was such an entry, or it has been gone for longer than that
     */
    public Optional<Change> lastChange(String list, long entry) {
        return transactions.read(work -> work
                .query("select c from ChangeRow c where c.entryId = :entry and c.list = :list order by c.revision desc",
                        ChangeRow.class)
                .setParameter("entry", entry).setParameter("list", list).setMaxResults(1)
                .getResultStream().findFirst().map(ChangeRow::toChange));
    }
}
