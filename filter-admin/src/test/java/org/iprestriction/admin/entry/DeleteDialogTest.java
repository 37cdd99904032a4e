package org.iprestriction.admin.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.page.FakeExchange;
import org.iprestriction.admin.page.Sample;
import org.iprestriction.entry.Entry;
import org.junit.jupiter.api.Test;

class DeleteDialogTest {

    private static DeleteDialog dialog(List<Entry> list, Entry entry, String caller) {
        return DeleteDialog.of(new FakeExchange("/4/delete").from(caller).build(), new ListReading(Sample.listing(list), true),
                entry, null);
    }

    @Test
    void says_who_will_be_blocked_from_when_and_how_long_it_can_be_undone() {
        DeleteDialog dialog = dialog(Sample.all(), Sample.istanbul(), "185.86.12.44");
        assertThat(dialog.heading()).isEqualTo("Delete Istanbul office?");
        assertThat(dialog.body()).hasToString("API requests from 185.86.12.0/24 (256 addresses) will be blocked from "
                + "14:37 UTC, 5 minutes from now. You can undo this until 14:36 UTC.");
        assertThat(dialog.after()).extracting(n -> n.text().toString())
                .containsExactly("Your current address, 185.86.12.44, is in this range.");
        assertThat(dialog.disable()).isNotNull();
        assertThat(dialog.last()).isFalse();
    }

    @Test
    void names_the_entries_that_still_allow_some_of_it() {
        List<Entry> list = new ArrayList<>(Sample.all());
        list.add(Sample.active(20, "Branch", "185.86.12.0/25", "2026-01-01T00:00:00Z", "x"));
        assertThat(dialog(list, Sample.istanbul(), "203.0.113.44").after()).extracting(n -> n.text().toString())
                .containsExactly("Branch still allows 128 of these addresses.");
    }

    @Test
    void the_last_active_entry_is_deleted_with_other_words() {
        DeleteDialog dialog = dialog(List.of(Sample.istanbul(), Sample.erp(), Sample.staging()), Sample.istanbul(), "203.0.113.44");
        assertThat(dialog.last()).isTrue();
        assertThat(dialog.notes()).extracting(n -> n.text().toString()).containsExactly(
                "This is the last active entry. From 14:37 UTC every request to the REST API is blocked.");
        assertThat(dialog.body()).hasToString("You can undo this until 14:36 UTC.");
        assertThat(dialog.disable()).isNull();
    }

    @Test
    void an_entry_that_does_not_apply_is_no_loss() {
        DeleteDialog dialog = dialog(Sample.all(), Sample.erp(), "10.20.0.1");
        assertThat(dialog.body()).hasToString("It is not in use. You can add it again at any time.");
        assertThat(dialog.after()).isEmpty();
        assertThat(dialog.disable()).isNull();
    }
}
