package org.iprestriction.jpa;

import jakarta.persistence.TypedQuery;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.iprestriction.access.Action;
import org.iprestriction.access.Rule;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.live.AccessListSource;
import org.iprestriction.live.Changes;
import org.iprestriction.live.LiveLists;
import org.iprestriction.live.NodeReport;
import org.iprestriction.live.SourceException;
import org.iprestriction.settings.Setting;
import org.iprestriction.store.Nodes;
import org.iprestriction.store.Revisions;
import org.iprestriction.store.Sentences;
import org.iprestriction.store.Transactions;
import org.iprestriction.store.VersionRow;
import org.iprestriction.store.Work;

/**
 * Provides the lists of a store as rules. Each version of an entry is a rule with the version's id. A version that is
 * disabled or was withdrawn becomes a rule that is never in force, so that it replaces the rule that a node loaded
 * before.
 */
final class JpaAccessListSource implements AccessListSource {

    private static final Logger LOG = System.getLogger(JpaAccessListSource.class.getName());
    private static final int MOST_MISNAMED = 100;
    /** The range of a rule that is never in force, where the range does not matter. */
    private static final IpRange NOWHERE = IpRange.of(IpAddress.ofIpv4(0), IpAddress.ofIpv4(0));

    private final Transactions transactions;
    private final Duration configuredActivation;
    private final LongSupplier nanoTime;
    /** The last poll, until its report; null after that. */
    private final AtomicReference<Rows> polled = new AtomicReference<>();
    /**
     * Whether a report of this node was stored, so that the next one finds a row. An update that finds none does not limit the
     * idle time of its transaction, and PostgreSQL would keep that open for hours if the connection were lost.
     */
    private volatile boolean reported;
    /** The illegal names that the log has told. */
    private final Set<String> misnamed = ConcurrentHashMap.newKeySet();

    JpaAccessListSource(Transactions transactions, Duration configuredActivation) {
        this(transactions, configuredActivation, System::nanoTime);
    }

    JpaAccessListSource(Transactions transactions, Duration configuredActivation, LongSupplier nanoTime) {
        this.transactions = transactions;
        this.configuredActivation = configuredActivation;
        this.nanoTime = nanoTime;
    }

    @Override
    public Changes changesSince(Changes.Position known, Set<String> lists) {
        return explained(() -> {
            Read read = transactions.poll(work -> {
                long readAt = nanoTime.getAsLong(); // the clock was read just before
                return read(work, readAt, known != null && Revisions.holds(work, known) ? known : null, lists);
            });
            Rows rows = read.rows;
            String only = only(lists);
            for (Object[] row : read.versions) { // after the transaction, which the database would end if it were idle for long
                String list = only == null ? (String) row[VersionRow.RULE_WIDTH] : only;
                if (rows.rules.containsKey(list) || isName(list)) {
                    rows.add(list, VersionRow.of(row, 0));
                }
            }
            polled.set(rows);
            return new Changes(rows.position, rows.clock, Duration.ofNanos(nanoTime.getAsLong() - rows.readAt), rows.activation,
                    rows.complete, rows.rules, rows.skipped, rows.refused, rows.unknown);
        });
    }

    /** Returns whether a list may have this name. One that may not cannot have been saved here, and nothing could show or keep it. */
    private boolean isName(String list) {
        if (Setting.LIST.accepts(list)) {
            return true;
        }
        if (misnamed.size() < MOST_MISNAMED && misnamed.add(list)) {
            LOG.log(Level.WARNING, "The rows with the list name “{0}” are left out: a list name is {1}. Correct them.",
                    list.replaceAll("\\p{C}", "?"), Setting.LIST.legal());
        }
        return false;
    }

    private static <T> T explained(Supplier<T> body) {
        try {
            return body.get();
        } catch (StoreUnavailableException e) {
            throw new SourceException(e.reason().code(), e.getMessage(), e);
        }
    }

    /** What one transaction has read: the versions as they are stored, and an object for the rules that are made of them. */
    private record Read(Rows rows, List<Object[]> versions) {
    }

