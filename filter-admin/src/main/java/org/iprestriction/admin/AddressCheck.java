package org.iprestriction.admin;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.address.IpAddress;
import org.iprestriction.jpa.Entry;
import org.iprestriction.jpa.EntryStatus;
import org.iprestriction.jpa.Listing;

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
record AddressCheck(IpAddress address, boolean allowed, Reason reason, Entry entry, int others, Instant until, Instant allowedFrom) {

    /** Why an address is allowed or blocked. */
    enum Reason {
        MATCH, NO_MATCH, DISABLED, EXPIRED, PENDING, BLOCKED_BY, DEPLOYMENT_ALLOW, DEPLOYMENT_BLOCK;

        /** The word of the JSON API: {@code no_match}. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Asks the deployment rules, which come first, and then the list. */
    static AddressCheck of(Listing listing, DeploymentRules deployment, IpAddress address) {
        return of(listing.entries(), listing.now(), deployment.decide(address), address);
    }

    /** As above, where {@code deployment} is what its rules decide for the address. */
    static AddressCheck of(List<Entry> entries, Instant now, Decision deployment, IpAddress address) {
        return switch (deployment) {
            case ALLOWED -> answer(address, true, Reason.DEPLOYMENT_ALLOW, List.of(), null, null);
            case BLOCKED -> answer(address, false, Reason.DEPLOYMENT_BLOCK, List.of(), null, null);
            case NO_RULE, UNIDENTIFIED -> of(entries, now, address);
        };
    }

    /** Asks the list alone, as if there were no deployment rules. */
    private static AddressCheck of(List<Entry> entries, Instant now, IpAddress address) {
        boolean allowed = Applied.allowed(entries, address, now);
        Instant change = Applied.instants(entries, now).stream()
                .filter(instant -> Applied.allowed(entries, address, instant) != allowed).findFirst().orElse(null);
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

    private static AddressCheck answer(IpAddress address, boolean allowed, Reason reason, List<Entry> entries, Instant until,
            Instant allowedFrom) {
        Entry first = entries.isEmpty() ? null : entries.get(0);
        return new AddressCheck(address, allowed, reason, first, Math.max(0, entries.size() - 1), until, allowedFrom);
    }

    /** The entries in force at {@code instant} that cover the address: longest lasting first, then narrowest, then by name. */
    private static List<Entry> covering(List<Entry> entries, IpAddress address, Instant instant, Action action) {
        return entries.stream()
                .filter(entry -> Applied.covers(entry, action, address, instant))
                .sorted(Comparator.comparing((Entry entry) -> end(entry, instant)).reversed()
                        .thenComparing(entry -> Applied.at(entry, instant).address().range().size())
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
        Instant end = Applied.at(entry, instant).expiresAt();
        for (Entry.Step step : entry.upcoming()) {
            if (step.at().isAfter(instant) && (end == null || step.at().isBefore(end))) {
                end = step.at();
            }
        }
        return end == null ? Instant.MAX : end;
    }
}
