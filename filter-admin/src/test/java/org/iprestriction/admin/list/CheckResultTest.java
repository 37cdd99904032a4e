package org.iprestriction.admin.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iprestriction.access.Decision;
import org.iprestriction.address.IpAddress;
import org.iprestriction.admin.page.Links;
import org.iprestriction.admin.page.Sample;
import org.iprestriction.entry.AddressCheck;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.EntryStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckResultTest {

    private static AddressAnswer verdict(List<Entry> entries, String address) {
        return verdict(entries, address, Decision.NO_RULE);
    }

    private static AddressAnswer verdict(List<Entry> entries, String address, Decision deployment) {
        return new CheckResult(AddressCheck.of(entries, Sample.NOW, deployment, IpAddress.parse(address)), entries, Sample.times(),
                new Links("", null), "ip-restriction/new").answer();
    }

    @Test
    void a_rule_of_the_deployment_comes_before_every_entry() {
        assertThat(verdict(Sample.all(), "203.0.113.200", Decision.ALLOWED).text())
                .hasToString("Allowed in the deployment, whatever this list says.");
        assertThat(verdict(Sample.all(), "185.86.12.44", Decision.BLOCKED).text())
                .hasToString("Blocked in the deployment, whatever this list says.");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        185.86.12.44    | yes  | Allowed by Istanbul office 185.86.12.0/24
        203.0.113.77    | yes  | Allowed by Staging proxy 203.0.113.77 until 14:33 UTC, when Staging proxy is removed.
        2001:db8:4f1::1 | yes  | Allowed by Mobile gateway 2001:db8:4f1::/48 until 14:35 UTC, when Mobile gateway is changed.
        192.168.10.15   | soon | Blocked now, allowed from 14:37 UTC. CRM connector (192.168.10.10-20) takes effect in 5 min.
        2001:db8:4f2::1 | soon | Blocked now, allowed from 14:36 UTC. Mobile gateway (2001:db8:4f2::/48) takes effect in 3 min.
        10.20.1.1       | no   | Blocked. Old ERP (10.20.0.0/16) contains this address but is disabled.
        198.51.100.40   | no   | Blocked. Partner agency (198.51.100.32 - 198.51.100.47) contains this address but expired on 28 Sep 2026, 18:00.
        203.0.113.200   | no   | Blocked. No active entry contains 203.0.113.200. Add this address
        """)
    void says_whether_and_why(String address, String tone, String text) {
        AddressAnswer verdict = verdict(Sample.all(), address);
        assertThat(verdict.text()).hasToString(text);
        assertThat(verdict.tone()).isEqualTo(tone);
    }

    @Test
    void a_block_entry_wins_and_is_named() {
        assertThat(verdict(Sample.everything(), "185.86.12.200").text())
                .hasToString("Blocked by Known scanner 185.86.12.200, a Block entry.");
    }

    @Test
    void the_end_of_one_of_two_entries_is_no_end() {
        Entry second = Sample.active(20, "Second", "203.0.113.0/24", "2026-01-01T00:00:00Z", "x");
        assertThat(verdict(List.of(Sample.staging(), second), "203.0.113.77").text())
                .hasToString("Allowed by Second 203.0.113.0/24 and 1 more");
    }

    @Test
    void a_temporary_entry_says_when_it_expires() {
        EntrySpec spec = Sample.spec("Guest", "203.0.113.5", true, Sample.at("2026-10-02T18:00:30Z"));
        Entry guest = Sample.entry(3, spec, spec, EntryStatus.ACTIVE, "2026-10-01T10:00:00Z", "x", false);
        assertThat(verdict(List.of(guest), "203.0.113.5").text())
                .hasToString("Allowed by Guest 203.0.113.5 until 18:00 UTC, when Guest expires.");
    }

    @Test
    void a_block_that_begins_ends_the_allowance() {
        EntrySpec block = Sample.block("Scanner", "203.0.113.10");
        Entry scanner = Sample.entry(3, block, null, EntryStatus.PENDING, "2026-10-02T14:31:00Z", "x", false,
                Sample.step("2026-10-02T14:36:00Z", block));
        assertThat(verdict(List.of(Sample.billing(), scanner), "203.0.113.10").text())
                .hasToString("Allowed by Billing server 203.0.113.10 until 14:36 UTC, when Scanner takes effect.");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        [2001:db8::1]   | Blocked. No active entry contains 2001:db8::1. Add this address
        ::ffff:203.0.113.10 | Allowed by Billing server 203.0.113.10
        """)
    void the_question_may_wear_brackets_or_the_mapped_form(String typed, String text) {
        CheckPanel panel = CheckPanel.of(typed, a -> verdict(Sample.all(), a.toString()));
        assertThat(panel.result().text()).hasToString(text);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        192.168.0.0/16  | Enter one address. To find a range, use the filter below.
        192.168.10.256  | 256 is too large. Each of the four numbers is 0 to 255.
        api.example.com | “api.example.com” is a host name. Enter its IP address; names are not looked up.
        """)
    void a_question_that_is_no_address_is_answered_with_how_to_ask(String typed, String text) {
        assertThat(CheckPanel.of(typed, a -> null).error()).isEqualTo(text);
    }
}
