package org.iprestriction.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.iprestriction.entry.Change;

/** One record of the history; never updated, except that the token of an old one is erased. */
@Entity
@Table(name = "ipr_change")
public class ChangeRow {

    @Id
    @Column(name = "revision")
    public long revision;

    @Column(name = "token", updatable = false)
    public String token;

    @Column(name = "list_name", updatable = false)
    public String list;

    @Column(name = "entry_id", updatable = false)
    public long entryId;

    @Column(name = "entry_name", updatable = false)
    public String entryName;

    @Column(name = "verb", updatable = false)
    public String verb;

    @Column(name = "changed_by", updatable = false)
    public String changedBy;

    @Column(name = "changed_at", updatable = false)
    public long changedAt;

    @Column(name = "from_address", updatable = false)
    public String fromAddress;

    @Column(name = "before_text", updatable = false)
    public String before;

    @Column(name = "after_text", updatable = false)
    public String after;

    @Column(name = "effective_at", updatable = false)
    public Long effectiveAt;

    @Column(name = "request_key", updatable = false)
    public String requestKey;

    /** A digest of the request with that key. */
    @Column(name = "request_content", updatable = false)
    public String requestContent;

    protected ChangeRow() {
    }

    public ChangeRow(long revision, String token) {
        this.revision = revision;
        this.token = token;
    }

    public Change toChange() {
        return new Change(list, revision, entryId, entryName, verb, changedBy, Instant.ofEpochMilli(changedAt), fromAddress,
                before, after, effectiveAt == null ? null : Instant.ofEpochMilli(effectiveAt));
    }
}
