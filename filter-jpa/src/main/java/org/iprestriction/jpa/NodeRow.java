package org.iprestriction.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What a running copy last said about itself. */
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

    @Column(name = "started_at")
    long startedAt;

    /** By the database's clock, unlike the start. */
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

    NodeRow(String id) {
        this.id = id;
    }

    NodeStatus toStatus(long now, long activationMillis) {
        return new NodeStatus(id, name, isLive(now, activationMillis), loadedRevision, Instant.ofEpochMilli(lastSeenAt),
                Instant.ofEpochMilli(startedAt), clockOffsetMillis, problem);
    }

    boolean isLive(long now, long activationMillis) {
        return signedOff == 0 && now - lastSeenAt < Math.max(2 * activationMillis, 120_000);
    }
}
