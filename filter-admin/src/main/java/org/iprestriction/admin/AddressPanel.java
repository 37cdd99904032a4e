package org.iprestriction.admin;

import java.time.Instant;
import java.util.Optional;
import org.iprestriction.access.Decision;
import org.iprestriction.address.IpAddress;
import org.iprestriction.jpa.Entry;

/**
 * The panel "Your current address".
 *
 * @param here    whether it is an address of the computer the server runs on
 * @param address null when it cannot be determined
 * @param covered whether it can call the API now
 * @param addHref the dialog that adds it, or null
 * @param verdict what to know about it
 */
record AddressPanel(boolean here, String address, boolean covered, String addHref, Verdict verdict) {

    /**
     * @param caller the address this request comes from
     * @param addHref the dialog that adds it, or null where that is not offered
     */
    static AddressPanel of(CallerAddress caller, CheckResult result, String addHref) {
        IpAddress address = caller.address();
        if (address == null) {
            return new AddressPanel(false, null, false, null,
                    new Verdict("info", Phrase.of("Your address cannot be determined from this request.")));
        }
        boolean here = caller.loopback();
        String shown = address.toString();
        if (result.deployment() != Decision.NO_RULE) {
            return new AddressPanel(here, shown, result.deployment() == Decision.ALLOWED, null, result.fixed());
        }
        Optional<Instant> turns = result.turns();
        if (result.allowed()) {
            Phrase by = Phrase.of("Allowed by ").then(link(result, result.allowedBy().orElseThrow()));
            Phrase text = turns.map(at -> by.text(" until ").time(result.times().endsInZone(at), at).text("."))
                    .orElse(by);
            return new AddressPanel(here, shown, true, null, new Verdict("yes", text));
        }
        if (turns.isPresent()) {
            Instant at = turns.get();
            Phrase text = Phrase.of("Not yet allowed. ").then(link(result, result.allowedFrom(at).orElseThrow()))
                    .text(" takes effect " + result.times().beforeBegins(at)).time(result.times().beginsInZone(at), at)
                    .text(".");
            return new AddressPanel(here, shown, false, null, new Verdict("soon", text));
        }
        Phrase text = caller.throughUnknownProxy() ? Phrase.of(caller.proxySentence())
                : Phrase.of("Not in the list, so API requests from this address are blocked. "
                        + "You can still use this page.");
        return new AddressPanel(here, shown, false, caller.throughUnknownProxy() ? null : addHref,
                new Verdict("info", text));
    }

    private static Phrase link(CheckResult result, Entry entry) {
        return Phrase.EMPTY.link(entry.name(), result.links() == null ? null : result.links().entry(entry.id()));
    }
}
