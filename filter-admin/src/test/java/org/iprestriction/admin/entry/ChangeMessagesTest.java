package org.iprestriction.admin.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iprestriction.admin.page.Flash;
import org.iprestriction.admin.page.Sample;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.EntryStatus;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.entry.Times;
import org.junit.jupiter.api.Test;

class ChangeMessagesTest {
    private static final Times TIMES = Sample.times();

    @Test
    void an_addition_says_when_it_takes_effect_and_what_it_means() {
        Flash flash = ChangeMessages.added(Sample.crm(), TIMES);
        assertThat(flash.text()).hasToString(
                "CRM connector is saved. It will take effect automatically in 5 minutes, at 14:37 UTC.");
        assertThat(flash.below()).hasToString("192.168.10.10 – 192.168.10.20 · 11 addresses");
        assertThat(flash.undo()).isEqualTo(2);
    }

    @Test
    void a_change_of_the_name_alone_has_nothing_to_wait_for() {
        Entry renamed = Sample.active(4, "Istanbul", "185.86.12.0/24", "2026-10-02T14:32:00Z", "a.yilmaz");
        assertThat(ChangeMessages.changed(Sample.istanbul(), renamed, TIMES).text()).hasToString("Istanbul is saved.");
    }

    @Test
    void a_change_names_the_instant_and_switching_off_says_what_still_applies() {
        assertThat(ChangeMessages.changed(Sample.istanbul(), Sample.mobile(), TIMES).text()).hasToString(
                "Mobile gateway is saved. The change will take effect automatically in 5 minutes, at 14:36 UTC.");
        EntrySpec off = Sample.spec("Istanbul office", "185.86.12.0/24", false, null);
        Entry disabled = Sample.entry(4, off, Sample.istanbul().inForce(), EntryStatus.PENDING_CHANGE,
                "2026-10-02T14:32:10Z", "a.yilmaz", false, Sample.step("2026-10-02T14:37:10Z", off));
        assertThat(ChangeMessages.changed(Sample.istanbul(), disabled, TIMES).text()).hasToString(
                "Istanbul office is disabled. Its addresses stay allowed until 14:37 UTC.");
    }

    @Test
    void a_deletion_says_how_long_the_address_stays_allowed() {
        assertThat(ChangeMessages.deleted(Sample.staging(), Sample.staging(), TIMES).text()).hasToString(
                "Staging proxy is deleted. Its address stays allowed until 14:33 UTC.");
        assertThat(ChangeMessages.deleted(Sample.crm(), null, TIMES).text()).hasToString(
                "CRM connector is deleted. It had not taken effect.");
    }

    @Test
    void an_undo_says_what_stays() {
        EntrySpec old = Sample.mobile().inForce();
        Entry kept = Sample.active(5, "Mobile gateway", old.address().toString(), "2026-10-02T14:32:00Z", "a.yilmaz");
        Entry staging = Sample.active(8, "Staging proxy", "203.0.113.77", "2026-10-02T14:32:00Z", "a.yilmaz");
        List<NodeStatus> nodes = Sample.listing(List.of()).nodes();
        assertThat(ChangeMessages.undone(Sample.mobile(), kept, nodes, TIMES).text())
                .hasToString("Undone. Mobile gateway keeps 2001:db8:4f1::/48.");
        assertThat(ChangeMessages.undone(Sample.staging(), staging, nodes, TIMES).text())
                .hasToString("Undone. Staging proxy stays in the list.");
        assertThat(ChangeMessages.undone(Sample.crm(), null, nodes, TIMES).text())
                .hasToString("Undone. CRM connector was not added.");
    }

    @Test
    void an_undo_names_the_nodes_that_may_not_hear_of_it() {
        NodeStatus silent = Sample.node("node-2", NodeStatus.State.BEHIND, 41, Sample.NOW.minusSeconds(120), null);
        NodeStatus stopped = Sample.node("node-3", NodeStatus.State.GONE, 41, Sample.NOW.minusSeconds(120), null);
        assertThat(ChangeMessages.undone(Sample.crm(), null, List.of(Sample.node("node-1", 44), silent, stopped), TIMES).text())
                .hasToString("Undone. CRM connector was not added. No contact with node-2: until it is back, it may still "
                        + "apply the change.");
    }
}
