package org.iprestriction.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.iprestriction.access.Action;
import org.iprestriction.address.Notation;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Quote;

/**
 * One saved state of an entry, in force from {@code beginsAt} until {@code endsAt} or its expiry. Only the end, and the
 * revision and time that go with it, ever change.
 */
@Entity
@Table(name = "ipr_entry_version")
class VersionRow {

    @Id
    @Column(name = "id")
    long id;

    @Column(name = "entry_id", updatable = false)
    long entryId;

    @Column(name = "list_name", updatable = false)
    String list;

    @Column(name = "rule_action", updatable = false)
    String action;

    @Column(name = "notation", updatable = false)
    String notation;

    @Column(name = "first_address", updatable = false)
    String first;

    @Column(name = "last_address", updatable = false)
    String last;

    @Column(name = "enabled", updatable = false)
    short enabled;

    @Column(name = "begins_at", updatable = false)
    long beginsAt;

    @Column(name = "ends_at")
    long endsAt;

    @Column(name = "expires_at", updatable = false)
    Long expiresAt;

    /** The revision that last touched this row. */
    @Column(name = "revision")
    long revision;

    /** When that was. */
    @Column(name = "touched_at")
    long touchedAt;

    protected VersionRow() {
    }

    VersionRow(long id, EntryRow entry, EntrySpec spec, long beginsAt) {
        this.id = id;
        this.entryId = entry.id;
        this.list = entry.list;
        this.action = spec.action().name().toLowerCase(Locale.ROOT);
        this.notation = spec.address().toString();
        this.first = spec.address().range().first().toString();
        this.last = spec.address().range().last().toString();
        this.enabled = (short) (spec.enabled() ? 1 : 0);
        this.beginsAt = beginsAt;
        this.endsAt = Timeline.OPEN;
        this.expiresAt = spec.expiresAt() == null ? null : spec.expiresAt().toEpochMilli();
    }

    boolean isEnabled() {
        return enabled != 0;
    }

    boolean isWithdrawn() {
        return endsAt <= beginsAt;
    }

    /** Returns when what this state allows or blocks ends, by its end or its expiry. */
    long appliesUntil() {
        return expiresAt == null ? endsAt : Math.min(endsAt, expiresAt);
    }

    boolean appliesAt(long instant) {
        return isEnabled() && beginsAt <= instant && instant < appliesUntil();
    }

    /** Tells whether this state allows or blocks anything at that instant or later. */
    boolean appliesAfter(long instant) {
        return isEnabled() && !isWithdrawn() && Math.max(beginsAt, instant) < appliesUntil();
    }

    /** Tells whether this state may block somebody: what is not certainly a permission has to be taken for a block. */
    boolean mayBlock() {
        return !action.equals("allow");
    }

    /**
     * Reads the address strictly again, because others can write to the table too.
     *
     * @throws IllegalArgumentException if it cannot be read, the parts contradict one another, or it allows a whole family
     */
    Notation readAddress() {
        Notation read = Notation.parse(notation);
        if (!read.toString().equals(notation) || !read.range().first().toString().equals(first)
                || !read.range().last().toString().equals(last)) {
            throw new IllegalArgumentException("It is not the canonical text of the range from “" + Quote.cut(first)
                    + "” to “" + Quote.cut(last) + "”.");
        }
        return action.equals("allow") ? read.requireAtMost(1, 1) : read; // no setting lets anybody save a whole family
    }

    /**
     * Reads the action strictly again.
     *
     * @throws IllegalArgumentException if it is none
     */
    Action readAction() {
        return switch (action) {
            case "allow" -> Action.ALLOW;
            case "block" -> Action.BLOCK;
            default -> throw new IllegalArgumentException(
                    "“" + Quote.cut(action) + "” is not an action. Actions are “allow” and “block”.");
        };
    }

    /** Returns a sentence on why this state cannot be read, or nothing where it can. */
    Optional<String> unreadable() {
        try {
            readAction();
            readAddress();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Sentences.unreadable(entryId, notation, e));
        }
    }

    /**
     * Returns this state as a spec.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    EntrySpec spec(String name) {
        return new EntrySpec(name, readAddress(), readAction(), isEnabled(),
                expiresAt == null ? null : Instant.ofEpochMilli(expiresAt));
    }
}
