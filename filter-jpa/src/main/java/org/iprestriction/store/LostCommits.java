package org.iprestriction.store;

import jakarta.persistence.PersistenceException;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.iprestriction.database.OutcomeUnknownException;
import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.live.Changes;

/**
 * Finds out whether a transaction was saved whose commit was not answered, by its random token in the history. The
 * question is asked on a separate thread, because the database may not answer it either. Thread-safe.
 */
public final class LostCommits implements AutoCloseable {

    private static final Logger LOG = System.getLogger(LostCommits.class.getName());
    /** Two seconds, which nobody who saves finds long. */
    public static final Patience USUAL = new Patience(20, Duration.ofSeconds(2));
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MOST_ASKING = 4;

    /** How often it is asked while the database does not answer, and for how long altogether. */
    public record Patience(int questions, Duration most) {
    }

    /** A write that remembers what it did, for when its commit is not answered. Used once. */
    public static final class Saving<T> implements Function<Work, T> {

        private final Function<Work, T> body;
        private T result;
        private Changes.Position created;

        Saving(Function<Work, T> body) {
            this.body = body;
        }

        @Override
        public T apply(Work work) {
            result = body.apply(work);
            created = work.hasTouched() ? work.position() : null;
            return result;
        }

        T result() {
            return result;
        }

        /** Returns the last revision that it creates, or null if it changes nothing. */
        Changes.Position created() {
            return created;
        }
    }

    /** Thrown if a commit failed, but may have been carried out all the same. */
    public static final class UnansweredException extends PersistenceException {

        private static final long serialVersionUID = 1;

        UnansweredException(RuntimeException cause) {
            super(cause);
        }
    }

    private final Transactions transactions;
    private final Patience patience;
    private final ThreadPoolExecutor asking = new ThreadPoolExecutor(0, MOST_ASKING, 2, TimeUnit.SECONDS,
            new SynchronousQueue<>(), LostCommits::thread);

    public LostCommits(Transactions transactions, Patience patience) {
        this.transactions = transactions;
        this.patience = patience;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "ip-restriction-settle");
        thread.setDaemon(true);
        thread.setContextClassLoader(LostCommits.class.getClassLoader());
        return thread;
    }

    /**
     * Returns the result of a write whose commit was not answered, if it was saved.
     *
     * @throws StoreUnavailableException if it was not saved
     * @throws OutcomeUnknownException if that cannot be found out
     */
    public <T> T settle(Saving<T> saving, UnansweredException failure) {
        if (saving.created() == null) {
            return saving.result(); // there was nothing to save
        }
        Optional<Boolean> saved = isSaved(saving.created());
        LOG.log(Level.WARNING, "The database did not answer a commit; revision {0} {1}.", Long.toString(saving.created().revision()),
                saved.isEmpty() ? "may have been saved" : saved.get() ? "was saved" : "was not saved");
        if (saved.isEmpty()) {
            throw new OutcomeUnknownException(failure.getCause());
        }
        if (!saved.get()) {
            throw new StoreUnavailableException("The database does not answer.", failure);
        }
        return saving.result();
    }

    /** Returns whether the transaction that created a revision was saved; empty if that cannot be known in time. */
    private Optional<Boolean> isSaved(Changes.Position created) {
        long end = System.nanoTime() + patience.most.toNanos();
        FutureTask<Boolean> question = new FutureTask<>(question(created, end));
        try {
            asking.execute(question);
            return Optional.ofNullable(question.get(patience.most.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "It cannot be found out whether a change was saved", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** A database that was restarted refuses connections at first, so it is asked again until the time is up. */
    private Callable<Boolean> question(Changes.Position created, long end) {
        return () -> {
            for (int left = patience.questions;; left--) {
                try {
                    return ask(created);
                } catch (StoreUnavailableException e) {
                    if (left == 1 || System.nanoTime() + PAUSE_NANOS > end) {
                        throw e;
                    }
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        };
    }

    /**
     * If the revision is not in the history yet, the transaction may still be committing. It holds the lock of all
     * writers until it has ended, so once that lock has been taken, the answer is final.
     */
    private boolean ask(Changes.Position created) {
        return transactions.read(work -> Revisions.holds(work, created))
                || transactions.write(work -> Revisions.holds(work, created));
    }

    @Override
    public void close() {
        asking.shutdown(); // without interrupting threads, which could break an embedded database
    }
}
