package org.iprestriction.admin.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.Notation;
import org.iprestriction.admin.page.Sample;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.EntryStatus;
import org.junit.jupiter.api.Test;

class PreviewNotesTest {
    private static final IpAddress CALLER = IpAddress.parse("185.86.12.44");

    private static List<String> notes(String typed, Entry edited, List<Entry> others) {
        return new PreviewNotes(Notation.parse(typed), typed, edited, others, CALLER, Sample.times()).notes();
    }

    @Test
    void an_edit_says_what_changes_and_whether_it_leaves_the_writer_out() {
        assertThat(notes("185.86.12.0/27", Sample.istanbul(), List.of())).containsExactly(
                "Changes from 185.86.12.0/24 (256 addresses). The saved range stays active until the change takes effect.",
                "No longer contains your current address, 185.86.12.44.");
        assertThat(notes("185.86.12.0/24", Sample.istanbul(), List.of()))
                .containsExactly("Contains your current address.");
    }

    @Test
    void overlaps_are_named_two_and_the_rest_counted() {
        assertThat(notes("192.168.0.10 - 192.168.10.20", null, Sample.all())).containsExactly(
                "Contains CRM connector (192.168.10.10-20).",
                "Overlaps HQ LAN (192.168.0.0/255.255.255.0) in 246 addresses.",
                "Private network. Matches only callers that reach this server without address translation.");
        assertThat(notes("203.0.113.10", null, List.of(Sample.active(9, "Wide", "203.0.113.0/24",
                "2026-01-01T00:00:00Z", "x"))))
                .containsExactly("Already covered by Wide (203.0.113.0/24).");
        List<Entry> four = List.of(Sample.billing(), Sample.staging(), Sample.delayed(),
                Sample.active(20, "A", "203.0.113.1", "2026-01-01T00:00:00Z", "x"), Sample.active(21, "B",
                        "203.0.113.2", "2026-01-01T00:00:00Z", "x"));
        assertThat(notes("203.0.113.0/24", null, four)).containsExactly("Contains Billing server (203.0.113.10).",
                "Contains Warehouse (203.0.113.128/25) and 2 more.");
    }

    @Test
    void the_same_range_in_another_notation_is_pointed_out() {
        assertThat(notes("192.168.0.0/24", null, List.of(Sample.hq())))
                .contains("This is already in the list as “HQ LAN”. Edit that entry instead.");
    }

    @Test
    void size_kind_of_network_and_spelling_are_noted() {
        assertThat(notes("100.64.0.0/10", null, List.of())).containsExactly(
                "Large range. Check that every address in it may call the API.",
                "Shared carrier network. Unrelated customers can have the same address.");
        assertThat(notes("2001:0db8::/32", null, List.of())).containsExactly(
                "Large range. Check that every address in it may call the API.", "Saved as 2001:db8::/32.");
        assertThat(notes("2001:DB8::/48", null, List.of())).isEmpty();
        assertThat(notes("127.0.0.1", null, List.of())).containsExactly(
                "Private network. Matches only callers that reach this server without address translation.");
    }

    @Test
    void an_end_before_the_change_takes_effect_leaves_a_gap_that_is_named() {
        EntrySpec spec = Sample.spec("Guest", "203.0.113.5", true, Sample.at("2026-10-02T14:35:00Z"));
        Entry guest = Sample.entry(3, spec, spec, EntryStatus.ACTIVE, "2026-10-01T10:00:00Z", "x", false);
        assertThat(notes("203.0.113.5", guest, List.of())).containsExactly("Blocked from 14:35 to 14:38.");
    }
}
