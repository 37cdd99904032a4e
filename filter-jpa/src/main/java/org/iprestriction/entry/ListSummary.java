package org.iprestriction.entry;

import java.time.Instant;

/**
 * A list in short. Immutable and thread-safe.
 *
 * @param name the name of the list, not null
 * @param used the number of its entries, without those that are being removed
 * @param limit the maximum number of entries in this list
 * @param revision the newest revision that touched the list
 * @param changedAt the instant of its last change, not null
 * @param changedBy the user who made that change, not null
 */
public record ListSummary(String name, int used, int limit, long revision, Instant changedAt, String changedBy) {
}
