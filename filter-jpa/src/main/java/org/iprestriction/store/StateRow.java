package org.iprestriction.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The single row that every writer locks first, so that writers are serialized on every database. */
@Entity
@Table(name = "ipr_state")
public class StateRow {

    /** All columns and the table, for reading them in one statement with the clock; {@link #of} takes them. */
    public static final String COLUMNS = "s.schema_version, s.store, s.revision, s.token, s.next_id, s.last_change_at, s.activation_ms";
    /** The number of these columns. */
    public static final int WIDTH = 7;
    public static final String FROM = "ipr_state s where s.id = 1";

    @Id
    @Column(name = "id")
    public short id;

    @Column(name = "schema_version", updatable = false)
    public short schemaVersion;

    /** The random name of this store; empty until the first node starts. */
    @Column(name = "store")
    public String store;

    @Column(name = "revision")
    public long revision;

    /** The random token of the revision; empty until the first one. */
    @Column(name = "token")
    public String token;

    @Column(name = "next_id")
    public long nextId;

    @Column(name = "last_change_at")
    public long lastChangeAt;

    /** In milliseconds; negative until the first node starts. */
    @Column(name = "activation_ms")
    public long activationMillis;

    protected StateRow() {
    }

    /** Returns a state that no persistence context knows, from the first columns of a row. */
    public static StateRow of(Object[] row) {
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
