package org.iprestriction.admin.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iprestriction.admin.page.Sample;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryStatus;
import org.iprestriction.entry.Listing;
import org.junit.jupiter.api.Test;

class StateVersionTest {

    @Test
    void the_version_changes_when_an_instant_passes_without_any_new_revision() {
        Listing before = Sample.listing(Sample.all());
        Listing after = Sample.listing(List.of(Sample.billing(), active(), Sample.hq()));
        assertThat(StateVersion.of(before)).isNotEqualTo(StateVersion.of(after));
        assertThat(StateVersion.of(before)).isEqualTo(StateVersion.of(Sample.listing(Sample.all())));
    }

    @Test
    void the_message_says_what_has_happened_since() {
        String seen = StateVersion.of(Sample.listing(Sample.all()));
        assertThat(StateVersion.message(Sample.listing(List.of(active(), Sample.mobile(), Sample.staging())), seen))
                .isEqualTo("CRM connector is now active.");
        assertThat(StateVersion.message(Sample.listing(List.of(Sample.crm(), Sample.mobile())), seen))
                .isEqualTo("A deleted entry is no longer applied.");
        assertThat(StateVersion.message(Sample.listing(List.of()), "<nonsense>.5-9.x"))
                .isEqualTo("The list has changed.");
    }

    @Test
    void what_does_not_wait_is_told_once_every_server_has_loaded_it() {
        Entry loading = Sample.entry(2, Sample.crm().saved(), Sample.crm().saved(), EntryStatus.PENDING, "2026-10-02T14:31:40Z",
                "a.yilmaz", false);
        String seen = StateVersion.of(Sample.listing(List.of(loading)));
        assertThat(StateVersion.of(Sample.listing(List.of(active())))).isNotEqualTo(seen);
        assertThat(StateVersion.message(Sample.listing(List.of(active())), seen)).isEqualTo("CRM connector is now active.");
    }

    private static Entry active() {
        return Sample.entry(2, Sample.crm().saved(), Sample.crm().saved(), EntryStatus.ACTIVE, "2026-10-02T14:31:40Z",
                "a.yilmaz", false);
    }
}
