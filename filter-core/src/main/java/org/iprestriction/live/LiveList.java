package org.iprestriction.live;

import java.util.List;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;

/**
 * The access list of one name that this node applies now. A request reads it once; nothing it does can wait.
 *
 * <p>Thread-safe.
 */
public final class LiveList {

    private final String name;
    private volatile AccessList inForce;
    private volatile Schedule schedule;
    private volatile long since;
    private volatile String refusal;
    private volatile long refreshedAt;

    LiveList(String name) {
        this.name = name;
    }

    /** The rules of one stretch of time, compiled. */
    private record Stretch(long from, List<Rule> rules, AccessList compiled) {

        /** Compiles what is in force from an instant; takes over what an equal stretch has compiled already. */
        static Stretch of(ListPlan plan, long from, Stretch known) {
            List<Rule> rules = plan.inForce(from);
            return known != null && rules.equals(known.rules) ? new Stretch(from, known.rules, known.compiled)
                    : new Stretch(from, rules, AccessList.compile(rules, Decision.BLOCKED));
        }
    }

    /** A plan with two stretches compiled: the one that holds now, and from {@code until} the next. */
    private record Schedule(ListPlan plan, Stretch current, long until, Stretch next) {

        static Schedule at(ListPlan plan, long now, Stretch known) {
            return new Schedule(plan, Stretch.of(plan, now, known), plan.nextChange(now), null).prepared();
        }

        private Schedule prepared() {
            return until == ListPlan.NEVER ? this : new Schedule(plan, current, until, Stretch.of(plan, until, current));
        }

        Schedule following(long now) {
            if (now < until) {
                return this;
            }
            long end = plan.nextChange(until);
            return now < end ? new Schedule(plan, next, end, null).prepared() : at(plan, now, next);
        }
    }

    /**
     * Returns the access list in force: one volatile read.
     *
     * @return the list; null if none was ever loaded, or the last one is older than the setting {@code max-staleness}
     *     allows: then everything is blocked
     */
    public AccessList inForce() {
        return inForce;
    }

    /**
     * Returns the name of the list.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /** Takes a new plan; called by the loader, which compiles here so that the switcher need not. */
    void plan(ListPlan plan, long now) {
        Schedule known = schedule;
        Schedule next = Schedule.at(plan, now, known == null ? null : known.current);
        synchronized (this) {
            schedule = next;
        }
    }

    /**
     * Puts in force what is due and compiles what follows. Called by the switcher at each instant of change.
     *
     * @param now the store's time
     * @param tooOld whether nothing may be applied because it is too old
     * @return whether the rules in force changed
     */
    synchronized boolean advance(long now, boolean tooOld) {
        if (schedule == null) {
            return false;
        }
        AccessList before = inForce;
        if (tooOld) {
            inForce = null;
            return before != null;
        }
        if (now >= schedule.until) {
            inForce = schedule.next.compiled; // first the swap, then the work for the instant after it
        }
        schedule = schedule.following(now);
        inForce = schedule.current.compiled;
        if (before != inForce) {
            since = schedule.current.from;
        }
        return before != inForce;
    }

    /** Returns the instant at which {@link #advance} has to be called next, or {@link ListPlan#NEVER}. */
    long nextChange() {
        Schedule now = schedule;
        return now == null ? ListPlan.NEVER : now.until;
    }

    ListPlan plan() {
        Schedule now = schedule;
        return now == null ? null : now.plan;
    }

    long since() {
        return since;
    }

    /** Returns why the source could not refresh this list, or null; the last good plan then stays. */
    String refusal() {
        return refusal;
    }

    void refuse(String sentence) {
        refusal = sentence;
    }

    /** Returns {@code nanoTime} when the list was last read with success. */
    long refreshedAt() {
        return refreshedAt;
    }

    void refreshed(long nanos) {
        refreshedAt = nanos;
    }
}
