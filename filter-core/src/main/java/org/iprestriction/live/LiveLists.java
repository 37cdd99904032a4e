package org.iprestriction.live;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The access lists that this node currently applies, by name. A web application has one instance, in the servlet
 * context attribute {@link #ATTRIBUTE}. Its filters either name a list, or ask for every list of the store and choose one for each
 * request. A {@link Refresher} keeps these lists current.
 *
 * <p>Thread-safe.
 */
public final class LiveLists {

    /** The name of the servlet context attribute in which filters look for the live lists. */
    public static final String ATTRIBUTE = "org.iprestriction.live.LiveLists";
    /** Stands for every list of the store, where lists are named; no list may have this name. */
    public static final String EVERY = "*";

    private final ConcurrentHashMap<String, LiveList> lists = new ConcurrentHashMap<>();
    /** The lists that filters have named, which are kept even if they are empty. */
    private final Set<String> named = new ConcurrentSkipListSet<>();
    /** The lists that {@link LiveList#isTroubled()}; few. */
    private final Set<String> troubled = new ConcurrentSkipListSet<>();
    private final Freshness freshness = new Freshness();
    private final Totals totals = new Totals();
    private final Instants instants = new Instants();
    private volatile boolean everyWanted;
    private volatile boolean everyLoaded;
    private volatile Runnable onNewList = () -> { };
    private volatile Function<LiveList, ListStatus> onStatus = list -> notStarted(list.name());
    private volatile Supplier<ListStatus> onStatusOfEvery = () -> notStarted(EVERY);

    /**
     * When, and up to which revision, the source was last read successfully. All lists of a node share one, because a poll
     * reads the changes of all of them; a list that could not be refreshed keeps {@linkplain LiveList.Reading its own}. The
     * loader writes it, any thread reads it.
     */
    static final class Freshness {

        private volatile LiveList.Reading last = LiveList.Reading.NEVER;
        private volatile boolean tooOld;

        LiveList.Reading last() {
            return last;
        }

        void read(LiveList.Reading reading) {
            last = reading;
        }

        /** Returns whether the lists were taken out of force because they are older than allowed. */
        boolean isTooOld() {
            return tooOld;
        }

        void tooOld(boolean now) {
            tooOld = now;
        }
    }

    /** Creates an instance whose lists are only loaded once a {@link Refresher} is started for it. */
    public LiveLists() {
        // nothing is loaded: everything is blocked
    }

    private static ListStatus notStarted(String name) {
        return new ListStatus(name, false, -1, 0, null, null, null, "No refresher has been started.", List.of("list_not_loaded"));
    }

    /**
     * Returns the list with a name, and requests that it be loaded if this is the first call for that name. For names in settings,
     * not for names in requests: the list is kept for good.
     *
     * @param name the name of the list, not null
     * @return the list, not null; its content may be loaded later
     */
    public LiveList named(String name) {
        boolean isNew = named.add(name); // before the list is looked up, so that it is not let go in between
        LiveList list = create(name);
        if (isNew) {
            onNewList.run();
        }
        return list;
    }

    /** Requests that every list of the store be loaded, for filters that choose one for each request with {@link #find}. */
    public void loadEvery() {
        if (!everyWanted) {
            everyWanted = true;
            onNewList.run();
        }
    }

    /**
     * Returns the list with a name if this node has it. This neither loads nor keeps anything, so any text may be asked for.
     *
     * @param name the name, not null
     * @return the list; null if the store holds no rules for that name, or if {@link #isEveryLoaded()} is false
     */
    public LiveList find(String name) {
        return lists.get(name);
    }

    /**
     * Returns whether every list of the store can be applied, so that a name that {@link #find} does not know has no rules.
     *
     * @return false if the lists were never loaded, are too old, or were not requested with {@link #loadEvery()}
     */
    public boolean isEveryLoaded() {
        return everyLoaded && !freshness.isTooOld();
    }

    /**
     * Returns the status of each list that a filter names, and of each list with a problem of its own. If every list of the store is
     * wanted, the last status is about all of them together, under the name {@link #EVERY}.
     *
     * @return the statuses, otherwise sorted by name
     */
    public Collection<ListStatus> status() {
        Set<String> names = new TreeSet<>(named);
        names.addAll(troubled);
        return Stream.concat(names.stream().map(lists::get).filter(list -> list != null).map(onStatus),
                everyWanted ? Stream.of(onStatusOfEvery.get()) : Stream.empty()).toList();
    }

    /**
     * Returns whether all requested lists can be applied.
     *
     * @return false if a list that a filter names was never loaded or is too old, or if every list is wanted and
     *     {@link #isEveryLoaded()} is false; otherwise true
     */
    public boolean ready() {
        return (!everyWanted || isEveryLoaded()) && named.stream().map(this::create).allMatch(list -> list.inForce() != null);
    }

    /** Returns the names of the wanted lists, with {@link #EVERY} among them if every list of the store is. */
    Set<String> wanted() {
        Set<String> wanted = new TreeSet<>(named);
        if (everyWanted) {
            wanted.add(EVERY);
        }
        return wanted;
    }

    boolean isEveryWanted() {
        return everyWanted;
    }

    /** Returns the names that filters have named. */
    Set<String> names() {
        return named;
    }

    Collection<LiveList> all() {
        return lists.values();
    }

    /** Returns the lists that have to be looked at apart from the others. */
    List<LiveList> troubled() {
        return troubled.stream().map(lists::get).filter(list -> list != null).toList();
    }

    LiveList create(String name) {
        LiveList known = lists.get(name);
        String near = known == null ? new String(name.toCharArray()) : null; // a text of its own, in memory beside the list that is found by it
        return known != null ? known : lists.computeIfAbsent(near, unknown -> new LiveList(unknown, freshness, totals));
    }

    /** Notes that a list has changed. One without rules is let go if no filter names it, so that made-up names cost no memory. */
    void changed(LiveList list) {
        instants.put(list);
        if (list.isTroubled()) {
            troubled.add(list.name());
        } else {
            troubled.remove(list.name());
            lists.computeIfPresent(list.name(), (name, known) -> {
                if (known != list || !list.isEmpty() || named.contains(name)) {
                    return known;
                }
                list.retire();
                return null;
            });
        }
    }

    void everyLoaded(boolean loaded) {
        everyLoaded = loaded;
    }

    Freshness freshness() {
        return freshness;
    }

    Totals totals() {
        return totals;
    }

    Instants instants() {
        return instants;
    }

    void serve(Runnable newList, Function<LiveList, ListStatus> status, Supplier<ListStatus> statusOfEvery) {
        onStatus = status;
        onStatusOfEvery = statusOfEvery;
        onNewList = newList;
    }
}
