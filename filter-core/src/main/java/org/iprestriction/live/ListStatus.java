package org.iprestriction.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The status of one list on this node. Immutable and thread-safe; instants are by the clock of the store.
 *
 * @param list the name of the list, not null
 * @param loaded whether the list has been loaded and is not too old to be applied
 * @param revision the revision up to which this node knows every change; -1 if the list was never loaded
 * @param rulesInForce the number of rules in force, 0 or more
 * @param inForceSince the instant at which the current rules came into force on this node; null if {@code loaded} is
 *     false
 * @param nextChange the next instant at which the rules change; null if no change is planned
 * @param age the time since the list was last read successfully; null if it was never read
 * @param problem what is wrong and what to do, in sentences for administrators, or null
 * @param reasons stable codes of everything that is not as it should be, for programs and for health checks that anybody may
 *     read; empty if all is well. {@code list_not_loaded}: the list was never loaded, so everything is blocked.
 *     {@code list_too_old}: it is older than {@code max-staleness}, so everything is blocked. {@code list_not_refreshed}: the last
 *     good rules are applied. {@code list_older_than_activation}: for so long that changes may already be missing.
 *     {@code list_from_snapshot}: the rules come from the snapshot file. {@code list_unknown}: the store holds other lists, but not
 *     this one. {@code row_unreadable}, {@code rows_skipped}: a stored rule cannot be read. {@code report_not_saved}: the store
 *     cannot be written. {@code snapshot_not_written}. And the code of a {@link SourceException}
 */
public record ListStatus(String list, boolean loaded, long revision, int rulesInForce, Instant inForceSince,
        Instant nextChange, Duration age, String problem, List<String> reasons) {

    /**
     * Creates a status with a copy of the given list.
     *
     * @param list not null
     * @param loaded whether the list can be applied
     * @param revision -1 or more
     * @param rulesInForce 0 or more
     * @param inForceSince may be null
     * @param nextChange may be null
     * @param age may be null
     * @param problem may be null
     * @param reasons not null
     */
    public ListStatus {
        reasons = List.copyOf(reasons);
    }
}
