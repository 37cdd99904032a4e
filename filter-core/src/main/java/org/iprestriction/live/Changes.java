package org.iprestriction.live;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.iprestriction.access.Rule;

/**
 * What a source read in one poll. Immutable.
 *
 * @param position how far the source was read
 * @param now the clock of the store while it was read, in milliseconds since 1970-01-01T00:00Z; the clock of all nodes
 * @param activation the time between saving a change and its effect, which the store keeps
 * @param complete whether {@code rules} replaces all that is known; otherwise each rule replaces the one with its id
 * @param rules the rules by list, with their periods; a rule that no longer counts has an empty period
 * @param skipped one sentence for each allow rule that could not be read and is left out
 */
public record Changes(Position position, long now, Duration activation, boolean complete, Map<String, List<Rule>> rules,
        List<String> skipped) {

    /**
     * Makes an answer with copies of the collections given.
     *
     * @param position not null
     * @param now in milliseconds of the epoch
     * @param activation not null
     * @param complete whether these are all lists that were asked for
     * @param rules not null
     * @param skipped not null
     */
    public Changes {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(activation, "activation");
        rules = Map.copyOf(rules);
        skipped = List.copyOf(skipped);
    }

    /**
     * How far a store was read.
     *
     * @param store names the store; a restored or exchanged store has another name
     * @param revision the counter that grows with each change to any list
     */
    public record Position(String store, long revision) {
        /**
         * Makes a position.
         *
         * @param store not null
         * @param revision from 0
         */
        public Position {
            Objects.requireNonNull(store, "store");
        }
    }
}
