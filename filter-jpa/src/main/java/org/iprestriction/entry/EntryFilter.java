package org.iprestriction.entry;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpFormatException;

/**
 * Which entries of a list somebody looks for.
 *
 * @param text part of a name or of an address, or an address that the entries contain; empty for all
 * @param group how they stand
 */
public record EntryFilter(String text, Group group) {

    /** The most characters of a text that somebody looks for. */
    public static final int LONGEST_TEXT = 100;

    /** Every entry. */
    public static final EntryFilter ALL = new EntryFilter("", Group.ALL);

    /** All entries in order of their names, whatever their case. */
    public static final Comparator<Entry> BY_NAME =
            Comparator.comparing((Entry entry) -> fold(entry.name())).thenComparing(Entry::id);

    /** Entries by how they stand. Every entry is in {@link #ALL} and in one of the others. */
    public enum Group {
        /** Whatever their status. */
        ALL,
        /** In force. */
        ACTIVE,
        /** With something still to come, or late. */
        PENDING,
        /** Saved as disabled. */
        DISABLED,
        /** Ended by themselves. */
        EXPIRED;

        /**
         * Returns whether an entry is in this group.
         *
         * @param status how it stands
         * @return true if it is
         */
        public boolean holds(EntryStatus status) {
            return this == ALL || this == of(status);
        }

        /**
         * Returns the group of an entry, other than {@link #ALL}.
         *
         * @param status how the entry stands
         * @return its group
         */
        public static Group of(EntryStatus status) {
            return switch (status) {
                case ACTIVE -> ACTIVE;
                case PENDING, PENDING_CHANGE, PENDING_REMOVAL, DELAYED -> PENDING;
                case DISABLED -> DISABLED;
                case EXPIRED -> EXPIRED;
            };
        }

        /**
         * Returns the group with a word.
         *
         * @param word such as {@code active}, or null
         * @return the group; empty if there is none with that word
         */
        public static Optional<Group> named(String word) {
            return Arrays.stream(values()).filter(group -> group.word().equals(word)).findFirst();
        }

        /**
         * Returns the word for programs.
         *
         * @return such as {@code active}
         */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Returns the entries that match the text and are in the group.
     *
     * @param entries the entries of a list
     * @return those that match, in the same order
     */
    public List<Entry> of(List<Entry> entries) {
        return entries.stream().filter(test()).toList();
    }

    /**
     * Returns the entries that match the text, whatever the group.
     *
     * @param entries the entries of a list
     * @return those whose name or address holds the text, or which contain the address that the text is
     */
    public List<Entry> matching(List<Entry> entries) {
        return entries.stream().filter(matches()).toList();
    }

    /**
     * Returns the same as a test of one entry, for those who test many, because the text is read only once.
     *
     * @return the test; thread-safe
     */
    public Predicate<Entry> test() {
        return matches().and(entry -> group.holds(entry.status()));
    }

    private Predicate<Entry> matches() {
        String part = fold(text);
        IpAddress address = address(text);
        return entry -> part.isEmpty() || fold(entry.name()).contains(part) || holds(entry.saved(), part, address)
                || entry.inForce() != null && holds(entry.inForce(), part, address);
    }

    private static boolean holds(EntrySpec spec, String part, IpAddress address) {
        return fold(spec.address().toString()).contains(part) || spec.address().range().toString().contains(part)
                || address != null && spec.address().range().contains(address);
    }

    private static IpAddress address(String text) {
        try {
            return text.isEmpty() ? null : IpAddress.parse(text);
        } catch (IpFormatException e) {
            return null; // part of a name or of an address
        }
    }

    /** Upper case first, so that letters such as the long s and the sharp s find each other. */
    private static String fold(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
