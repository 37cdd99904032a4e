package org.iprestriction.live;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/**
 * The access lists that this node applies now, by name. A web application has one, under {@link #ATTRIBUTE}; its filters
 * name the lists they want, and a {@link Refresher} keeps those current.
 *
 * <p>Thread-safe.
 */
public final class LiveLists {

    /** The name of the ServletContext attribute under which filters look for the live lists. */
    public static final String ATTRIBUTE = "org.iprestriction.live.LiveLists";

    private final ConcurrentSkipListMap<String, LiveList> lists = new ConcurrentSkipListMap<>();
    private volatile Runnable onNewList = () -> { };
    private volatile Function<LiveList, ListStatus> onStatus = list ->
            new ListStatus(list.name(), false, -1, 0, null, null, null, "No refresher has been started.");

    /** Makes lists that are never loaded until a {@link Refresher} is started for them. */
    public LiveLists() {
        // nothing is loaded: everything is blocked
    }

    /**
     * Returns the list of a name, and asks for it to be loaded if nobody asked before.
     *
     * @param name the name of the list, not null
     * @return the list, whose content follows
     */
    public LiveList named(String name) {
        LiveList known = lists.get(name);
        if (known != null) {
            return known;
        }
        LiveList list = lists.computeIfAbsent(name, LiveList::new);
        onNewList.run();
        return list;
    }

    /**
     * Tells how each list stands.
     *
     * @return one status for each list, by name
     */
    public Collection<ListStatus> status() {
        return lists.values().stream().map(onStatus).toList();
    }

    /**
     * Tells whether every list that a filter named can be applied.
     *
     * @return true if requests are decided by lists, false if one of them was never loaded or is too old
     */
    public boolean ready() {
        return lists.values().stream().allMatch(list -> list.inForce() != null);
    }

    Set<String> names() {
        return new TreeSet<>(lists.keySet());
    }

    Collection<LiveList> all() {
        return lists.values();
    }

    void serve(Runnable newList, Function<LiveList, ListStatus> status) {
        onStatus = status;
        onNewList = newList;
    }
}
