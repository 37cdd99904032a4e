package org.iprestriction.jpa;

import jakarta.persistence.Query;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.iprestriction.live.AccessListSource;
import org.iprestriction.live.Changes;
import org.iprestriction.live.NodeReport;
import org.iprestriction.live.Redacted;
import org.iprestriction.store.ChangeRow;
import org.iprestriction.store.EntryRow;
import org.iprestriction.store.Nodes;
import org.iprestriction.store.Revisions;
import org.iprestriction.store.Transactions;
import org.iprestriction.store.VersionRow;
import org.iprestriction.store.Work;

/**
 * Removes what is older than the retention: changes, ended versions, and entries that are gone, except for the one of each list
 * that was touched last. The node that has been running the longest does it, at its start and then once a day, with a few rows
 * after each poll.
 *
 * <p>A node that has loaded a revision reads only what was touched later, so a version may be removed only if no node can
 * continue from a revision before its end. Therefore the changes come first: a change that is removed, or whose token is
 * erased because it is still the last change of an entry, is a revision from which nobody can continue. A node that
 * has loaded no later one reads everything.
 */
final class Retention {

    private static final Logger LOG = System.getLogger(Retention.class.getName());
    static final int MOST_ROWS = 500;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final String LAST_OF_AN_ENTRY =
            "exists (select e.id from EntryRow e where e.id = c.entryId and e.revision = c.revision and e.deleted = 0)";
    private static final String OLD_CHANGE = "c.changedAt <= :cutoff and c.revision <= :bound";
    private static final String OLD_VERSION = "v.endsAt <= :cutoff and v.touchedAt <= :cutoff and v.revision <= :bound";
    private static final String OLD_ENTRY = "e.deleted = 1 and e.changedAt <= :cutoff and e.revision <= :bound"
            + " and not exists (select v.id from VersionRow v where v.entryId = e.id)";
    /**
     * The entry of a list that was touched last says the revision of the list, which must never go back. Once there is a later
     * one, there always is, so this need not be looked at again before the removal.
     */
    private static final String NOT_LAST_OF_A_LIST =
            " and exists (select l.id from EntryRow l where l.list = e.list and l.revision > e.revision)";

    private final Transactions transactions;
    private final long retentionMillis;
    private final LongSupplier wallClock;
    /** A poll that was abandoned may still be here while the next one comes. */
    private final ReentrantLock running = new ReentrantLock();
    private Stage stage = Stage.CHANGES;
    /** The last row that this stage has looked at. */
    private long after;
    /** The instant up to which rows are old; the same for all stages, or the first one would find more with each poll. */
    private long cutoff;
    private long dueAt;
    private boolean failed;

    /** What is removed, in this order. */
    private enum Stage {
        CHANGES("select c.revision from ChangeRow c where c.revision > :after and " + OLD_CHANGE
                + " and (c.token <> '' or not " + LAST_OF_AN_ENTRY + ") order by c.revision",
                "delete from ChangeRow c where c.revision in :rows and " + OLD_CHANGE + " and not " + LAST_OF_AN_ENTRY,
                "update ChangeRow c set c.token = '' where c.revision in :rows and " + OLD_CHANGE),
        VERSIONS("select v.id from VersionRow v where v.id > :after and " + OLD_VERSION + " order by v.id",
                "delete from VersionRow v where v.id in :rows and " + OLD_VERSION),
        ENTRIES("select e.id from EntryRow e where e.id > :after and " + OLD_ENTRY + NOT_LAST_OF_A_LIST + " order by e.id",
                "delete from EntryRow e where e.id in :rows and " + OLD_ENTRY);

        private final String find;
        private final List<String> remove;

        Stage(String find, String... remove) {
            this.find = find;
            this.remove = List.of(remove);
        }

        /** Returns the last revision whose rows may be removed. */
        private long bound(Work work) {
            return this == CHANGES ? Math.min(work.revision(), Nodes.oldestLoaded(work)) - 1 : Revisions.first(work);
        }
    }

    /** {@code wallClock} is this node's own clock, in milliseconds since 1970-01-01T00:00Z. */
    Retention(Transactions transactions, Duration retention, LongSupplier wallClock) {
        this.transactions = transactions;
        this.retentionMillis = retention.toMillis();
        this.wallClock = wallClock;
    }

    /** Removes some rows if it is time to. Never fails. {@code clock} is the time of the database. */
    void afterPoll(String node, long clock) {
        if (!running.tryLock()) {
            return;
        }
        try {
            // the earlier of both clocks: what a clock that is ahead made seem old could not be brought back
            long now = Math.min(clock, wallClock.getAsLong());
            if (now >= dueAt || dueAt - now > DAY_MILLIS) { // the clock may have been set back
                dueAt = now + HOUR_MILLIS;
                dueAt = step(node, now) ? now : now + DAY_MILLIS;
                failed = false;
            }
        } catch (RuntimeException e) {
            LOG.log(failed ? Level.DEBUG : Level.WARNING, "Old changes cannot be removed; this is tried again in an hour: {0}",
                    Redacted.sentence(e));
            failed = true;
        } finally {
            running.unlock();
        }
    }

    /** Removes the next rows. Returns whether there may be more. */
    private boolean step(String node, long now) {
        if (!transactions.read(work -> node.equals(Nodes.longestRunning(work)))) {
            begin(Stage.CHANGES);
            return false;
        }
        if (stage == Stage.CHANGES && after == 0) {
            cutoff = now - retentionMillis;
        }
        List<Long> rows = transactions.read(this::find);
        while (rows.isEmpty() && stage != Stage.ENTRIES) {
            begin(Stage.values()[stage.ordinal() + 1]);
            rows = transactions.read(this::find);
        }
        if (rows.isEmpty()) {
            begin(Stage.CHANGES);
            return false;
        }
        List<Long> found = rows;
        int removed = transactions.write(work -> remove(work, found));
        after = found.get(found.size() - 1);
        LOG.log(Level.DEBUG, "Removed {0} old rows ({1})", removed, stage);
        return true;
    }

    private void begin(Stage next) {
        stage = next;
        after = 0;
    }

    private List<Long> find(Work work) {
        return work.query(stage.find, Long.class)
                .setParameter("after", after).setParameter("bound", stage.bound(work))
                .setParameter("cutoff", cutoff)
                .setMaxResults(MOST_ROWS).getResultList();
    }

    /** Removes the rows if that is still right, now that nobody else can write. */
    private int remove(Work work, List<Long> rows) {
        int removed = 0;
        long bound = stage.bound(work);
        for (String statement : stage.remove) {
            Query query = work.entities().createQuery(statement)
                    .setHint("jakarta.persistence.query.timeout", Work.LONGEST_QUERY_MILLIS);
            removed += query.setParameter("rows", rows).setParameter("bound", bound).setParameter("cutoff", cutoff)
                    .executeUpdate();
        }
        return removed;
    }

    /** A source of lists that also removes, after each poll, some of what is older than the retention. */
    static final class Source implements AccessListSource {

        private final JpaAccessListSource source;
        private final Retention retention;
        /** The time of the database at the last poll. */
        private volatile long clock;

        Source(JpaAccessListSource source, Retention retention) {
            this.source = source;
            this.retention = retention;
        }

        @Override
        public Changes changesSince(Changes.Position known, Set<String> lists) {
            Changes changes = source.changesSince(known, lists);
            clock = changes.now();
            return changes;
        }

        @Override
        public void report(NodeReport report) {
            source.report(report);
            if (report.loaded() != null && !report.signedOff()) {
                retention.afterPoll(report.node(), clock);
            }
        }
    }
}
