package org.iprestriction.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A list at one instant. Immutable and thread-safe.
 *
 * @param list the name of the list
 * @param entries the entries that are saved or being removed, sorted by name
 * @param revision the newest revision that touched the list, at that instant; 0 if there was none
 * @param now the instant, by the database's clock
 * @param activation the time between saving a change and its effect
 * @param limit the maximum number of entries in this list
 * @param used the number of entries, without those that are being removed
 * @param nodes the nodes that have reported in the last 24 hours, sorted by name
 * @param unreadable a sentence for each entry that is omitted because its stored text cannot be read
 * @param refusal one sentence that says why nodes cannot refresh the list, so that only the change that repairs it can
 *     be saved; or null
 */
public record Listing(String list, List<Entry> entries, long revision, Instant now, Duration activation, int limit,
        int used, List<NodeStatus> nodes, List<String> unreadable, String refusal) {
}
