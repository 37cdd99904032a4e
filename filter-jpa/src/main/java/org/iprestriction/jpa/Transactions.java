package org.iprestriction.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.iprestriction.database.CommitFailure;
import org.iprestriction.database.Connections;
import org.iprestriction.database.OutcomeUnknownException;
import org.iprestriction.database.Product;
import org.iprestriction.database.Reason;
import org.iprestriction.database.Schema;
import org.iprestriction.database.StoreUnavailableException;

/**
 * Runs work in transactions. Connects at the first use and retries at each use until the store responds, so that a
 * store that is down does not stop the start. Thread-safe.
 */
final class Transactions implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Transactions.class.getName());
    private static final int PATIENCE_SECONDS = 10;

    private final Connections connections;
    private final DataSource dataSource;
    private final Duration configuredActivation;
    private final ToLongFunction<EntityManager> givenClock;
    /** The factory of the application, which also closes it; null if this object has a factory of its own. */
    private final EntityManagerFactory givenFactory;
    private final LostCommits lostCommits;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile Opened opened;
    /** The started provider, possibly before {@link #settle} has succeeded; guarded by {@code opening}. */
    private Opened started;
    /** The number of failures to connect, and the last one; written with {@code opening} held. */
    private volatile long attempts;
    private volatile StoreUnavailableException failed;
    private final SteadyClock steady = new SteadyClock();
    /**
     * Whether the last use failed. The next one then checks the tables first: the message is better, and providers log
     * each failure.
     */
    private volatile boolean suspect;
    private volatile boolean closed;

    /** The objects that exist once the store has responded. */
    private record Opened(EntityManagerFactory factory, Product product) {
    }

    /** With a persistence unit of its own. */
    Transactions(DataSource dataSource, Duration configuredActivation) {
        this(dataSource, configuredActivation, null, null, LostCommits.USUAL);
    }

    /** With the persistence unit of an application, which uses the same database. */
    Transactions(DataSource dataSource, EntityManagerFactory factory, Duration configuredActivation) {
        this(dataSource, configuredActivation, null, AccessListsUnit.requireUsable(factory), LostCommits.USUAL);
    }

    /** {@code clock} returns microseconds since 1970-01-01T00:00Z. */
    Transactions(DataSource dataSource, Duration configuredActivation, ToLongFunction<EntityManager> clock) {
        this(dataSource, configuredActivation, clock, null, LostCommits.USUAL);
    }

    Transactions(DataSource dataSource, Duration configuredActivation, ToLongFunction<EntityManager> clock,
            EntityManagerFactory factory, LostCommits.Patience patience) {
        this.connections = new Connections(dataSource);
        this.dataSource = connections.asDataSource();
        this.configuredActivation = configuredActivation;
        this.givenClock = clock;
        this.givenFactory = factory;
        this.lostCommits = new LostCommits(this, patience);
    }

    /** Runs a read. The state row is read first, then the clock. */
    <T> T read(Function<Work, T> body) {
        Opened with = open();
        return inTransaction(with, entities -> body.apply(beginReading(entities, with)));
    }

    /** Runs a write that needs no ordering, without the lock. The state row is read first, then the clock. */
    <T> T writeUnordered(Function<Work, T> body) {
        Opened with = open();
        return inTransaction(with, entities -> {
            with.product.begin(entities);
            return body.apply(beginReading(entities, with));
        });
    }

    /** Runs a read for a node, which needs no reports: a node reads changes even while its reports cannot be saved. */
    <T> T poll(Function<Work, T> body) {
        Opened with = open(AccessListsUnit.LISTS);
        return inTransaction(with, entities -> body.apply(beginReading(entities, with)));
    }

    /** Runs a write, serialized with all other writers. The clock is read once the lock is held. */
    <T> T write(Function<Work, T> body) {
        return write(open(), body);
    }

    private <T> T write(Opened with, Function<Work, T> body) {
        return inTransaction(with, entities -> body.apply(begin(entities, with)));
    }

    /**
     * Runs one update of a single row that needs neither the state row nor the clock.
     *
     * @param update in JPQL, with a {@code where} clause
     * @return the number of updated rows
     */
    int update(String update, Map<String, Object> parameters) {
        Opened with = open();
        return inTransaction(with, entities -> {
            Query query = entities.createQuery(update + with.product.limitingCondition())
                    .setHint("jakarta.persistence.query.timeout", Work.LONGEST_QUERY_MILLIS);
            parameters.forEach(query::setParameter);
            return query.executeUpdate();
        });
    }

    /**
     * Runs a write that creates revisions. If its commit is not answered, finds out whether it was saved.
     *
     * @throws StoreUnavailableException if nothing was saved
     * @throws OutcomeUnknownException if it may have been saved
     */
    <T> T save(Function<Work, T> body) {
        LostCommits.Saving<T> saving = new LostCommits.Saving<>(body);
        try {
            Opened with = open();
            return committed(with, entities -> saving.apply(begin(entities, with)));
        } catch (LostCommits.UnansweredException e) {
            suspect = true;
            return lostCommits.settle(saving, e);
        } catch (PersistenceException e) {
            throw unavailable(e);
        }
    }

    private Opened open() {
        return open(AccessListsUnit.ROWS);
    }

    /** {@code needed} are the tables to check if the last use failed. */
    private Opened open(List<Class<?>> needed) {
        long before = attempts;
        Opened known = opened;
        if (known != null) {
            if (suspect) {
                Schema.check(dataSource, needed, IpRestriction.SCHEMA_VERSION);
                suspect = needed != AccessListsUnit.ROWS;
            }
            return known;
        }
        try {
            // if the store hangs, there must not be a waiting thread for each request
            if (!opening.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new StoreUnavailableException(StoreUnavailableException.NO_ANSWER, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Connecting to the database was interrupted.", e);
        }
        try {
            if (closed) {
                throw new StoreUnavailableException("The store was closed.", null);
            }
            if (opened == null && attempts != before) { // who waited for an attempt shares its failure, or a crowd would hold up the loader
                throw new StoreUnavailableException(failed.reason(), failed.getMessage());
            }
            opened = opened == null ? connect() : opened;
            Opened now = opened;
            if (closed) {
                close();
                throw new StoreUnavailableException("The store was closed.", null);
            }
            return now;
        } catch (StoreUnavailableException e) {
            failed = e;
            attempts++;
            throw e;
        } finally {
            opening.unlock();
        }
    }

    /** Starts the provider only once, even if the following steps have to be retried. */
    private Opened connect() {
        Product product = Schema.check(dataSource, AccessListsUnit.ROWS, IpRestriction.SCHEMA_VERSION);
        if (started == null) {
            try {
                EntityManagerFactory factory = givenFactory == null ? AccessListsUnit.create(dataSource) : givenFactory;
                started = new Opened(factory, product);
            } catch (RuntimeException e) { // providers throw different exceptions here
                throw new StoreUnavailableException(StoreUnavailableException.NO_ANSWER, e);
            }
        }
        settle(started);
        return started;
    }

    /**
     * Gives a new store its name and its activation. Later, a node's activation is stored only if no other node is
     * running; otherwise a node with an outdated setting would change the delay for all others. A store that has both is
     * read even if it cannot be written: the decisions do not need more.
     */
    private void settle(Opened with) {
        boolean complete = inTransaction(with, entities -> beginReading(entities, with).isSettled());
        try {
            write(with, work -> {
                work.nameStore();
                work.adoptActivation(configuredActivation, null);
                return work;
            });
        } catch (StoreUnavailableException e) {
            if (!complete || e.reason() != Reason.READ_ONLY && e.reason() != Reason.PERMISSION_MISSING) {
                throw e;
            }
            LOG.log(Level.DEBUG, "The store can only be read; the report of this node will say so", e);
        }
    }

    private <T> T inTransaction(Opened with, Function<EntityManager, T> body) {
        try {
            return committed(with, body);
        } catch (PersistenceException e) {
            throw unavailable(e);
        }
    }

    private StoreUnavailableException unavailable(PersistenceException failure) {
        suspect = true;
        return Schema.explain(failure, dataSource, AccessListsUnit.ROWS, IpRestriction.SCHEMA_VERSION);
    }

    private <T> T committed(Opened with, Function<EntityManager, T> body) {
        try (EntityManager entities = with.factory.createEntityManager()) {
            entities.setFlushMode(FlushModeType.COMMIT);
            EntityTransaction transaction = entities.getTransaction();
            transaction.begin();
            try {
                T result = body.apply(entities);
                entities.flush(); // what fails before the commit was not saved
                commit(transaction);
                return result;
            } finally {
                if (transaction.isActive()) {
                    rollBack(transaction);
                }
            }
        }
    }

    private static void commit(EntityTransaction transaction) {
        try {
            transaction.commit();
        } catch (RuntimeException e) { // providers throw different exceptions here
            throw CommitFailure.isRollback(e) ? e : new LostCommits.UnansweredException(e);
        }
    }

    /** Reads the state row and the clock in one statement. The clock is rounded down: a reading is never too late. */
    private Work beginReading(EntityManager entities, Opened with) {
        Object[] row = with.product.readWithClock(entities, StateRow.COLUMNS, StateRow.FROM);
        if (row == null) {
            throw Schema.noState();
        }
        StateRow state = StateRow.of(row);
        Schema.requireVersion(state.schemaVersion, IpRestriction.SCHEMA_VERSION, with.product);
        long micros = givenClock == null ? ((Number) row[StateRow.WIDTH]).longValue() : givenClock.applyAsLong(entities);
        steady.note(micros);
        return new Work(entities, state, micros / 1000);
    }

    /** Locks the state row and then reads the clock. It is rounded up: a change is never saved too early. */
    private Work begin(EntityManager entities, Opened with) {
        with.product.begin(entities);
        List<StateRow> rows = Work.query(entities, "select s from StateRow s where s.id = 1", StateRow.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList(); // a query instead of find(), which may wait for the lock for ever
        if (rows.isEmpty()) {
            throw Schema.noState();
        }
        Schema.requireVersion(rows.get(0).schemaVersion, IpRestriction.SCHEMA_VERSION, with.product); // it may have changed since
        long micros = givenClock == null ? steady.read(() -> with.product.applyAsLong(entities)) : givenClock.applyAsLong(entities);
        return new Work(entities, rows.get(0), -Math.floorDiv(-micros, 1000L));
    }

    private static void rollBack(EntityTransaction transaction) {
        try {
            transaction.rollback();
        } catch (PersistenceException e) { // the exception that caused the rollback is more helpful
            LOG.log(Level.DEBUG, "A transaction could not be rolled back", e);
        }
    }

    @Override
    public void close() {
        closed = true; // a thread that is connecting at this moment closes its own connection
        Opened last = opened == null ? started : opened;
        opened = null;
        if (givenFactory == null && last != null && last.factory.isOpen()) {
            last.factory.close();
        }
        lostCommits.close();
        connections.close();
    }
}
