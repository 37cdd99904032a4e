package org.iprestriction.jpa;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.iprestriction.access.Action;
import org.iprestriction.access.Rule;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.live.AccessListSource;
import org.iprestriction.live.Changes;
import org.iprestriction.live.NodeReport;

/**
 * The lists of a store as a source of rules. Each state of an entry is a rule with the state's id; one that is disabled or
 * was withdrawn is a rule that is never in force, so that it takes the place of what a node knew before.
 */
final class JpaAccessListSource implements AccessListSource {

    /** Stands where a rule is never in force, so that its range does not matter. */
    private static final IpRange NOWHERE = IpRange.of(IpAddress.ofIpv4(0), IpAddress.ofIpv4(0));

    private final Transactions transactions;
    private final Duration configuredActivation;

    JpaAccessListSource(Transactions transactions, Duration configuredActivation) {
        this.transactions = transactions;
        this.configuredActivation = configuredActivation;
    }

    @Override
    public Changes changesSince(Changes.Position known, Set<String> lists) {
        return transactions.read(work -> {
            // The state row was read before: what is saved from here on may be seen early, and comes again next time.
            boolean complete = known == null || !known.store().equals(work.store()) || work.revision() < known.revision();
            Map<String, List<Rule>> rules = new HashMap<>();
            List<String> skipped = new ArrayList<>();
            for (VersionRow version : versions(work, lists, complete ? null : known)) {
                rules.computeIfAbsent(version.list, list -> new ArrayList<>()).add(rule(version, work.now(), skipped));
            }
            return new Changes(new Changes.Position(work.store(), work.revision()), work.now(), work.activation(),
                    complete, rules, skipped);
        });
    }

    private static List<VersionRow> versions(Work work, Set<String> lists, Changes.Position known) {
        if (lists.isEmpty()) {
            return List.of();
        }
        String condition = known == null ? "v.endsAt > :bound and v.endsAt > v.beginsAt" : "v.revision > :bound";
        return work.query("select v from VersionRow v where v.list in :lists and " + condition, VersionRow.class)
                .setParameter("lists", lists)
                .setParameter("bound", known == null ? work.now() : known.revision())
                .getResultList();
    }

    private static Rule rule(VersionRow version, long now, List<String> skipped) {
        if (!version.appliesAfter(now)) {
            return never(version);
        }
        try {
            Action action = version.readAction();
            return new Rule(version.id, action, version.readAddress().range(), version.beginsAt, version.appliesUntil());
        } catch (IllegalArgumentException e) {
            String sentence = Sentences.unreadable(version.entryId, version.notation, e);
            if (!version.action.equals("allow")) {
                // without it the list would be wider than intended; the last good one is not
                throw new IllegalStateException(sentence, null);
            }
            skipped.add(sentence);
            return never(version);
        }
    }

    private static Rule never(VersionRow version) {
        return new Rule(version.id, Action.ALLOW, NOWHERE, version.beginsAt, version.beginsAt);
    }

    /** Keeps a report. A node that is alone brings its activation with it. */
    @Override
    public void report(NodeReport report) {
        boolean differs = transactions.read(work -> {
            Nodes.record(work, report);
            return !work.isActivation(configuredActivation) && !Nodes.isAnotherAtWork(work, report.node());
        });
        if (differs && !report.signedOff()) {
            transactions.write(work -> {
                work.adoptActivation(configuredActivation, report.node());
                return null;
            });
        }
    }
}
