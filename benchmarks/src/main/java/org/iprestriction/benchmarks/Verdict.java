package org.iprestriction.benchmarks;

import java.util.Locale;

/**
 * One bar and what was measured against it.
 *
 * @param bar its number
 * @param what what is compared, and at which size
 * @param measured the median
 * @param limit the limit
 * @param atMost whether the limit is an upper one
 * @param note what helps to judge the number; may be empty
 */
record Verdict(String bar, String what, double measured, double limit, boolean atMost, String note) {

    static Verdict atMost(String bar, String what, double measured, double limit, String note) {
        return new Verdict(bar, what, measured, limit, true, note);
    }

    static Verdict atLeast(String bar, String what, double measured, double limit, String note) {
        return new Verdict(bar, what, measured, limit, false, note);
    }

    boolean passes() {
        return atMost ? measured <= limit : measured >= limit;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%-4s %-64s %10.2f  %s %-8s %-5s %s", bar, what, measured, atMost ? "<=" : ">=",
                limit == Math.rint(limit) ? String.valueOf((long) limit) : String.valueOf(limit), passes() ? "pass" : "FAIL", note);
    }
}
