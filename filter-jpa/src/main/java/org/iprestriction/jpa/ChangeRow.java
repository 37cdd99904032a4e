package org.iprestriction.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.iprestriction.entry.Change;

/** One record of the history; never updated, except that the token of an old one is erased. */
@Entity
@Table(name = "ipr_change")
class ChangeRow {

    @Id
    @Column(name = "revision")
    long revision;

    @Column(name = "token", updatable = false)
    String token;

    @Column(name = "list_name", updatable = false)
    String list;

    @Column(name = "entry_id", updatable = false)
    long entryId;

    @Column(name = "entry_name", updatable = false)
    String entryName;

    @Column(name = "verb", updatable = false)
    String verb;

    @Column(name = "changed_by", updatable = false)
    String changedBy;

    @Column(name = "changed_at", updatable = false)
    long changedAt;

    @Column(name = "from_address", updatable = false)
    String fromAddress;

    @Column(name = "before_text", updatable = false)
    String before;

    @Column(name = "after_text", updatable = false)
    String after;

    @Column(name = "effective_at", updatable = false)
    Long effectiveAt;

    @Column(name = "request_key", updatable = false)
    String requestKey;

    /** A digest of the request with that key. */
    @Column(name = "request_content", updatable = false)
    String requestContent;

    protected ChangeRow() {
    }

    ChangeRow(long revision, String token) {
        this.revision = revision;
        this.token = token;
    }

    Change toChange() {
        return new Change(revision, entryId, entryName, verb, changedBy, Instant.ofEpochMilli(changedAt), fromAddress,
                before, after, effectiveAt == null ? null : Instant.ofEpochMilli(effectiveAt));
    }
}
