package org.iprestriction.admin.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.admin.list.Listings.allow;
import static org.iprestriction.admin.list.Listings.block;
import static org.iprestriction.admin.list.Listings.disabled;
import static org.iprestriction.admin.list.Listings.in;
import static org.iprestriction.admin.list.Listings.removed;
import static org.iprestriction.admin.list.Listings.step;
import static org.iprestriction.admin.list.Listings.until;

import java.time.Instant;
import org.iprestriction.access.Decision;
import org.iprestriction.address.IpAddress;
import org.iprestriction.entry.AddressCheck;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.EntryStatus;
import org.junit.jupiter.api.Test;

class AddressCheckTest {
    private static final EntrySpec OFFICE = allow("Office", "192.0.2.0/24");
    private final Listings list = new Listings();

    @Test
    void an_empty_list_allows_nobody() {
        then("192.0.2.1", false, "no_match", null, null, null);
    }

    @Test
    void an_entry_in_force_allows_its_addresses_and_no_others() {
        list.active("Office", "192.0.2.0/24");
        then("192.0.2.255", true, "match", "Office", null, null);
        then("192.0.3.0", false, "no_match", null, null, null);
        then("::ffff:192.0.2.1", true, "match", "Office", null, null);
    }

    @Test
    void of_several_entries_the_narrowest_is_named_and_the_others_are_counted() {
        list.active("Wide", "192.0.0.0/16").active("Narrow", "192.0.2.0/24").active("Elsewhere", "10.0.0.0/8");
        then("192.0.2.1", true, "match", "Narrow", null, null);
        assertThat(check("192.0.2.1").others()).isEqualTo(1);
    }

    @Test
    void an_entry_that_lasts_is_named_before_one_that_ends() {
        list.entry("Ends", EntryStatus.PENDING_REMOVAL, allow("Ends", "192.0.2.1"), allow("Ends", "192.0.2.1"), removed(3))
                .active("Lasts", "192.0.0.0/16");
        then("192.0.2.1", true, "match", "Lasts", null, null);
    }

    @Test
    void a_removal_a_disabling_and_an_expiry_say_until_when() {
        list.entry("Office", EntryStatus.PENDING_REMOVAL, OFFICE, OFFICE, removed(3));
        list.entry("Shop", EntryStatus.PENDING_CHANGE, disabled(allow("Shop", "10.0.0.1")), allow("Shop", "10.0.0.1"),
                step(4, disabled(allow("Shop", "10.0.0.1"))));
        EntrySpec guest = until(allow("Guest", "10.0.0.2"), in(5));
        list.entry("Guest", EntryStatus.ACTIVE, guest, guest);
        then("192.0.2.1", true, "match", "Office", in(3), null);
        then("10.0.0.1", true, "match", "Shop", in(4), null);
        then("10.0.0.2", true, "match", "Guest", in(5), null);
    }

    @Test
    void a_change_of_range_ends_the_old_and_begins_the_new() {
        list.entry("Office", EntryStatus.PENDING_CHANGE, allow("Office", "10.0.0.0/8"), OFFICE, step(5, allow("Office", "10.0.0.0/8")));
        then("192.0.2.1", true, "match", "Office", in(5), null);
        then("10.1.1.1", false, "pending", "Office", null, in(5));
    }

    @Test
    void a_pending_entry_says_from_when() {
        list.entry("Office", EntryStatus.PENDING, OFFICE, null, step(5, OFFICE));
        then("192.0.2.1", false, "pending", "Office", null, in(5));
    }

    @Test
    void a_change_that_is_replaced_before_it_matters_is_seen_through() {
        list.entry("Office", EntryStatus.PENDING_CHANGE, OFFICE, OFFICE, step(2, until(OFFICE, in(10))), step(5, OFFICE));
        then("192.0.2.1", true, "match", "Office", null, null);
    }

    @Test
    void two_entries_that_hand_over_leave_no_end() {
        list.entry("Old", EntryStatus.PENDING_REMOVAL, OFFICE, OFFICE, removed(5));
        list.entry("New", EntryStatus.PENDING, OFFICE, null, step(5, OFFICE));
        assertThat(check("192.0.2.1").until()).isNull();
        assertThat(check("192.0.2.1").allowed()).isTrue();
    }

    @Test
    void disabled_and_expired_entries_are_named() {
        EntrySpec past = until(allow("Past", "192.0.2.2"), in(-5));
        list.entry("Off", EntryStatus.DISABLED, disabled(allow("Off", "192.0.2.1")), null);
        list.entry("Past", EntryStatus.EXPIRED, past, null);
        then("192.0.2.1", false, "disabled", "Off", null, null);
        then("192.0.2.2", false, "expired", "Past", null, null);
    }

    @Test
    void a_block_wins_over_every_allow_and_says_when_it_ends() {
        EntrySpec attacker = block("Attacker", "192.0.2.66");
        list.active("Office", "192.0.2.0/24").entry("Attacker", EntryStatus.PENDING_REMOVAL, attacker, attacker, removed(3));
        then("192.0.2.66", false, "blocked_by", "Attacker", null, in(3));
        then("192.0.2.67", true, "match", "Office", null, null);
    }

    @Test
    void a_block_alone_allows_nobody_when_it_ends() {
        EntrySpec attacker = until(block("Attacker", "192.0.2.66"), in(3));
        list.entry("Attacker", EntryStatus.ACTIVE, attacker, attacker);
        then("192.0.2.66", false, "blocked_by", "Attacker", null, null);
        then("192.0.2.67", false, "no_match", null, null, null);
    }

    @Test
    void a_pending_block_ends_what_an_allow_permits() {
        list.active("Office", "192.0.2.0/24")
                .entry("Attacker", EntryStatus.PENDING, block("Attacker", "192.0.2.66"), null, step(5, block("Attacker", "192.0.2.66")));
        then("192.0.2.66", true, "match", "Office", in(5), null);
    }

    @Test
    void an_ipv4_entry_never_answers_for_an_ipv6_address() {
        list.active("Wide", "38.0.0.0/8");
        then("2600:1f00::1", false, "no_match", null, null, null);
    }

    private AddressCheck check(String address) {
        return AddressCheck.of(list.listing().entries(), list.listing().now(), Decision.NO_RULE, IpAddress.parse(address));
    }

    private void then(String address, boolean allowed, String reason, String entry, Instant until, Instant allowedFrom) {
        AddressCheck check = check(address);
        assertThat(check.allowed()).isEqualTo(allowed);
        assertThat(check.reason().code()).isEqualTo(reason);
        assertThat(check.entry() == null ? null : check.entry().name()).isEqualTo(entry);
        assertThat(check.until()).isEqualTo(until);
        assertThat(check.allowedFrom()).isEqualTo(allowedFrom);
    }
}
