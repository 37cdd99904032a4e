package org.iprestriction.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The last report of a node. */
@Entity
@Table(name = "ipr_node")
public class NodeRow {

    @Id
    @Column(name = "id")
    public String id;

    @Column(name = "node_name")
    public String name;

    @Column(name = "loaded_revision")
    public long loadedRevision;

    @Column(name = "loaded_token")
    public String loadedToken;

    @Column(name = "started_at")
    public long startedAt;

    /** The time of its first report, by the database's clock (unlike {@code startedAt}). */
    @Column(name = "signed_on_at", updatable = false)
    public long signedOnAt;

    @Column(name = "last_seen_at")
    public long lastSeenAt;

    @Column(name = "clock_offset_ms")
    public long clockOffsetMillis;

    @Column(name = "problem")
    public String problem;

    @Column(name = "signed_off")
    public short signedOff;

    // The next three have defaults in the table, for the reports of an older version of this library.

    /** The first revision that may be missing in a list that is refused; {@code Long.MAX_VALUE} if none is. */
    @Column(name = "refused_from")
    public long refusedFrom;

    /** -1 if unknown. */
    @Column(name = "rules_in_force")
    public int rulesInForce;

    /** -1 if unknown, or if the node applies no list. */
    @Column(name = "in_force_since")
    public long inForceSince;

    protected NodeRow() {
    }

    public NodeRow(String id, long signedOnAt) {
        this.id = id;
        this.signedOnAt = signedOnAt;
    }
}
