package org.iprestriction.live;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.iprestriction.access.Rule;

/**
 * The result of one poll of a source. Immutable and thread-safe.
 *
 * @param position the position up to which the source was read, not null
 * @param now the time of the store's clock during the read, in milliseconds since 1970-01-01T00:00Z, rounded down; this
 *     is the clock of all nodes
 * @param sinceNow the time between reading the clock and returning the result, at least; not negative
 * @param activation the time between saving a change and its effect, as stored in the store; not null
 * @param complete whether {@code rules} replaces all known rules; otherwise each rule replaces the one with the same id
 * @param rules the rules by name of the list, with their periods; a rule that no longer applies has an empty period
 * @param skipped by name of the list, one sentence for each allow rule that is ignored because it cannot be read
 * @param refused the lists that cannot be refreshed, each with a sentence that says why: without a block rule that
 *     cannot be read, a list would allow more than intended. The last good rules of these lists stay in force
 * @param unknown the wanted lists that the store does not hold although it holds others, each with a sentence that says what to
 *     write instead. Looked at only if the position is a new one or {@code complete} is true. An empty list is not unknown
 */
public record Changes(Position position, long now, Duration sinceNow, Duration activation, boolean complete,
        Map<String, List<Rule>> rules, Map<String, List<String>> skipped, Map<String, String> refused,
        Map<String, String> unknown) {

    /**
     * Creates changes with copies of the given collections.
     *
     * @param position not null
     * @param now in milliseconds since 1970-01-01T00:00Z
     * @param sinceNow not null
     * @param activation not null
     * @param complete whether all known rules are replaced
     * @param rules not null
     * @param skipped not null
     * @param refused not null
     * @param unknown not null
     */
    public Changes {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(sinceNow, "sinceNow");
        Objects.requireNonNull(activation, "activation");
        rules = Map.copyOf(rules);
        skipped = Map.copyOf(skipped);
        refused = Map.copyOf(refused);
        unknown = Map.copyOf(unknown);
    }

    /**
     * Creates changes of a store that holds every list.
     *
     * @param position not null
     * @param now in milliseconds since 1970-01-01T00:00Z
     * @param sinceNow not null
     * @param activation not null
     * @param complete whether all known rules are replaced
     * @param rules not null
     * @param skipped not null
     * @param refused not null
     */
    public Changes(Position position, long now, Duration sinceNow, Duration activation, boolean complete,
            Map<String, List<Rule>> rules, Map<String, List<String>> skipped, Map<String, String> refused) {
        this(position, now, sinceNow, activation, complete, rules, skipped, refused, Map.of());
    }

    /**
     * Creates changes for a source that read its clock just before it returned, and for which every list can be
     * refreshed.
     *
     * @param position the position up to which the source was read
     * @param now the clock of the store, in milliseconds since 1970-01-01T00:00Z
     * @param activation the time between saving a change and its effect
     * @param complete whether {@code rules} replaces all known rules
     * @param rules the rules by name of the list
     * @param skipped by name of the list, one sentence for each allow rule that is ignored
     */
    public Changes(Position position, long now, Duration activation, boolean complete, Map<String, List<Rule>> rules,
            Map<String, List<String>> skipped) {
        this(position, now, Duration.ZERO, activation, complete, rules, skipped, Map.of());
    }

    /**
     * A position in the history of a store. A revision number alone does not identify it: after a backup has been
     * restored, the same numbers are used for other changes. Immutable and thread-safe.
     *
     * @param store the name of the store, not null; a different store has a different name
     * @param revision the counter that increases with each change to any list
     * @param token a random text created for that revision, not null; two positions have the same token only if they
     *     have the same history. Empty for a store that never reuses revision numbers
     */
    public record Position(String store, long revision, String token) {

        /**
         * Creates a position.
         *
         * @param store not null
         * @param revision 0 or more
         * @param token not null
         */
        public Position {
            Objects.requireNonNull(store, "store");
            Objects.requireNonNull(token, "token");
        }

        /**
         * Creates a position in a store that never reuses revision numbers.
         *
         * @param store the name of the store
         * @param revision the counter that increases with each change to any list
         */
        public Position(String store, long revision) {
            this(store, revision, "");
        }
    }
}
