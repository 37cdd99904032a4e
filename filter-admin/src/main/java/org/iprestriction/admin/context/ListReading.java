package org.iprestriction.admin.context;

import java.util.List;
import java.util.Optional;
import org.iprestriction.database.StoreUnavailableException;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.Listing;

/**
 * The list as a page can show it: current, last read before the database stopped answering, or not available.
 *
 * @param listing the list, or null if it has never been read
 * @param current whether the database answered
 * @param problem why it is not current, in sentences, or null
 */
public record ListReading(Listing listing, boolean current, String problem) {

    public ListReading(Listing listing, boolean current) {
        this(listing, current, current ? null : StoreUnavailableException.NO_ANSWER);
    }

    /** The longest list that is shown on one page. */
    public static final int ONE_PAGE = 500;

    /** Returns whether the list is too long for one page. */
    public boolean paged() {
        return entries().size() > ONE_PAGE;
    }

    public List<Entry> entries() {
        return listing == null ? List.of() : listing.entries();
    }

    public Optional<Entry> entry(long id) {
        return entries().stream().filter(e -> e.id() == id).findFirst();
    }

    public boolean full() {
        return listing != null && listing.used() >= listing.limit();
    }
}
