package org.iprestriction.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The single row that every writer locks first, so that writers are serialized on every database. */
@Entity
@Table(name = "ipr_state")
class StateRow {

    @Id
    @Column(name = "id")
    short id;

    @Column(name = "schema_version", updatable = false)
    short schemaVersion;

    /** The random name of this store; empty until the first node starts. */
    @Column(name = "store")
    String store;

    @Column(name = "revision")
    long revision;

    /** The random token of the revision; empty until the first one. */
    @Column(name = "token")
    String token;

    @Column(name = "next_id")
    long nextId;

    @Column(name = "last_change_at")
    long lastChangeAt;

    /** In milliseconds; negative until the first node starts. */
    @Column(name = "activation_ms")
    long activationMillis;

    protected StateRow() {
    }
}
