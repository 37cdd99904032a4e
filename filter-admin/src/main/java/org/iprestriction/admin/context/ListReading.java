package org.iprestriction.admin.context;

import java.util.List;
import java.util.Optional;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.Listing;

/**
 * The list as a page can show it: as it is, as it was last read while the database does not answer, or not at all.
 *
 * @param listing the list, or null when it could never be read
 * @param current false when the database does not answer
 * @param problem why it is not current, in sentences; null when it is
 */
public record ListReading(Listing listing, boolean current, String problem) {

    public ListReading(Listing listing, boolean current) {
        this(listing, current, current ? null : StoreDown.SENTENCE);
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
