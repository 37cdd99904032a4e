package org.iprestriction.store;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.iprestriction.database.Connections;
import org.iprestriction.database.Product;
import org.iprestriction.database.Schema;
import org.iprestriction.database.StoreUnavailableException;

/**
 * Connects at the first use and retries at each use until the store responds. Checks the tables before the provider is
 * started, and again after a failure. Thread-safe.
 */
final class Opening implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 10;

    private final Connections connections;
    private final DataSource dataSource;
    /** The factory of the application, which also closes it; null if this object has a factory of its own. */
    private final EntityManagerFactory givenFactory;
    private final Consumer<Opened> settle;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile Opened opened;
    /** The started provider, possibly before {@link #settle} has succeeded; guarded by {@code connecting}. */
    private Opened started;
    /** The number of failures to connect, and the last one; written with {@code connecting} held. */
    private volatile long attempts;
    private volatile StoreUnavailableException failed;
    /**
     * Whether the last use failed. The next one then checks the tables first: the message is better, and providers log
     * each failure.
     */
    private volatile boolean suspect;
    private volatile boolean closed;

    /** The objects that exist once the store has responded. */
    record Opened(EntityManagerFactory factory, Product product) {
    }

    /** {@code settle} is what has to succeed once before the store is used; it throws an exception if it does not. */
    Opening(DataSource dataSource, EntityManagerFactory givenFactory, Consumer<Opened> settle) {
        this.connections = new Connections(dataSource);
        this.dataSource = connections.asDataSource();
        this.givenFactory = givenFactory;
        this.settle = settle;
    }

    /** Notes that a use failed. */
    void suspect() {
        suspect = true;
    }

    /** Notes that a use failed, and returns why. */
    StoreUnavailableException explain(PersistenceException failure) {
        suspect();
        return Schema.explain(failure, dataSource, AccessListsUnit.ROWS, AccessListsUnit.SCHEMA_VERSION);
    }

    /** Returns the provider, after connecting if that has not succeeded yet. */
    Opened open() {
        return open(AccessListsUnit.ROWS);
    }

    /** {@code needed} are the tables to check if the last use failed. */
    Opened open(List<Class<?>> needed) {
        long before = attempts;
        Opened known = opened;
        if (known != null) {
            if (suspect) {
                Schema.check(dataSource, needed, AccessListsUnit.SCHEMA_VERSION);
                suspect = needed != AccessListsUnit.ROWS;
            }
            return known;
        }
        try {
            // if the store hangs, there must not be a waiting thread for each request
            if (!connecting.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
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
            connecting.unlock();
        }
    }

    /** Starts the provider only once, even if the following steps have to be retried. */
    private Opened connect() {
        Product product = Schema.check(dataSource, AccessListsUnit.ROWS, AccessListsUnit.SCHEMA_VERSION);
        if (started == null) {
            try {
                EntityManagerFactory factory = givenFactory == null ? AccessListsUnit.create(dataSource) : givenFactory;
                started = new Opened(factory, product);
            } catch (RuntimeException e) { // providers throw different exceptions here
                throw new StoreUnavailableException(StoreUnavailableException.NO_ANSWER, e);
            }
        }
        settle.accept(started);
        return started;
    }

    @Override
    public void close() {
        closed = true; // a thread that is connecting at this moment closes its own connection
        Opened last = opened == null ? started : opened;
        opened = null;
        if (givenFactory == null && last != null && last.factory.isOpen()) {
            last.factory.close();
        }
        connections.close();
    }
}
