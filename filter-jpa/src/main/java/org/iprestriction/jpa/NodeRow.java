package org.iprestriction.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The last report of a node. */
@Entity
@Table(name = "ipr_node")
class NodeRow {

    @Id
    @Column(name = "id")
    String id;

    @Column(name = "node_name")
    String name;

    @Column(name = "loaded_revision")
    long loadedRevision;

    @Column(name = "loaded_token")
    String loadedToken;

    @Column(name = "started_at")
    long startedAt;

    /** The time of its first report, by the database's clock (unlike {@code startedAt}). */
    @Column(name = "signed_on_at", updatable = false)
    long signedOnAt;

    @Column(name = "last_seen_at")
    long lastSeenAt;

    @Column(name = "clock_offset_ms")
    long clockOffsetMillis;

    @Column(name = "problem")
    String problem;

    @Column(name = "signed_off")
    short signedOff;

    // The next three have defaults in the table, for the reports of an older version of this library.

    /** The first revision that may be missing in a list that is refused; {@code Long.MAX_VALUE} if none is. */
    @Column(name = "refused_from")
    long refusedFrom;

    /** -1 if unknown. */
    @Column(name = "rules_in_force")
    int rulesInForce;

    /** -1 if unknown, or if the node applies no list. */
    @Column(name = "in_force_since")
    long inForceSince;

    protected NodeRow() {
    }

    NodeRow(String id, long signedOnAt) {
        this.id = id;
        this.signedOnAt = signedOnAt;
    }
}
