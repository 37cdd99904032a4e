package org.iprestriction.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An entry without its versions, which are rows of another table. */
@Entity
@Table(name = "ipr_entry")
class EntryRow {

    @Id
    @Column(name = "id")
    long id;

    @Column(name = "list_name", updatable = false)
    String list;

    @Column(name = "entry_name")
    String name;

    @Column(name = "name_key")
    String nameKey;

    @Column(name = "version")
    long version;

    /** 1 if its last version has an end, or if it has no version. */
    @Column(name = "deleted")
    short deleted;

    @Column(name = "revision")
    long revision;

    @Column(name = "created_at", updatable = false)
    long createdAt;

    @Column(name = "created_by", updatable = false)
    String createdBy;

    @Column(name = "changed_at")
    long changedAt;

    @Column(name = "changed_by")
    String changedBy;

    protected EntryRow() {
    }

    EntryRow(long id, String list) {
        this.id = id;
        this.list = list;
    }

    boolean isDeleted() {
        return deleted != 0;
    }
}
