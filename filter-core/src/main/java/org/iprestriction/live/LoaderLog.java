package org.iprestriction.live;

import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** The log of the loader: one line for each change of state, and none while the state stays the same. */
final class LoaderLog {

    private static final Logger LOG = System.getLogger(Loader.class.getName());

    private final Duration configured;
    /** The codes of the problems that were logged since the last success. */
    private final Set<String> told = new HashSet<>();
    private int otherActivations;
    /** The codes of the problems with reports that were logged since the last report that was saved. */
    private final Set<String> toldOfReports = new HashSet<>();

    LoaderLog(Duration configured) {
        this.configured = configured;
    }

    /** One line for each list would be too many where every list of the store is applied, so {@code quietly} logs at the level DEBUG. */
    void announce(LiveList list, long revision, boolean quietly) {
        LOG.log(quietly ? Level.DEBUG : Level.INFO, "List “{0}” takes effect at revision {1}: {2} rules in force.", list.name(),
                Long.toString(revision), Integer.toString(list.inForce().size()));
    }

    /** Logs that every list of the store was read. */
    void announceEvery(long revision, int lists, int rules) {
        LOG.log(Level.INFO, "All lists take effect at revision {0}: {1} lists, {2} rules in force.", Long.toString(revision),
                Integer.toString(lists), Integer.toString(rules));
    }

    /** {@code before} is the number of failures before this one. Each kind of problem is logged once until the next success. */
    void failed(int before, boolean loaded, Problem problem, Throwable failure) {
        if (before == 0) {
            told.clear();
        }
        if (!told.add(problem.code())) {
            return;
        }
        LOG.log(Level.WARNING, loaded
                ? "The access lists cannot be refreshed; the last good ones stay in force: {0}"
                : "The access lists cannot be loaded; every request is blocked until they can: {0}", problem.sentence());
        try {
            LOG.log(Level.DEBUG, "Why the access lists cannot be refreshed", failure);
        } catch (RuntimeException unspeakable) { // the exception's own methods failed; the line above has been written
            LOG.log(Level.DEBUG, "The failure cannot be shown.");
        }
    }

    void recovered(int failures, long revision) {
        if (failures > 0) {
            LOG.log(Level.WARNING, "The access lists are current again, at revision {0}.", Long.toString(revision));
        }
    }

    /** Logs that one list cannot be refreshed, or can be refreshed again. */
    void refusal(String list, String before, String now) {
        if (Objects.equals(before, now)) {
            return;
        }
        if (now == null) {
            LOG.log(Level.WARNING, "List “{0}” can be refreshed again.", list);
        } else {
            LOG.log(Level.WARNING, "List “{0}” cannot be refreshed; its last good rules stay in force: {1}", list, now);
        }
    }

    /** Logs that the store does not know a list. When it does, its entries take effect, which is a line of its own. */
    void unknown(String before, String now) {
        if (before == null && now != null) {
            LOG.log(Level.WARNING, now);
        }
    }

    /** Logs the rules of a list that are left out now and were not before. */
    void skipped(String list, String before, String now) {
        if (now != null && !now.equals(before)) {
            LOG.log(Level.WARNING, "Some stored rules of list “{0}” are left out: {1}", list, now);
        }
    }

    /** {@code millis} is the jump of the store's clock, or 0. */
    void jumped(long millis) {
        if (millis != 0) {
            LOG.log(Level.WARNING, "The clock of the store is {0} ms {1} the expected time. All lists were loaded again and"
                    + " follow that clock, so planned changes take effect {2}.", Long.toString(Math.abs(millis)),
                    millis > 0 ? "ahead of" : "behind", millis > 0 ? "earlier" : "later");
        }
    }

    void activation(Duration stored) {
        if (stored.equals(configured)) {
            otherActivations = 0;
        } else if (++otherActivations == 2) { // a single node stores its own activation after its first poll
            LOG.log(Level.WARNING, "ip-restriction.activation is {0} on this node, but {1} in the store, which is the value used.",
                    configured, stored);
        }
    }

    void reported() {
        if (!toldOfReports.isEmpty()) {
            LOG.log(Level.WARNING, "The report of this node can be saved again.");
        }
        toldOfReports.clear();
    }

    /** Each kind of problem is logged once until a report is saved: a cut connection must not hide a database that has become read-only. */
    void notReported(boolean otherwiseWell, Problem problem) {
        if (otherwiseWell && toldOfReports.add(problem.code())) {
            LOG.log(Level.WARNING, "{0}", Reporter.sentence(problem));
        }
    }
}
