package org.iprestriction.admin.list;

import java.time.Instant;
import org.iprestriction.address.IpAddress;
import org.iprestriction.admin.access.CallerAddress;
import org.iprestriction.admin.text.Phrase;
import org.iprestriction.entry.AddressCheck;

/**
 * The panel "Your current address".
 *
 * @param here    whether it is an address of the computer that the server runs on
 * @param address the address, or null if it cannot be determined
 * @param covered whether it can call the API now
 * @param addHref the dialog that adds it, or null
 * @param answer  the answer for the address
 */
record AddressPanel(boolean here, String address, boolean covered, String addHref, AddressAnswer answer) {

    /**
     * @param caller the address that this request comes from
     * @param addHref the dialog that adds it, or null if adding is not offered
     */
    static AddressPanel of(CallerAddress caller, CheckResult result, String addHref) {
        IpAddress address = caller.address();
        if (address == null) {
            return new AddressPanel(false, null, false, null,
                    new AddressAnswer("info", Phrase.of("Your address cannot be determined from this request.")));
        }
        boolean here = caller.loopback();
        String shown = address.toString();
        AddressCheck check = result.check();
        if (result.isFixed()) {
            return new AddressPanel(here, shown, check.allowed(), null, result.fixed());
        }
        if (check.allowed()) {
            Phrase by = Phrase.of("Allowed by ").then(result.named());
            Instant end = check.until();
            return new AddressPanel(here, shown, true, null, new AddressAnswer("yes",
                    end == null ? by : by.text(" until ").time(result.times().endsInZone(end), end).text(".")));
        }
        if (check.allowedFrom() != null) {
            Instant at = check.allowedFrom();
            Phrase text = Phrase.of("Not yet allowed. ").then(result.named())
                    .text((check.reason() == AddressCheck.Reason.BLOCKED_BY ? " blocks it until " : " takes effect ")
                            + result.times().beforeBegins(at)).time(result.times().beginsInZone(at), at)
                    .text(".");
            return new AddressPanel(here, shown, false, null, new AddressAnswer("soon", text));
        }
        Phrase text = caller.throughUnknownProxy() ? Phrase.of(caller.proxySentence())
                : Phrase.of("Not in the list, so API requests from this address are blocked. "
                        + "You can still use this page.");
        return new AddressPanel(here, shown, false, caller.throughUnknownProxy() ? null : addHref,
                new AddressAnswer("info", text));
    }
}
