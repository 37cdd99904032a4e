package org.iprestriction.admin.context;

import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.iprestriction.admin.access.RecentlyUsed;
import org.iprestriction.database.Reason;
import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.entry.Listing;
import org.iprestriction.jpa.EntryStore;

/**
 * Reads lists. If the database does not answer within one second, or within twice the time of the last reading, it returns
 * the list as it was last read, so that the pages work while the database hangs. Thread-safe.
 *
 * <p>Only the lists that were read most recently are kept, up to a number of lists and of entries.
 */
public final class ListReader {

    private static final Logger LOG = System.getLogger(ListReader.class.getName());
    private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(10);
    /** The number of concurrent readings. While all of them hang, other callers get the list that was last read. */
    private static final int MOST_READING = 8;
    private static final int MOST_WAITING = 100;
    private static final long IDLE_SECONDS = 2;
    private static final int MOST_LISTS = 200;
    /** The most entries in all lists that are kept. The list that was read last is kept however long it is. */
    private static final long MOST_ENTRIES = 20_000;

    /** A successful reading and the time it took to read the entries. */
    private record Reading(Listing listing, Duration took) {

        /** Returns the later of two readings. If its entries are those of the earlier one, they did not have to be read. */
        Reading followedBy(Reading young) {
            return listing.now().isAfter(young.listing.now()) ? this
                    : listing.entries() == young.listing.entries() ? new Reading(young.listing, took) : young;
        }

        int entries() {
            return listing.entries().size();
        }
    }

    private final EntryStore store;
    private final ThreadPoolExecutor readers = new ThreadPoolExecutor(MOST_READING, MOST_READING, IDLE_SECONDS, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING), ListReader::thread);
    /** Guarded by itself, and so is the number of entries in it. */
    private final RecentlyUsed<String, Reading> last = new RecentlyUsed<>(MOST_LISTS);
    private long entries;
    /** Whether the database answered when it was last asked. */
    private volatile boolean answering = true;

    ListReader(EntryStore store) {
        this.store = store;
        readers.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "ip-restriction-read");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns the current list or, if it cannot be read, the list as it was last read. */
    ListReading read(String list) {
        return read(list, store::list);
    }

    /**
     * Returns the same as {@link #read}, but the entries are not read again if nothing has changed: for those who ask again and
     * again. See {@link EntryStore#recent}.
     */
    ListReading recent(String list) {
        return read(list, store::recent);
    }

    /** Returns the list as it was last read, without asking the database; its listing is null if it is not known. */
    ListReading known(String list) {
        Reading known = lastReading(list);
        return new ListReading(known == null ? null : known.listing, false);
    }

    private ListReading read(String list, Function<String, Listing> from) {
        try {
            return new ListReading(ask(() -> keep(list, from), patience(lastReading(list))), true);
        } catch (StoreUnavailableException down) {
            Reading known = lastReading(list);
            return new ListReading(known == null ? null : known.listing, false, down.getMessage());
        }
    }

    /** Asks the database with the patience for a first answer. Throws if it does not answer in time. */
    <T> T ask(Callable<T> question) {
        return ask(question, patience(null));
    }

    private <T> T ask(Callable<T> question, Duration patience) {
        FutureTask<T> asking = new FutureTask<>(() -> {
            T answer = question.call();
            answering = true;
            return answer;
        });
        try {
            readers.execute(asking);
            return asking.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof StoreUnavailableException down)) {
                throw new IllegalStateException("The database could not be read", e.getCause());
            }
            LOG.log(Level.DEBUG, "The database cannot be read; lists are shown as they were last read", e);
            throw down;
        } catch (TimeoutException | RejectedExecutionException e) {
            answering = false;
            readers.remove(asking);
            LOG.log(Level.DEBUG, "The database does not answer in time; lists are shown as they were last read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new StoreUnavailableException(Reason.STORE_SILENT, StoreUnavailableException.NO_ANSWER);
    }

    /** Reads the list and stores it. A result that comes too late for its caller is stored too, for the next one. */
    private Listing keep(String list, Function<String, Listing> from) {
        long before = System.nanoTime();
        Listing listing = from.apply(list);
        Reading young = new Reading(listing, Duration.ofNanos(System.nanoTime() - before));
        synchronized (last) {
            Reading old = last.remove(list);
            Reading kept = old == null ? young : old.followedBy(young);
            entries += kept.entries() - (old == null ? 0 : old.entries());
            Iterator<Reading> eldest = last.values().iterator();
            while (eldest.hasNext() && (entries > MOST_ENTRIES || last.size() >= MOST_LISTS)) {
                entries -= eldest.next().entries();
                eldest.remove();
            }
            last.put(list, kept);
        }
        return listing;
    }

    private Reading lastReading(String list) {
        synchronized (last) {
            return last.get(list);
        }
    }

    /**
     * Returns how long to wait: one second or twice the time of the last reading, and longer if there is no earlier list to
     * show, unless the database did not answer others either.
     */
    private Duration patience(Reading known) {
        Duration twice = known != null ? known.took.multipliedBy(2) : answering ? LONGEST_PATIENCE : SHORTEST_PATIENCE;
        return twice.compareTo(SHORTEST_PATIENCE) < 0 ? SHORTEST_PATIENCE
                : twice.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : twice;
    }
}
