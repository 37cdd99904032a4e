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

    protected NodeRow() {
    }

    NodeRow(String id, long signedOnAt) {
        this.id = id;
        this.signedOnAt = signedOnAt;
    }
}
