package org.iprestriction.admin;

import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.iprestriction.jpa.EntryStore;
import org.iprestriction.jpa.Listing;
import org.iprestriction.jpa.StoreUnavailableException;

/**
 * The list as it is, or as it was last read where the database does not answer within a second: who looks at a page while the
 * database hangs is answered from memory. Thread-safe.
 */
final class RecentListing {

    private static final Logger LOG = System.getLogger(RecentListing.class.getName());
    private static final long PATIENCE_MILLIS = 1_000;
    /** So many readings may be on their way; while all of them hang everybody else is answered from memory at once. */
    private static final int MOST_READING = 8;
    private static final long IDLE_SECONDS = 2;

    private final EntryStore store;
    private final String list;
    private final ThreadPoolExecutor readers = new ThreadPoolExecutor(0, MOST_READING, IDLE_SECONDS, TimeUnit.SECONDS,
            new SynchronousQueue<>(), RecentListing::thread);
    private volatile Listing last;

    RecentListing(EntryStore store, String list) {
        this.store = store;
        this.list = list;
    }

    /** The one of this application: pages and JSON API read together. */
    static RecentListing of(ServletContext context, EntryStore store, String list) {
        return Shared.in(context, RecentListing.class, () -> new RecentListing(store, list));
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "ip-restriction-read");
        thread.setDaemon(true);
        return thread;
    }

    /** The list as it is or was. */
    Shown read() {
        FutureTask<Listing> reading = new FutureTask<>(() -> store.list(list));
        try {
            readers.execute(reading);
            last = reading.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return new Shown(last, true);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof StoreUnavailableException down)) {
                throw new IllegalStateException("The list could not be read", e.getCause());
            }
            LOG.log(Level.DEBUG, "The list cannot be read; it is shown as it was last read", e);
            return new Shown(last, false, StoreDown.why(down));
        } catch (TimeoutException | RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The database does not answer in time; the list is shown as it was last read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Shown(last, false);
    }
}
