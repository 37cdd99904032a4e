package org.iprestriction.jpa;

import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import javax.sql.DataSource;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.live.LiveLists;
import org.iprestriction.live.Refresher;
import org.iprestriction.settings.Settings;
import org.iprestriction.store.AccessListsUnit;
import org.iprestriction.store.Nodes;
import org.iprestriction.store.Transactions;

/**
 * The access lists of a database, opened for this process: the entries for editing, and the live lists for the filters.
 * This is the entry point for applications without a web.xml; for those with one, it is {@link JpaAccessListsListener}.
 *
 * <p>Close it before the data source: closing signs this node off, so that other nodes no longer wait for it.
 *
 * <p>Thread-safe.
 */
public final class IpRestriction implements AutoCloseable {

    /** The name of the servlet context attribute under which an application has its open lists. */
    public static final String ATTRIBUTE = IpRestriction.class.getName();

    /**
     * The version of the tables that this library supports, as stored in the column {@code schema_version} of
     * {@code ipr_state}.
     */
    public static final int SCHEMA_VERSION = AccessListsUnit.SCHEMA_VERSION;

    private final Settings settings;
    private final Transactions transactions;
    private final LiveLists lists = new LiveLists();
    private final Refresher refresher;
    private final EntryStore entries;
    private final ChangeHistory history;

    private IpRestriction(Transactions transactions, Settings settings) {
        this.settings = settings;
        this.transactions = transactions;
        this.refresher = Refresher.start(new Retention.Source(new JpaAccessListSource(transactions, settings.activation()),
                new Retention(transactions, settings.activityRetention(), System::currentTimeMillis)), settings, lists);
        this.history = new ChangeHistory(transactions);
        this.entries = new EntryStore(transactions, settings, refresher::pollSoon);
    }

    /**
     * Opens the lists of a database and starts to keep the live lists current. Does not wait for the database: until it
     * responds, everything is blocked.
     *
     * @param dataSource the data source of the database with the tables, not null; the caller remains responsible for
     *     closing it
     * @param settings the settings of the application, not null
     * @return the open lists
     */
    public static IpRestriction open(DataSource dataSource, Settings settings) {
        return new IpRestriction(new Transactions(dataSource, settings.activation()), settings);
    }

    /**
     * Opens the lists of a database with a persistence unit of the application, instead of one of this library. The unit
     * contains the {@linkplain #entityClasses() entity classes} and has the transaction type {@code RESOURCE_LOCAL}. Second-level
     * caches are bypassed. The time limits for a database that does not respond are those of the factory's own connections.
     *
     * @param factory the factory, not null; the caller remains responsible for closing it, after these lists
     * @param dataSource a data source of the same database, through which the tables are checked; not null
     * @param settings the settings of the application, not null
     * @return the open lists
     * @throws IllegalArgumentException if the persistence unit lacks one of the classes or leaves its transactions to JTA
     */
    public static IpRestriction open(EntityManagerFactory factory, DataSource dataSource, Settings settings) {
        return new IpRestriction(new Transactions(dataSource, factory, settings.activation()), settings);
    }

    /**
     * Returns the entity classes that a persistence unit of the application has to contain.
     *
     * @return the classes, all of them in the package {@code org.iprestriction.store}
     */
    public static List<Class<?>> entityClasses() {
        return AccessListsUnit.ROWS;
    }

    /**
     * Returns the settings with which the lists were opened.
     *
     * @return the settings, not null
     */
    public Settings settings() {
        return settings;
    }

    /**
     * Returns the lists that this node applies.
     *
     * @return the lists, not null; a list is only loaded once a filter names it
     */
    public LiveLists lists() {
        return lists;
    }

    /**
     * Returns the entries of all lists.
     *
     * @return the store, not null
     */
    public EntryStore entries() {
        return entries;
    }

    /**
     * Returns the history of all lists.
     *
     * @return the history, not null
     */
    public ChangeHistory history() {
        return history;
    }

    /**
     * Returns what this node knows about itself, even while the database does not answer. If its reports cannot be saved, its
     * problem says so.
     *
     * @return this node, not null; {@link NodeStatus.State#UP_TO_DATE} as far as it knows, or
     *     {@link NodeStatus.State#BEHIND} if it has a problem
     */
    public NodeStatus node() {
        return Nodes.itself(refresher.node());
    }

    /**
     * Asks the database for changes as soon as possible, instead of at the next poll: for an application that knows that the
     * database is back.
     */
    public void pollSoon() {
        refresher.pollSoon();
    }

    /** Signs this node off and closes all connections to the database. The live lists stay as they are. */
    @Override
    public void close() {
        refresher.close(); // signs off, so it needs the store
        transactions.close();
    }
}
