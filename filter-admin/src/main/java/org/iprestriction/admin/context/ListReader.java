package org.iprestriction.admin.context;

import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.entry.Listing;
import org.iprestriction.jpa.EntryStore;

/**
 * Reads the list. If the database does not answer within one second, or within twice the time of the last reading, it returns
 * the list that was last read, so that the pages work while the database hangs. Thread-safe.
 */
public final class ListReader {

    private static final Logger LOG = System.getLogger(ListReader.class.getName());
    private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(10);
    /** The number of concurrent readings. While all of them hang, other callers get the list that was last read. */
    private static final int MOST_READING = 8;
    private static final int MOST_WAITING = 100;
    private static final long IDLE_SECONDS = 2;

    /** A successful reading and the time it took to read the entries. */
    private record Reading(Listing listing, Duration took) {

        /** Returns the later of two readings. If its entries are those of the earlier one, they did not have to be read. */
        Reading followedBy(Reading young) {
            return listing.now().isAfter(young.listing.now()) ? this
                    : listing.entries() == young.listing.entries() ? new Reading(young.listing, took) : young;
        }
    }

    private final EntryStore store;
    private final String list;
    private final ThreadPoolExecutor readers = new ThreadPoolExecutor(MOST_READING, MOST_READING, IDLE_SECONDS, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING), ListReader::thread);
    private final AtomicReference<Reading> last = new AtomicReference<>();

    ListReader(EntryStore store, String list) {
        this.store = store;
        this.list = list;
        readers.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "ip-restriction-read");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns the current list or, if it cannot be read, the list that was last read. */
    public ListReading read() {
        return read(() -> keep(store::list));
    }

    /**
     * Returns the same as {@link #read}, but the entries are not read again if nothing has changed: for those who ask again and
     * again. See {@link EntryStore#recent}.
     */
    public ListReading recent() {
        return read(() -> keep(store::recent));
    }

    private ListReading read(Callable<Listing> from) {
        FutureTask<Listing> reading = new FutureTask<>(from);
        try {
            readers.execute(reading);
            return new ListReading(reading.get(patience().toMillis(), TimeUnit.MILLISECONDS), true);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof StoreUnavailableException down)) {
                throw new IllegalStateException("The list could not be read", e.getCause());
            }
            LOG.log(Level.DEBUG, "The list cannot be read; it is shown as it was last read", e);
            return new ListReading(known(), false, down.getMessage());
        } catch (TimeoutException | RejectedExecutionException e) {
            readers.remove(reading);
            LOG.log(Level.DEBUG, "The database does not answer in time; the list is shown as it was last read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new ListReading(known(), false);
    }

    /** Reads the list and stores it. A result that comes too late for its caller is stored too, for the next one. */
    private Listing keep(Function<String, Listing> from) {
        long before = System.nanoTime();
        Listing listing = from.apply(list);
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        last.accumulateAndGet(new Reading(listing, took), (old, young) -> old == null ? young : old.followedBy(young));
        return listing;
    }

    private Listing known() {
        Reading reading = last.get();
        return reading == null ? null : reading.listing;
    }

    /**
     * Returns how long to wait: one second or twice the time of the last reading, and longer if there is no earlier list to
     * show.
     */
    private Duration patience() {
        Reading reading = last.get();
        Duration twice = reading == null ? LONGEST_PATIENCE : reading.took.multipliedBy(2);
        return twice.compareTo(SHORTEST_PATIENCE) < 0 ? SHORTEST_PATIENCE
                : twice.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : twice;
    }
}
