package org.iprestriction.entry;

import java.util.List;
import org.iprestriction.address.Notation;

/**
 * Thrown if a change is refused. Nothing was written. The problems say, in sentences for people, what is wrong and what
 * to do. The problems and the current entry are not serialized.
 */
public final class EntryRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The reason why a change is refused. */
    public enum Reason {
        /** The input is invalid, regardless of the contents of the list. */
        TEXT,
        /** The input is valid, but conflicts with the current contents of the list. */
        STATE,
        /** Somebody else has changed the entry or list in the meantime. */
        CONFLICT,
        /** The entry does not exist, or no longer exists. */
        NOT_FOUND,
        /** The request key was used for another request. */
        MISMATCH
    }

    /**
     * One error. Immutable.
     *
     * @param code the stable name of the error, such as {@code name.duplicate}
     * @param field the field with the error: {@code type}, {@code name}, {@code address}, {@code action} or
     *     {@code expiresAt}; null if the error is not in a field
     * @param sentence what is wrong and what to do
     * @param corrections the notations that were probably meant; not null; at most two, or up to eight parts of a range
     *     that is too large
     * @param entry the id of the entry with which the input conflicts, or null
     * @param items if a list is being replaced, the positions of the entries, counted from 0: the entry with the error,
     *     then the earlier entry with which it conflicts; empty if the error concerns a single entry or the whole list
     */
    public record Problem(String code, String field, String sentence, List<Notation> corrections, Long entry,
            List<Integer> items) {

        /**
         * Creates a problem with copies of the given corrections and items.
         *
         * @param code not null
         * @param field null if the error is not in a field
         * @param sentence not null
         * @param corrections empty if there are none
         * @param entry null if there is no conflict with another entry
         * @param items empty unless a list is being replaced
         */
        public Problem {
            corrections = List.copyOf(corrections);
            items = List.copyOf(items);
        }

        /**
         * Creates a problem with a single entry.
         *
         * @param code the stable name of the error
         * @param field the field with the error, or null
         * @param sentence what is wrong and what to do
         * @param corrections the notations that were probably meant
         * @param entry the id of the entry with which the input conflicts, or null
         */
        public Problem(String code, String field, String sentence, List<Notation> corrections, Long entry) {
            this(code, field, sentence, corrections, entry, List.of());
        }

        /**
         * Makes a problem with a field of a single entry, without a correction.
         *
         * @param code the stable name of the fault
         * @param field the field at fault, or null
         * @param sentence what is wrong and what to do
         */
        public Problem(String code, String field, String sentence) {
            this(code, field, sentence, List.of(), null);
        }

        /**
         * Makes a problem of entries that were to replace a list.
         *
         * @param code the stable name of the fault
         * @param field the field at fault, or null
         * @param sentence what is wrong and what to do
         * @param items where it is, counted from 0
         */
        public Problem(String code, String field, String sentence, Integer... items) {
            this(code, field, sentence, List.of(), null, List.of(items));
        }
    }

    /** The reason why the change is refused. */
    private final Reason reason;
    private final transient List<Problem> problems;
    private final transient Entry current;

    /**
     * Makes a refusal.
     *
     * @param reason not null
     * @param problems at least one
     * @param current the entry as it is now where somebody else changed it, or null
     */
    public EntryRejectedException(Reason reason, List<Problem> problems, Entry current) {
        super(problems.get(0).sentence());
        this.reason = reason;
        this.problems = List.copyOf(problems);
        this.current = current;
    }

    /**
     * Makes a refusal for one reason that is no field's.
     *
     * @param reason not null
     * @param code the stable name of the fault
     * @param sentence what is wrong and what to do
     */
    public EntryRejectedException(Reason reason, String code, String sentence) {
        this(reason, List.of(new Problem(code, null, sentence)), null);
    }

    /**
     * Makes the refusal for an entry that is gone, or never was.
     *
     * @return the refusal
     */
    public static EntryRejectedException notFound() {
        return new EntryRejectedException(Reason.NOT_FOUND, "not_found", "This entry no longer exists.");
    }

    /**
     * Returns why the change is refused.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Returns all errors, in the order of the fields.
     *
     * @return at least one problem; at most one for each field of an entry
     */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * Returns the current entry, if somebody else has changed it.
     *
     * @return the entry; null if the reason is not {@link Reason#CONFLICT}, or if a whole list was to be replaced
     */
    public Entry current() {
        return current;
    }
}
