package org.iprestriction.containers.probe;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts which servlets ran, across all applications of a server; the counts must stay zero for a blocked caller. */
final class Reached {

    private static final String KEY = "org.iprestriction.containers.probe.reached";

    private Reached() {}

    /** Records that a servlet ran that only allowed callers may reach. Returns how often it has run. */
    static long count(String name) {
        return counters().computeIfAbsent(name, key -> new AtomicLong()).incrementAndGet();
    }

    static Map<String, AtomicLong> all() {
        return new TreeMap<>(counters());
    }

    /** Each application has its own classes, so the counters are kept in a shared place and use only JDK types. */
    @SuppressWarnings("unchecked")
    private static Map<String, AtomicLong> counters() {
        return (Map<String, AtomicLong>) System.getProperties()
                .computeIfAbsent(KEY, key -> new ConcurrentHashMap<String, AtomicLong>());
    }
}
