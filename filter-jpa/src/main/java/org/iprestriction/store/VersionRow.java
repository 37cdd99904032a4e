package org.iprestriction.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.iprestriction.access.Action;
import org.iprestriction.address.Notation;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.Quote;

/**
 * A version of an entry: one saved state, in force from {@code beginsAt} until {@code endsAt} or its expiry. Only the
 * end changes, and with it the revision and the time of the last change.
 */
@Entity
@Table(name = "ipr_entry_version")
public class VersionRow {

    /** What a rule needs, to be read without entities; {@link #of} takes these columns. */
    public static final String RULE_COLUMNS = "v.id, v.entryId, v.action, v.notation, v.first, v.last, v.enabled, v.beginsAt, v.endsAt,"
            + " v.expiresAt";
    /** The number of these columns. */
    public static final int RULE_WIDTH = 10;
    /** All columns; {@link #of} takes these as well. */
    public static final String COLUMNS = RULE_COLUMNS + ", v.revision, v.touchedAt";
    private static final int WIDTH = RULE_WIDTH + 2;

    @Id
    @Column(name = "id")
    public long id;

    @Column(name = "entry_id", updatable = false)
    public long entryId;

    @Column(name = "list_name", updatable = false)
    public String list;

    @Column(name = "rule_action", updatable = false)
    public String action;

    @Column(name = "notation", updatable = false)
    public String notation;

    @Column(name = "first_address", updatable = false)
    public String first;

    @Column(name = "last_address", updatable = false)
    public String last;

    @Column(name = "enabled", updatable = false)
    public short enabled;

    @Column(name = "begins_at", updatable = false)
    public long beginsAt;

    @Column(name = "ends_at")
    public long endsAt;

    @Column(name = "expires_at", updatable = false)
    public Long expiresAt;

    /** The revision that last changed this row. */
    @Column(name = "revision")
    public long revision;

    /** The time of that change. */
    @Column(name = "touched_at")
    public long touchedAt;

    protected VersionRow() {
    }

    public VersionRow(long id, EntryRow entry, EntrySpec spec, long beginsAt) {
        this.id = id;
        this.entryId = entry.id;
        this.list = entry.list;
        this.action = spec.actionWord();
        this.notation = spec.address().toString();
        this.first = spec.address().range().first().toString();
        this.last = spec.address().range().last().toString();
        this.enabled = (short) (spec.enabled() ? 1 : 0);
        this.beginsAt = beginsAt;
        this.endsAt = Timeline.OPEN;
        this.expiresAt = spec.expiresAt() == null ? null : spec.expiresAt().toEpochMilli();
    }

    /**
     * Returns a version that no persistence context knows, and that does not say its list, from the columns of a query
     * that begin at {@code from}.
     */
    public static VersionRow of(Object[] row, int from) {
        VersionRow version = new VersionRow();
        version.id = (Long) row[from];
        version.entryId = (Long) row[from + 1];
        version.action = (String) row[from + 2];
        version.notation = (String) row[from + 3];
        version.first = (String) row[from + 4];
        version.last = (String) row[from + 5];
        version.enabled = (Short) row[from + 6];
        version.beginsAt = (Long) row[from + 7];
        version.endsAt = (Long) row[from + 8];
        version.expiresAt = (Long) row[from + 9];
        if (row.length > from + WIDTH - 1) {
            version.revision = (Long) row[from + RULE_WIDTH];
            version.touchedAt = (Long) row[from + RULE_WIDTH + 1];
        }
        return version;
    }

    public boolean isEnabled() {
        return enabled != 0;
    }

    public boolean isWithdrawn() {
        return endsAt <= beginsAt;
    }

    /** Returns the time at which this version stops being in force, by its end or its expiry. */
    public long appliesUntil() {
        return expiresAt == null ? endsAt : Math.min(endsAt, expiresAt);
    }

    public boolean appliesAt(long instant) {
        return isEnabled() && beginsAt <= instant && instant < appliesUntil();
    }

    /** Returns whether this version is in force at an instant or later. */
    public boolean appliesAfter(long instant) {
        return isEnabled() && !isWithdrawn() && Math.max(beginsAt, instant) < appliesUntil();
    }

    /** Returns whether this version may be a block: an unknown action has to be treated as one. */
    public boolean mayBlock() {
        return !action.equals("allow");
    }

    /**
     * Parses the address strictly again, because others can write to the table too.
     *
     * @throws IllegalArgumentException if it cannot be parsed, the columns contradict each other, or it allows a whole
     *     family
     */
    public Notation readAddress() {
        Notation read = Notation.parse(notation);
        if (!read.toString().equals(notation) || !read.range().first().toString().equals(first)
                || !read.range().last().toString().equals(last)) {
            throw new IllegalArgumentException("It is not the canonical text of the range from “" + Quote.cut(first)
                    + "” to “" + Quote.cut(last) + "”.");
        }
        return action.equals("allow") ? read.requireAtMost(1, 1) : read; // no setting permits saving a whole family
    }

    /**
     * Parses the action strictly again.
     *
     * @throws IllegalArgumentException if it is unknown
     */
    public Action readAction() {
        return switch (action) {
            case "allow" -> Action.ALLOW;
            case "block" -> Action.BLOCK;
            default -> throw new IllegalArgumentException(
                    "“" + Quote.cut(action) + "” is not an action. Actions are “allow” and “block”.");
        };
    }

    /** Returns a sentence that says why this version cannot be read; empty if it can be read. */
    public Optional<String> unreadable() {
        try {
            readAction();
            readAddress();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Sentences.unreadable(entryId, notation, e));
        }
    }

    /**
     * Returns this version as a spec.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public EntrySpec spec(String name) {
        return new EntrySpec(name, readAddress(), readAction(), isEnabled(),
                expiresAt == null ? null : Instant.ofEpochMilli(expiresAt));
    }
}
