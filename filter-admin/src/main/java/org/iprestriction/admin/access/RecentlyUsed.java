package org.iprestriction.admin.access;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that keeps the most recently used keys, up to a limit. Not thread-safe. */
public final class RecentlyUsed<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    public RecentlyUsed(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
