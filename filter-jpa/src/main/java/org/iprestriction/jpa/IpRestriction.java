package org.iprestriction.jpa;

import javax.sql.DataSource;
import org.iprestriction.live.LiveLists;
import org.iprestriction.live.Refresher;
import org.iprestriction.settings.Settings;

/**
 * Access lists kept in a database, open for this process: the entries for those who edit them, and the live lists for the filters.
 * The way in for applications without a web.xml; {@link JpaAccessListsListener} is the one for those with it.
 *
 * <p>To be closed before the data source is: closing signs this node off, so that nobody waits for it any more.
 *
 * <p>Thread-safe.
 */
public final class IpRestriction implements AutoCloseable {

    /** The version of the tables that this library reads and writes, as column {@code schema_version} of ipr_state tells it. */
    public static final int SCHEMA_VERSION = 1;

    private final Settings settings;
    private final Transactions transactions;
    private final LiveLists lists = new LiveLists();
    private final Refresher refresher;
    private final EntryStore entries;

    private IpRestriction(DataSource dataSource, Settings settings) {
        this.settings = settings;
        this.transactions = new Transactions(dataSource, settings.activation());
        this.refresher = Refresher.start(new JpaAccessListSource(transactions, settings.activation()), settings, lists);
        this.entries = new EntryStore(transactions, settings, refresher::pollSoon);
    }

    /**
     * Opens the lists of a database and begins to keep the live lists current. Does not wait for the database: until it answers,
     * everything is blocked.
     *
     * @param dataSource where the tables are, not null; it stays the caller's to close
     * @param settings the settings of the application, not null
     * @return the open lists
     */
    public static IpRestriction open(DataSource dataSource, Settings settings) {
        return new IpRestriction(dataSource, settings);
    }

    /**
     * Returns the settings that the lists were opened with.
     *
     * @return the settings
     */
    public Settings settings() {
        return settings;
    }

    /**
     * Returns the lists that this node applies.
     *
     * @return the lists; a list that nobody names is not loaded
     */
    public LiveLists lists() {
        return lists;
    }

    /**
     * Returns the entries of all lists.
     *
     * @return the store
     */
    public EntryStore entries() {
        return entries;
    }

    /** Signs this node off and lets go of the database. The live lists stay as they are. */
    @Override
    public void close() {
        refresher.close(); // signs off, so it needs the store
        transactions.close();
    }
}
