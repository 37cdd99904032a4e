package org.iprestriction.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An entry without its versions, which are rows of another table. */
@Entity
@Table(name = "ipr_entry")
public class EntryRow {

    /** All columns, to be read without entities; {@link #of} takes them. */
    public static final String COLUMNS = "e.id, e.list, e.name, e.nameKey, e.version, e.deleted, e.revision, e.createdAt, e.createdBy,"
            + " e.changedAt, e.changedBy";
    /** The number of these columns. */
    public static final int WIDTH = 11;

    @Id
    @Column(name = "id")
    public long id;

    @Column(name = "list_name", updatable = false)
    public String list;

    @Column(name = "entry_name")
    public String name;

    @Column(name = "name_key")
    public String nameKey;

    @Column(name = "version")
    public long version;

    /** 1 if its last version has an end, or if it has no version. */
    @Column(name = "deleted")
    public short deleted;

    @Column(name = "revision")
    public long revision;

    @Column(name = "created_at", updatable = false)
    public long createdAt;

    @Column(name = "created_by", updatable = false)
    public String createdBy;

    @Column(name = "changed_at")
    public long changedAt;

    @Column(name = "changed_by")
    public String changedBy;

    protected EntryRow() {
    }

    public EntryRow(long id, String list) {
        this.id = id;
        this.list = list;
    }

    /** Returns an entry that no persistence context knows, from the first columns of a query. */
    public static EntryRow of(Object[] row) {
        EntryRow entry = new EntryRow((Long) row[0], (String) row[1]);
        entry.name = (String) row[2];
        entry.nameKey = (String) row[3];
        entry.version = (Long) row[4];
        entry.deleted = (Short) row[5];
        entry.revision = (Long) row[6];
        entry.createdAt = (Long) row[7];
        entry.createdBy = (String) row[8];
        entry.changedAt = (Long) row[9];
        entry.changedBy = (String) row[10];
        return entry;
    }

    public boolean isDeleted() {
        return deleted != 0;
    }
}
