package org.iprestriction.containers.probe;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts which servlets ran, over all applications of a server: what a blocked caller reaches must stay zero. */
final class Reached {

    private static final String KEY = "org.iprestriction.containers.probe.reached";

    private Reached() {}

    /** Notes that something ran that only allowed callers may reach. Answers how often it ran by now. */
    static long count(String name) {
        return counters().computeIfAbsent(name, key -> new AtomicLong()).incrementAndGet();
    }

    static Map<String, AtomicLong> all() {
        return new TreeMap<>(counters());
    }

    /** Every application has classes of its own, so the counters are kept where they share one: types of the JDK only. */
    @SuppressWarnings("unchecked")
    private static Map<String, AtomicLong> counters() {
        return (Map<String, AtomicLong>) System.getProperties()
                .computeIfAbsent(KEY, key -> new ConcurrentHashMap<String, AtomicLong>());
    }
}
