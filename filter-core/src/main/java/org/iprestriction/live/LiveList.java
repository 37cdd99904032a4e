package org.iprestriction.live;

import java.util.List;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;

/**
 * A named access list as this node currently applies it. Its content changes when a planned change takes effect.
 * Requests read it with one volatile read and never wait.
 *
 * <p>Thread-safe.
 */
public final class LiveList {

    private final String name;
    private volatile AccessList inForce;
    private volatile Schedule schedule;
    private volatile long since;
    private volatile String refusal;
    private volatile String unknown;
    private volatile long refreshedAt;
    private volatile long revision = -1;

    LiveList(String name) {
        this.name = name;
    }

    /** The compiled rules of one period without changes. */
    private record Stretch(long from, List<Rule> rules, AccessList compiled) {

        /** Compiles the rules in force from an instant; reuses the compiled list of {@code known} if its rules are equal. */
        static Stretch of(ListPlan plan, long from, Stretch known) {
            List<Rule> rules = plan.inForce(from);
            return known != null && rules.equals(known.rules) ? new Stretch(from, known.rules, known.compiled)
                    : new Stretch(from, rules, AccessList.compile(rules, Decision.BLOCKED));
        }
    }

    /** A plan with two compiled periods: the current one, and the next one, which begins at {@code until}. */
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
     * Returns the access list in force, with one volatile read.
     *
     * @return the list; null if none was ever loaded, or if the last one is older than the setting
     *     {@code max-staleness} allows; in both cases everything must be blocked
     */
    public AccessList inForce() {
        return inForce;
    }

    /**
     * Returns the name of the list.
     *
     * @return the name, not null
     */
    public String name() {
        return name;
    }

    /** Sets a new plan. Called by the loader, which compiles here so that the switcher does not have to. */
    void plan(ListPlan plan, long now) {
        Schedule known = schedule;
        Schedule next = Schedule.at(plan, now, known == null ? null : known.current);
        synchronized (this) {
            schedule = next;
        }
    }

    /**
     * Puts due changes in force and compiles the next period. Called by the switcher at each planned instant.
     *
     * @param now the time of the store
     * @param tooOld whether the list is too old to be applied
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
            inForce = schedule.next.compiled; // first switch, then compile the following period
        }
        schedule = schedule.following(now);
        inForce = schedule.current.compiled;
        if (before != inForce) {
            since = schedule.current.from;
        }
        return before != inForce;
    }

    /** Returns the instant at which {@link #advance} must be called next, or {@link ListPlan#NEVER}. */
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

    /** Returns why the source could not refresh this list, in which case the last good plan stays in force; otherwise null. */
    String refusal() {
        return refusal;
    }

    void refuse(String sentence) {
        refusal = sentence;
    }

    /** Returns a sentence if the store holds other lists but not this one; otherwise null. */
    String unknown() {
        return unknown;
    }

    void unknown(String sentence) {
        unknown = sentence;
    }

    /** Returns the {@code nanoTime} at which the list was last read successfully. */
    long refreshedAt() {
        return refreshedAt;
    }

    /** Returns the revision up to which this list was last read successfully; -1 if it never was. */
    long revision() {
        return revision;
    }

    void refreshed(long nanos, long upTo) {
        refreshedAt = nanos;
        revision = upTo;
    }
}
