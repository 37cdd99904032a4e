package org.iprestriction.benchmarks;

import java.util.Locale;

/**
 * What was measured, and the bar it is held against if there is one.
 *
 * @param bar its number; a dash where nothing was set out
 * @param what what is compared, and at which size
 * @param measured the median
 * @param limit the limit; null where there is none
 * @param atMost whether the limit is an upper one
 * @param note what helps to judge the number; may be empty
 */
record Verdict(String bar, String what, double measured, Double limit, boolean atMost, String note) {

    static Verdict atMost(String bar, String what, double measured, double limit, String note) {
        return new Verdict(bar, what, measured, limit, true, note);
    }

    static Verdict atLeast(String bar, String what, double measured, double limit, String note) {
        return new Verdict(bar, what, measured, limit, false, note);
    }

    /** A measurement that is told and not judged. */
    static Verdict told(String what, double measured, String note) {
        return new Verdict("-", what, measured, null, false, note);
    }

    boolean passes() {
        return limit == null || (atMost ? measured <= limit : measured >= limit);
    }

    @Override
    public String toString() {
        if (limit == null) {
            return String.format(Locale.ROOT, "%-4s %-64s %10.2f  %17s %s", bar, what, measured, "", note);
        }
        return String.format(Locale.ROOT, "%-4s %-64s %10.2f  %s %-8s %-5s %s", bar, what, measured, atMost ? "<=" : ">=",
                limit == Math.rint(limit) ? String.valueOf(limit.longValue()) : String.valueOf(limit), passes() ? "pass" : "FAIL", note);
    }
}
