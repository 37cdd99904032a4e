package org.iprestriction.live;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/**
 * The access lists that this node currently applies, by name. A web application has one instance, in the servlet
 * context attribute {@link #ATTRIBUTE}. Its filters request lists by name, and a {@link Refresher} keeps those lists
 * current.
 *
 * <p>Thread-safe.
 */
public final class LiveLists {

    /** The name of the servlet context attribute in which filters look for the live lists. */
    public static final String ATTRIBUTE = "org.iprestriction.live.LiveLists";

    private final ConcurrentSkipListMap<String, LiveList> lists = new ConcurrentSkipListMap<>();
    private volatile Runnable onNewList = () -> { };
    private volatile Function<LiveList, ListStatus> onStatus = list ->
            new ListStatus(list.name(), false, -1, 0, null, null, null, "No refresher has been started.", List.of("list_not_loaded"));

    /** Creates an instance whose lists are only loaded once a {@link Refresher} is started for it. */
    public LiveLists() {
        // nothing is loaded: everything is blocked
    }

    /**
     * Returns the list with a name, and requests that it be loaded if this is the first call for that name.
     *
     * @param name the name of the list, not null
     * @return the list, not null; its content may be loaded later
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
     * Returns the status of each list.
     *
     * @return one status for each list, sorted by name
     */
    public Collection<ListStatus> status() {
        return lists.values().stream().map(onStatus).toList();
    }

    /**
     * Returns whether all requested lists can be applied.
     *
     * @return false if a list was never loaded or is too old, otherwise true
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
