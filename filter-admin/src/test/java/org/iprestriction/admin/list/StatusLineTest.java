package org.iprestriction.admin.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iprestriction.admin.page.Sample;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.EntryStatus;
import org.iprestriction.entry.NodeStatus.State;
import org.iprestriction.entry.NodeStatus;
import org.junit.jupiter.api.Test;

class StatusLineTest {
    private static final EntrySpec OLD = Sample.spec("A", "203.0.113.0/25");
    private static final EntrySpec NEW = Sample.spec("A", "203.0.113.0/24");

    private static String line(Entry entry) {
        return StatusLine.of(entry, Sample.times(), Sample.listing(List.of()).nodes()).toString();
    }

    private static Entry entry(EntrySpec saved, EntrySpec inForce, EntryStatus status, Entry.Step... steps) {
        return Sample.entry(5, saved, inForce, status, "2026-10-02T14:30:00Z", "m.demir", saved == null, steps);
    }

    @Test
    void every_status_says_what_will_happen_and_when() {
        assertThat(line(Sample.billing())).isEmpty();
        assertThat(line(Sample.crm())).isEqualTo("Takes effect at 14:37 · in 5 min");
        assertThat(line(Sample.mobile())).isEqualTo("Until 14:35 (in 3 min) 2001:db8:4f1::/48 stays active");
        assertThat(line(Sample.staging())).isEqualTo("Still allowed until 14:33 · in 2 min");
        assertThat(line(Sample.delayed())).isEqualTo("node-3 has not applied this yet: it has loaded revision 41 only.");
        assertThat(line(Sample.erp())).isEqualTo("Not applied");
        assertThat(line(Sample.agency())).isEqualTo("Ended 28 Sep 2026, 18:00");
    }

    @Test
    void what_does_not_wait_says_that_servers_have_to_load_it() {
        EntrySpec block = Sample.block("A", "203.0.113.0/25");
        assertThat(line(entry(block, block, EntryStatus.PENDING)))
                .isEqualTo("Takes effect as soon as every server has loaded it");
        EntrySpec off = Sample.spec("A", "203.0.113.0/25", false, null);
        assertThat(line(entry(off, null, EntryStatus.PENDING_CHANGE)))
                .isEqualTo("Takes effect as soon as every server has loaded it");
    }

    @Test
    void a_disabling_says_that_it_still_applies() {
        EntrySpec off = Sample.spec("A", "203.0.113.0/25", false, null);
        assertThat(line(entry(off, OLD, EntryStatus.PENDING_CHANGE, Sample.step("2026-10-02T14:35:02Z", off))))
                .isEqualTo("Disabled from 14:35 · in 3 min. Still allowed until then");
    }

    @Test
    void a_delayed_entry_says_which_server_has_not_applied_it_and_why() {
        NodeStatus troubled = Sample.node("web-2", State.BEHIND, 41, Sample.NOW, "The database does not answer.");
        NodeStatus quiet = Sample.node("web-3", State.BEHIND, 41, Sample.at("2026-10-02T14:02:10Z"), null);
        assertThat(line(Sample.delayedBy(troubled))).isEqualTo("web-2 has not applied this yet: The database does not answer.");
        assertThat(line(Sample.delayedBy(quiet))).isEqualTo("web-3 has not applied this yet: not heard of since 14:02.");
        assertThat(line(Sample.delayedBy(troubled, quiet))).isEqualTo("2 of 3 servers have not applied this yet:"
                + " web-2 (The database does not answer), web-3 (not heard of since 14:02).");
    }

    @Test
    void of_many_servers_three_are_named_and_long_reasons_are_cut() {
        NodeStatus node = Sample.node("web", State.BEHIND, 41, Sample.NOW, "x".repeat(500));
        assertThat(line(Sample.delayedBy(node, node, node, node, node)))
                .startsWith("5 of 3 servers have not applied this yet: web (xxx").endsWith("xxx…), and 2 more.").hasSizeLessThan(450);
    }

    @Test
    void a_change_of_effect_or_of_the_end_is_not_told_as_a_change_of_range() {
        EntrySpec block = Sample.block("A", "203.0.113.0/25");
        assertThat(line(entry(block, OLD, EntryStatus.PENDING_CHANGE, Sample.step("2026-10-02T14:35:02Z", block))))
                .isEqualTo("Blocks from 14:36 · in 3 min");
        EntrySpec ends = Sample.spec("A", "203.0.113.0/25", true, Sample.at("2026-10-09T18:00:00Z"));
        assertThat(line(entry(ends, OLD, EntryStatus.PENDING_CHANGE, Sample.step("2026-10-02T14:35:02Z", ends))))
                .isEqualTo("New end from 14:36 · in 3 min");
    }

    @Test
    void a_block_that_ends_is_worded_for_what_it_does_and_rounded_up() {
        EntrySpec block = Sample.block("A", "203.0.113.0/25");
        assertThat(line(Sample.entry(5, block, block, EntryStatus.PENDING_REMOVAL, "2026-10-02T14:30:00Z", "m.demir",
                true,
                Sample.step("2026-10-02T14:35:02Z", null)))).isEqualTo("Still blocked until 14:36 · in 3 min");
    }

    @Test
    void both_instants_are_named_when_a_change_follows_one_that_can_no_longer_be_replaced() {
        assertThat(line(entry(NEW, OLD, EntryStatus.PENDING_CHANGE, Sample.step("2026-10-02T14:32:40Z", OLD),
                Sample.step("2026-10-02T14:37:05Z", NEW))))
                .endsWith(". Then 203.0.113.0/24 from 14:38");
        assertThat(line(entry(OLD, null, EntryStatus.PENDING_REMOVAL, Sample.step("2026-10-02T14:32:40Z", OLD),
                Sample.step("2026-10-02T14:37:05Z", null))))
                .isEqualTo("Takes effect at 14:33 · in 30 s. Removed from 14:38");
    }
}
