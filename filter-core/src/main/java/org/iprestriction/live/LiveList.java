package org.iprestriction.live;

import java.util.List;
import java.util.function.Predicate;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.iprestriction.live.LiveLists.Freshness;

/**
 * A named access list as this node currently applies it. Its content changes when a planned change takes effect.
 * Requests read it with one volatile read and never wait.
 *
 * <p>Thread-safe.
 */
public final class LiveList {

    private final String name;
    private final Freshness shared;
    private final Totals totals;
    private volatile AccessList inForce;
    private volatile Schedule schedule;
    private volatile long since;
    /** When it was last read, if that is not when all lists were read; otherwise null. */
    private volatile Reading own;
    private volatile String refusal;
    private volatile String skipped;
    private volatile String unknown;
    /** The instant at which it waits in {@link Instants}, which guards this field. */
    long queuedAt = ListPlan.NEVER;

    LiveList(String name, Freshness shared, Totals totals) {
        this.name = name;
        this.shared = shared;
        this.totals = totals;
    }

    /** A successful reading: its {@code nanoTime}, and the revision up to which everything was read. */
    record Reading(long nanos, long revision) {
        static final Reading NEVER = new Reading(0, -1);
    }

    /** The compiled rules of one period without changes. */
    private record Stretch(long from, AccessList compiled) {

        /** Compiles the rules in force from an instant; reuses the compiled list of {@code known} if its rules are equal. */
        static Stretch of(ListPlan plan, long from, Stretch known) {
            List<Rule> rules = plan.inForce(from);
            return new Stretch(from, known != null && rules.equals(known.compiled.rules()) ? known.compiled
                    : AccessList.compile(rules, Decision.BLOCKED));
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

    /** Puts due changes in force, for the loader, which has just read the list. */
    boolean advance(long now) {
        return advance(now, reading -> false);
    }

    /**
     * Puts due changes in force and compiles the next period. Called by the switcher at each planned instant.
     *
     * @param now the time of the store
     * @param tooOld whether a list that was last read then is too old to be applied; asked only if this one was not read with all others
     * @return whether the rules in force changed
     */
    synchronized boolean advance(long now, Predicate<Reading> tooOld) {
        if (schedule == null) {
            return false;
        }
        Reading mine = own;
        boolean isTooOld = mine == null ? shared.isTooOld() : tooOld.test(mine);
        AccessList before = inForce;
        if (now >= schedule.until && !isTooOld) {
            inForce = schedule.next.compiled; // first switch, then compile the following period
        }
        schedule = schedule.following(now);
        inForce = isTooOld ? null : schedule.current.compiled;
        if (before != inForce) {
            since = schedule.current.from;
            totals.changed(size(before), size(inForce), since);
        }
        return before != inForce;
    }

    private static int size(AccessList list) {
        return list == null ? -1 : list.size();
    }

    /** Takes a list out of the sums that has no rules, now or planned. Whoever still has it goes on with an empty list. */
    synchronized void retire() {
        totals.changed(size(inForce), -1, 0);
        schedule = null;
    }

    /** Returns whether there are no rules, now or planned; false if it was never loaded. */
    boolean isEmpty() {
        Schedule now = schedule;
        return now != null && now.plan.isEmpty();
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

    /** Returns one sentence for each stored rule that is left out, or null. */
    String skipped() {
        return skipped;
    }

    void skip(String sentences) {
        skipped = sentences;
    }

    /** Returns whether it has to be looked at apart from the other lists. */
    boolean isTroubled() {
        return own != null || refusal != null || skipped != null;
    }

    /** Returns when the list was last read successfully. */
    Reading lastRead() {
        Reading mine = own;
        return mine != null ? mine : schedule == null ? Reading.NEVER : shared.last();
    }

    /** Keeps the time of its last reading, while other lists are read. */
    void fallBehind() {
        own = lastRead();
    }

    void readAt(Reading reading) {
        own = reading;
    }

    /** From now on it is read with all other lists. */
    void keepUp() {
        own = null;
    }
}
