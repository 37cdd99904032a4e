package org.iprestriction.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A list as it stood at one instant.
 *
 * @param list the name of the list
 * @param entries the entries that are saved or still being removed, by name
 * @param revision the revision of the store that this shows
 * @param now the instant, by the database's clock
 * @param activation how long after it is saved a change takes effect
 * @param limit the most entries a list may hold
 * @param used how many it holds; entries being removed do not count
 * @param nodes the nodes heard of in the last 24 hours, by name
 * @param unreadable a sentence for each entry that is left out because its stored text cannot be read
 * @param refusal why nodes cannot refresh the list and nothing but the remedy can be saved, one sentence, or null
 */
public record Listing(String list, List<Entry> entries, long revision, Instant now, Duration activation, int limit,
        int used, List<NodeStatus> nodes, List<String> unreadable, String refusal) {
}
