package org.iprestriction.entry;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.address.IpAddress;

/**
 * The answer of a list for one address: whether it may call now, which entry says so, and when that changes next. The pages and the
 * API ask here and only put it into words.
 *
 * <p>It speaks of the saved list at the database's time, which every node applies; one that has not loaded it is shown as
 * Delayed or Behind elsewhere.
 *
 * @param address the address asked about; an IPv4-mapped one is the IPv4 address
 * @param allowed whether the list lets it in now
 * @param reason why
 * @param entry the entry the reason speaks of; null for {@link Reason#NO_MATCH} and for deployment rules
 * @param others how many further entries give the same answer for the same reason
 * @param until when an allowed address ceases to be allowed; null when no saved change or expiry ends it
 * @param allowedFrom when a blocked address begins to be allowed; null when no saved change allows it
 */
public record AddressCheck(IpAddress address, boolean allowed, Reason reason, Entry entry, int others, Instant until, Instant allowedFrom) {

    /** Why an address is allowed or blocked. */
    public enum Reason {
        /** An entry allows it. */
        MATCH,
        /** No entry contains it. */
        NO_MATCH,
        /** Only disabled entries contain it. */
        DISABLED,
        /** Only expired entries contain it. */
        EXPIRED,
        /** Nothing allows it yet; a saved change will. */
        PENDING,
        /** An entry blocks it. */
        BLOCKED_BY,
        /** The deployment allows it, whatever the list says. */
        DEPLOYMENT_ALLOW,
        /** The deployment blocks it, whatever the list says. */
        DEPLOYMENT_BLOCK;

        /**
         * Returns the word for programs.
         *
         * @return such as {@code no_match}
         */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Asks the deployment rules, which come first, and then the list.
     *
     * @param entries the entries of the list
     * @param now the instant at which they were read
     * @param deployment what the deployment rules decide for the address; {@link Decision#NO_RULE} where the list decides
     * @param address the address, not null
     * @return the answer
     */
    public static AddressCheck of(List<Entry> entries, Instant now, Decision deployment, IpAddress address) {
        return switch (deployment) {
            case ALLOWED -> answer(address, true, Reason.DEPLOYMENT_ALLOW, List.of(), null, null);
            case BLOCKED -> answer(address, false, Reason.DEPLOYMENT_BLOCK, List.of(), null, null);
            case NO_RULE, UNIDENTIFIED -> of(entries, now, address);
        };
    }

    /** Asks the list alone, as if there were no deployment rules. */
    private static AddressCheck of(List<Entry> entries, Instant now, IpAddress address) {
        boolean allowed = allowed(entries, address, now);
        Instant change = entries.stream().flatMap(entry -> entry.turns(now)).distinct().sorted()
                .filter(instant -> allowed(entries, address, instant) != allowed).findFirst().orElse(null);
        List<Entry> block = covering(entries, address, now, Action.BLOCK);
        if (allowed) {
            return answer(address, true, Reason.MATCH, covering(entries, address, now, Action.ALLOW), change, null);
        }
        if (!block.isEmpty()) {
            return answer(address, false, Reason.BLOCKED_BY, block, null, change);
        }
        if (change != null) {
            return answer(address, false, Reason.PENDING, covering(entries, address, change, Action.ALLOW), null, change);
        }
        List<Entry> disabled = saved(entries, address, EntryStatus.DISABLED);
        if (!disabled.isEmpty()) {
            return answer(address, false, Reason.DISABLED, disabled, null, null);
        }
        List<Entry> expired = saved(entries, address, EntryStatus.EXPIRED);
        return answer(address, false, expired.isEmpty() ? Reason.NO_MATCH : Reason.EXPIRED, expired, null, null);
    }

    /** The decision of the list. Blocking wins. */
    private static boolean allowed(List<Entry> entries, IpAddress address, Instant instant) {
        return entries.stream().noneMatch(entry -> entry.covers(address, Action.BLOCK, instant))
                && entries.stream().anyMatch(entry -> entry.covers(address, Action.ALLOW, instant));
    }

    private static AddressCheck answer(IpAddress address, boolean allowed, Reason reason, List<Entry> entries, Instant until,
            Instant allowedFrom) {
        Entry first = entries.isEmpty() ? null : entries.get(0);
        return new AddressCheck(address, allowed, reason, first, Math.max(0, entries.size() - 1), until, allowedFrom);
    }

    /** The entries in force at {@code instant} that cover the address: longest lasting first, then narrowest, then by name. */
    private static List<Entry> covering(List<Entry> entries, IpAddress address, Instant instant, Action action) {
        return entries.stream()
                .filter(entry -> entry.covers(address, action, instant))
                .sorted(Comparator.comparing((Entry entry) -> end(entry, instant)).reversed()
                        .thenComparing(entry -> entry.appliedAt(instant).address().range().size())
                        .thenComparing(Entry::name))
                .toList();
    }

    private static List<Entry> saved(List<Entry> entries, IpAddress address, EntryStatus status) {
        return entries.stream()
                .filter(entry -> entry.status() == status && entry.saved().action() == Action.ALLOW
                        && entry.saved().address().range().contains(address))
                .toList();
    }

    /** When the state in force at {@code instant} ends: by the next step or by its expiry. */
    private static Instant end(Entry entry, Instant instant) {
        Instant end = entry.appliedAt(instant).expiresAt();
        for (Entry.Step step : entry.upcoming()) {
            if (step.at().isAfter(instant) && (end == null || step.at().isBefore(end))) {
                end = step.at();
            }
        }
        return end == null ? Instant.MAX : end;
    }
}
