package org.iprestriction.entry;

import java.util.List;
import org.iprestriction.address.Notation;

/** The refusal of a change. Nothing was written; the problems say, for people, what is wrong and what to do. */
public final class EntryRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Why a change is refused. */
    public enum Reason {
        /** What was written is not acceptable, whatever the list holds. */
        TEXT,
        /** What was written is good, but the list as it stands refuses it. */
        STATE,
        /** Somebody else changed it in the meantime. */
        CONFLICT,
        /** The entry does not exist, or no longer. */
        NOT_FOUND,
        /** The request key was used for another request. */
        MISMATCH
    }

    /**
     * One thing that is wrong.
     *
     * @param code the stable name of the fault, such as {@code name.duplicate}
     * @param field the field at fault: {@code type}, {@code name}, {@code address}, {@code action} or {@code expiresAt};
     *     null where it is none
     * @param sentence what is wrong and what to do
     * @param corrections what was probably meant by the address, at most two
     * @param entry the id of the entry it collides with, or null
     * @param items where it is among the entries that were to replace a list, counted from 0: the one at fault, then the
     *     earlier one it collides with; empty where a single entry, or the list as a whole, is meant
     */
    public record Problem(String code, String field, String sentence, List<Notation> corrections, Long entry,
            List<Integer> items) {

        /**
         * Makes a problem with copies of the corrections and items given.
         *
         * @param code not null
         * @param field null where no field is at fault
         * @param sentence not null
         * @param corrections empty where there is none
         * @param entry null where it collides with none
         * @param items empty where it is not one of several
         */
        public Problem {
            corrections = List.copyOf(corrections);
            items = List.copyOf(items);
        }

        /**
         * Makes a problem of a single entry.
         *
         * @param code the stable name of the fault
         * @param field the field at fault, or null
         * @param sentence what is wrong and what to do
         * @param corrections what was probably meant
         * @param entry the id of the entry it collides with, or null
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

    /** Why the change is refused. */
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
     * Returns everything that is wrong, in the order of the fields.
     *
     * @return at least one problem; at most one for each field of an entry
     */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * Returns the entry as it is now, where somebody else changed it.
     *
     * @return the entry; null unless the reason is {@link Reason#CONFLICT}, and where a whole list was to be replaced
     */
    public Entry current() {
        return current;
    }
}
