package org.iprestriction.store;

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
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.iprestriction.database.CommitFailure;
import org.iprestriction.database.OutcomeUnknownException;
import org.iprestriction.database.Reason;
import org.iprestriction.database.Schema;
import org.iprestriction.database.StoreUnavailableException;

/**
 * Runs work in transactions. Connects at the first use and retries at each use until the store responds, so that a
 * store that is down does not stop the start. Thread-safe.
 */
public final class Transactions implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Transactions.class.getName());

    private final Opening opening;
    private final Duration configuredActivation;
    private final ToLongFunction<EntityManager> givenClock;
    private final LostCommits lostCommits;
    private final SteadyClock steady = new SteadyClock();
    private final KnownBlocks knownBlocks = new KnownBlocks();

    /** With a persistence unit of its own. */
    public Transactions(DataSource dataSource, Duration configuredActivation) {
        this(dataSource, configuredActivation, null, null, LostCommits.USUAL);
    }

    /** With the persistence unit of an application, which uses the same database. */
    public Transactions(DataSource dataSource, EntityManagerFactory factory, Duration configuredActivation) {
        this(dataSource, configuredActivation, null, AccessListsUnit.requireUsable(factory), LostCommits.USUAL);
    }

    /** {@code clock} returns microseconds since 1970-01-01T00:00Z. */
    public Transactions(DataSource dataSource, Duration configuredActivation, ToLongFunction<EntityManager> clock) {
        this(dataSource, configuredActivation, clock, null, LostCommits.USUAL);
    }

    public Transactions(DataSource dataSource, Duration configuredActivation, ToLongFunction<EntityManager> clock,
            EntityManagerFactory factory, LostCommits.Patience patience) {
        this.opening = new Opening(dataSource, factory, this::settle);
        this.configuredActivation = configuredActivation;
        this.givenClock = clock;
        this.lostCommits = new LostCommits(this, patience);
    }

    /** Runs a read. The state row is read first, then the clock. */
    public <T> T read(Function<Work, T> body) {
        Opening.Opened with = opening.open();
        return inTransaction(with, entities -> body.apply(beginReading(entities, with)));
    }

    /** Runs a write that needs no ordering, without the lock. The state row is read first, then the clock. */
    public <T> T writeUnordered(Function<Work, T> body) {
        Opening.Opened with = opening.open();
        return inTransaction(with, entities -> {
            with.product().begin(entities);
            return body.apply(beginReading(entities, with));
        });
    }

    /** Runs a read for a node, which needs no reports: a node reads changes even while its reports cannot be saved. */
    public <T> T poll(Function<Work, T> body) {
        Opening.Opened with = opening.open(AccessListsUnit.LISTS);
        return inTransaction(with, entities -> body.apply(beginReading(entities, with)));
    }

    /** Runs a write, serialized with all other writers. The clock is read once the lock is held. */
    public <T> T write(Function<Work, T> body) {
        return write(opening.open(), body);
    }

    private <T> T write(Opening.Opened with, Function<Work, T> body) {
        return inTransaction(with, entities -> body.apply(begin(entities, with)));
    }

    /**
     * Runs one update of a single row that needs neither the state row nor the clock.
     *
     * @param update in JPQL, with a {@code where} clause
     * @return the number of updated rows
     */
    public int update(String update, Map<String, Object> parameters) {
        Opening.Opened with = opening.open();
        return inTransaction(with, entities -> {
            Query query = entities.createQuery(update + with.product().limitingCondition())
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
    public <T> T save(Function<Work, T> body) {
        LostCommits.Saving<T> saving = new LostCommits.Saving<>(body);
        try {
            Opening.Opened with = opening.open();
            return committed(with, entities -> saving.apply(begin(entities, with)));
        } catch (LostCommits.UnansweredException e) {
            opening.suspect();
            return lostCommits.settle(saving, e);
        } catch (PersistenceException e) {
            throw unavailable(e);
        }
    }

    /**
     * Gives a new store its name and its activation. Later, a node's activation is stored only if no other node is
     * running; otherwise a node with an outdated setting would change the delay for all others. A store that has both is
     * read even if it cannot be written: the decisions do not need more.
     */
    private void settle(Opening.Opened with) {
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

    private <T> T inTransaction(Opening.Opened with, Function<EntityManager, T> body) {
        try {
            return committed(with, body);
        } catch (PersistenceException e) {
            throw unavailable(e);
        }
    }

    private StoreUnavailableException unavailable(PersistenceException failure) {
        return opening.explain(failure);
    }

    private <T> T committed(Opening.Opened with, Function<EntityManager, T> body) {
        try (EntityManager entities = with.factory().createEntityManager()) {
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
    private Work beginReading(EntityManager entities, Opening.Opened with) {
        Object[] row = with.product().readWithClock(entities, StateRow.COLUMNS, StateRow.FROM);
        if (row == null) {
            throw Schema.noState();
        }
        StateRow state = StateRow.of(row);
        Schema.requireVersion(state.schemaVersion, AccessListsUnit.SCHEMA_VERSION, with.product());
        long micros = givenClock == null ? ((Number) row[StateRow.WIDTH]).longValue() : givenClock.applyAsLong(entities);
        steady.note(micros);
        return new Work(entities, state, micros / 1000, knownBlocks);
    }

    /** Locks the state row and then reads the clock. It is rounded up: a change is never saved too early. */
    private Work begin(EntityManager entities, Opening.Opened with) {
        with.product().begin(entities);
        List<StateRow> rows = Work.query(entities, "select s from StateRow s where s.id = 1", StateRow.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList(); // a query instead of find(), which may wait for the lock for ever
        if (rows.isEmpty()) {
            throw Schema.noState();
        }
        Schema.requireVersion(rows.get(0).schemaVersion, AccessListsUnit.SCHEMA_VERSION, with.product()); // it may have changed since
        long micros = givenClock == null ? steady.read(() -> with.product().applyAsLong(entities)) : givenClock.applyAsLong(entities);
        return new Work(entities, rows.get(0), -Math.floorDiv(-micros, 1000L), knownBlocks);
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
        opening.close();
        lostCommits.close();
    }
}