    /** The result of one transaction; {@code readAt} is when its clock was read. */
    private record Rows(Changes.Position position, long clock, long readAt, Duration activation, boolean complete,
            Map<String, List<Rule>> rules, Map<String, List<String>> skipped, Map<String, String> refused, Map<String, String> unknown) {

        long clockAt(long nanos) {
            return clock + (nanos - readAt) / 1_000_000;
        }

        void add(String list, VersionRow version) {
            List<Rule> into = rules.computeIfAbsent(list, name -> new ArrayList<>());
            try {
                into.add(rule(version, clock));
            } catch (IllegalArgumentException e) {
                String sentence = Sentences.unreadable(version.entryId, version.notation, e);
                if (version.mayBlock()) { // without it, the list would allow more than intended; the last good list does not
                    refused.put(list, Sentences.refused(sentence));
                } else {
                    skipped.computeIfAbsent(list, name -> new ArrayList<>()).add(sentence);
                    into.add(never(version));
                }
            }
        }
    }

    /**
     * The state row was read before, so a change that is saved from now on may already be included and is then read
     * again next time.
     */
    private static Read read(Work work, long readAt, Changes.Position since, Set<String> lists) {
        Map<String, String> unknown = new HashMap<>();
        List<Object[]> versions = versions(work, lists, since);
        if (since == null || since.revision() != work.revision()) {
            withoutVersions(lists, versions).forEach(list -> UnknownList.sentence(work, list).ifPresent(sentence -> unknown.put(list, sentence)));
        }
        return new Read(new Rows(work.position(), work.clock(), readAt, work.activation(), since == null, new HashMap<>(), new HashMap<>(),
                new HashMap<>(), unknown), versions);
    }

    /** Returns those of the lists that are wanted by name of which nothing was read. */
    private static Set<String> withoutVersions(Set<String> lists, List<Object[]> versions) {
        Set<String> without = new TreeSet<>(lists);
        without.remove(LiveLists.EVERY);
        if (only(lists) != null) {
            return versions.isEmpty() ? without : Set.of();
        }
        for (int i = 0; i < versions.size() && !without.isEmpty(); i++) {
            without.remove((String) versions.get(i)[VersionRow.RULE_WIDTH]);
        }
        return without;
    }

    /** Returns the name of the only wanted list, or null if there may be several. */
    private static String only(Set<String> lists) {
        return lists.size() == 1 && !lists.contains(LiveLists.EVERY) ? lists.iterator().next() : null;
    }

    /**
     * Reads columns instead of entities, which would take most of the time of a full load. The name of the list is read only
     * if there may be several.
     */
    private static List<Object[]> versions(Work work, Set<String> lists, Changes.Position known) {
        if (lists.isEmpty() || known != null && known.revision() == work.revision()) {
            return List.of();
        }
        boolean named = !lists.contains(LiveLists.EVERY);
        TypedQuery<Object[]> query = work.query("select " + VersionRow.RULE_COLUMNS + (only(lists) == null ? ", v.list" : "")
                        + " from VersionRow v where " + (named ? "v.list in :lists and " : "")
                        + (known == null ? "v.endsAt > :bound and v.endsAt > v.beginsAt" : "v.revision > :bound"), Object[].class)
                .setParameter("bound", known == null ? work.clock() : known.revision());
        return (named ? query.setParameter("lists", lists) : query).getResultList();
    }

    private static Rule rule(VersionRow version, long clock) {
        return version.appliesAfter(clock) ? new Rule(version.id, version.readAction(), version.readAddress().range().compact(),
                version.beginsAt, version.appliesUntil()) : never(version);
    }

    private static Rule never(VersionRow version) {
        return new Rule(version.id, Action.ALLOW, NOWHERE, version.beginsAt, version.beginsAt);
    }

    /**
     * Stores a report. If no other node is running, its configured activation is stored too. The report that follows a
     * poll is one update, because the poll has just read everything else that is needed.
     */
    @Override
    public void report(NodeReport report) {
        explained(() -> {
            save(report);
            return null;
        });
    }

    private void save(NodeReport report) {
        Rows last = polled.getAndSet(null);
        if (reported && last != null && last.activation.equals(configuredActivation) && Nodes.renew(transactions, report, last.clockAt(nanoTime.getAsLong()))) {
            return;
        }
        boolean differs = transactions.writeUnordered(work -> {
            Nodes.record(work, report);
            return !work.isActivation(configuredActivation) && !Nodes.isAnotherAtWork(work, report.node());
        });
        reported = true;
        if (differs && !report.signedOff()) {
            transactions.write(work -> {
                work.adoptActivation(configuredActivation, report.node());
                return null;
            });
        }
    }
}
