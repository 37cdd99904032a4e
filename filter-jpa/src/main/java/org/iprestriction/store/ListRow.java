package org.iprestriction.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What was set for a list as a whole. Most lists have no such row. */
@Entity
@Table(name = "ipr_list")
public class ListRow {

    @Id
    @Column(name = "list_name")
    public String name;

    /** The limit of this list alone; null if it is the one that is set for all lists. */
    @Column(name = "max_entries")
    public Integer maxEntries;

    @Column(name = "revision")
    public long revision;

    @Column(name = "changed_at")
    public long changedAt;

    @Column(name = "changed_by")
    public String changedBy;

    protected ListRow() {
    }

    public ListRow(String name) {
        this.name = name;
    }
}
