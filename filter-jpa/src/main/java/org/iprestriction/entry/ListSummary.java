package org.iprestriction.entry;

import java.time.Instant;

/**
 * A list in short. Immutable and thread-safe.
 *
 * @param name the name of the list, not null
 * @param used the number of its entries, without those that are being removed
 * @param limit the maximum number of entries in this list
 * @param ownLimit whether that was set for this list; otherwise it is the standard limit
 * @param revision the newest revision that touched the list
 * @param changedAt the instant of its last change; null if nothing was ever changed in it
 * @param changedBy the user who made that change; null if nothing was ever changed
 */
public record ListSummary(String name, int used, int limit, boolean ownLimit, long revision, Instant changedAt, String changedBy) {
}
