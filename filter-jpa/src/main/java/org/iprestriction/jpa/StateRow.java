package org.iprestriction.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The single row that every writer locks first, so that writers are serialized on every database. */
@Entity
@Table(name = "ipr_state")
class StateRow {

    /** All columns and the table, for reading them in one statement with the clock; {@link #of} takes them. */
    static final String COLUMNS = "s.schema_version, s.store, s.revision, s.token, s.next_id, s.last_change_at, s.activation_ms";
    /** The number of these columns. */
    static final int WIDTH = 7;
    static final String FROM = "ipr_state s where s.id = 1";

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

    /** Returns a state that no persistence context knows, from the first columns of a row. */
    static StateRow of(Object[] row) {
        StateRow state = new StateRow();
        state.id = 1;
        state.schemaVersion = ((Number) row[0]).shortValue();
        state.store = (String) row[1];
        state.revision = ((Number) row[2]).longValue();
        state.token = (String) row[3];
        state.nextId = ((Number) row[4]).longValue();
        state.lastChangeAt = ((Number) row[5]).longValue();
        state.activationMillis = ((Number) row[6]).longValue();
        return state;
    }
}
