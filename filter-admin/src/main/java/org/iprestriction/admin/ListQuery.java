package org.iprestriction.admin;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpFormatException;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.EntryStatus;

/**
 * Which entries the page shows and in which order, as its address says. A word nobody knows means the default.
 *
 * @param check the address typed into the Check panel, empty when none
 */
record ListQuery(String q, Show status, Sort sort, boolean descending, String check) {
    private static final int LONGEST = 100;

    /** The choices of the filter bar; together they count every entry once. */
    enum Show {
        ALL("All"), ACTIVE("Active"), PENDING("Pending"), DISABLED("Disabled"), EXPIRED("Expired");

        final String label;

        Show(String label) {
            this.label = label;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean holds(EntryStatus status) {
            return switch (this) {
                case ALL -> true;
                case ACTIVE -> status == EntryStatus.ACTIVE;
                case PENDING -> switch (status) {
                    case PENDING, PENDING_CHANGE, PENDING_REMOVAL, DELAYED -> true;
                    default -> false;
                };
                case DISABLED -> status == EntryStatus.DISABLED;
                case EXPIRED -> status == EntryStatus.EXPIRED;
            };
        }
    }

    /** The columns one can sort by. Last use is not recorded yet, so that order is the order of names. */
    enum Sort {
        NAME, STATUS, USED, CHANGED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final ListQuery DEFAULT = new ListQuery("", Show.ALL, Sort.NAME, false, "");

    static ListQuery of(Form query) {
        String q = query.get("q").strip();
        return new ListQuery(q.length() > LONGEST ? q.substring(0, LONGEST) : q,
                word(Show.values(), query.get("status"), Show.ALL), word(Sort.values(), query.get("sort"), Sort.NAME),
                query.get("dir").equals("desc"), check(query.get("check")));
    }

    /** Drops U+0020 at both ends and nothing else; any other white space is a part of what was asked. */
    private static String check(String typed) {
        int from = 0;
        int to = typed.length();
        while (from < to && typed.charAt(from) == ' ') {
            from++;
        }
        while (to > from && typed.charAt(to - 1) == ' ') {
            to--;
        }
        return typed.substring(from, to);
    }

    /** The rows to show: matching, of the chosen status, in order; ties by name. */
    List<Entry> rows(List<Entry> entries) {
        return matching(entries).stream().filter(e -> status.holds(e.status())).sorted(order()).toList();
    }

    /** The entries whose name or address holds the text, or which contain the address typed as the text. */
    List<Entry> matching(List<Entry> entries) {
        String text = fold(q);
        IpAddress address = address(q);
        return entries.stream().filter(e -> text.isEmpty() || fold(e.name()).contains(text)
                || holds(e.saved(), text, address)
                || e.inForce() != null && holds(e.inForce(), text, address)).toList();
    }

    /** The parameters of this page with another status. */
    Map<String, String> with(Show other) {
        return parameters(other, sort, descending);
    }

    /** The parameters of this page sorted by {@code column}; turned round when it is sorted by that already. */
    Map<String, String> with(Sort column) {
        return parameters(status, column, sort == column && !descending);
    }

    private Map<String, String> parameters(Show show, Sort column, boolean down) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("q", q);
        parameters.put("status", show == Show.ALL ? "" : show.word());
        parameters.put("sort", column == Sort.NAME ? "" : column.word());
        parameters.put("dir", down ? "desc" : "");
        return parameters;
    }

    private Comparator<Entry> order() {
        Comparator<Entry> byName = Comparator.comparing((Entry e) -> fold(e.name())).thenComparing(Entry::id);
        Comparator<Entry> order = switch (sort) {
            case NAME, USED -> byName;
            case STATUS -> Comparator.comparing(Entry::status);
            case CHANGED -> Comparator.comparing(Entry::changedAt);
        };
        return (descending ? order.reversed() : order).thenComparing(byName);
    }

    private static boolean holds(EntrySpec spec, String text, IpAddress address) {
        return fold(spec.address().toString()).contains(text) || spec.address().range().toString().contains(text)
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

    private static <E extends Enum<E>> E word(E[] values, String text, E otherwise) {
        for (E value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
                return value;
            }
        }
        return otherwise;
    }
}
