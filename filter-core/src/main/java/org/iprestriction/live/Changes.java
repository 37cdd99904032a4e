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
 * @param now the clock of the store while it was read, in milliseconds since 1970-01-01T00:00Z, cut to the millisecond; the
 *     clock of all nodes
 * @param sinceNow how long ago that was, at least, when the source returned: the time it took to read the rows; not negative
 * @param activation the time between saving a change and its effect, which the store keeps
 * @param complete whether {@code rules} replaces all that is known; otherwise each rule replaces the one with its id
 * @param rules the rules by list, with their periods; a rule that no longer counts has an empty period
 * @param skipped one sentence for each allow rule that could not be read and is left out
 * @param refused the lists that cannot be refreshed, each with a sentence that says why: a list whose block rule cannot be
 *     read would let in more than intended without it. Its last good rules stay in force
 */
public record Changes(Position position, long now, Duration sinceNow, Duration activation, boolean complete,
        Map<String, List<Rule>> rules, List<String> skipped, Map<String, String> refused) {

    /**
     * Makes changes with copies of the collections given.
     *
     * @param position not null
     * @param now in milliseconds since 1970-01-01T00:00Z
     * @param sinceNow not null
     * @param activation not null
     * @param complete whether everything that is known is replaced
     * @param rules not null
     * @param skipped not null
     * @param refused not null
     */
    public Changes {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(sinceNow, "sinceNow");
        Objects.requireNonNull(activation, "activation");
        rules = Map.copyOf(rules);
        skipped = List.copyOf(skipped);
        refused = Map.copyOf(refused);
    }

    /**
     * Makes the changes of a source whose clock was read just before it returned, and of which every list can be refreshed.
     *
     * @param position how far the source was read
     * @param now the clock of the store, in milliseconds since 1970-01-01T00:00Z
     * @param activation the time between saving a change and its effect
     * @param complete whether {@code rules} replaces all that is known
     * @param rules the rules by list
     * @param skipped one sentence for each allow rule that is left out
     */
    public Changes(Position position, long now, Duration activation, boolean complete, Map<String, List<Rule>> rules,
            List<String> skipped) {
        this(position, now, Duration.ZERO, activation, complete, rules, skipped, Map.of());
    }

    /**
     * How far a store was read. A revision alone is no identity: after a backup was restored, other changes are made under
     * numbers that were there before.
     *
     * @param store names the store; an exchanged store has another name
     * @param revision the counter that grows with each change to any list
     * @param token a random text drawn for that revision; the same position has the same token only if it has the same
     *     history. Empty in a store whose revisions are never used again
     */
    public record Position(String store, long revision, String token) {

        /**
         * Makes a position.
         *
         * @param store not null
         * @param revision from 0
         * @param token not null
         */
        public Position {
            Objects.requireNonNull(store, "store");
            Objects.requireNonNull(token, "token");
        }

        /**
         * Makes a position in a store whose revisions are never used again.
         *
         * @param store names the store
         * @param revision the counter that grows with each change to any list
         */
        public Position(String store, long revision) {
            this(store, revision, "");
        }
    }
}
