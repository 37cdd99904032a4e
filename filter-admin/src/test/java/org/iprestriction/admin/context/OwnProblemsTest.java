package org.iprestriction.admin.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.iprestriction.admin.page.Sample;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.Listing;
import org.iprestriction.entry.NodeStatus;
import org.iprestriction.live.ListStatus;
import org.junit.jupiter.api.Test;

class OwnProblemsTest {
    private static final String UNREADABLE = "Entry 7, “Office”, cannot be read: bad.";
    private static final String REFUSAL = UNREADABLE + " It may be a block, so the list is not refreshed without it.";
    private static final String OTHER = "It has a problem. An operator can see which.";
    private static final String OF_OTHERS = "Entry 9, “Globex secret”, cannot be read: bad.";

    private static OwnProblems problems(String refusal, String... unreadable) {
        return OwnProblems.of(new ListReading(new Listing("acme", List.of(), 44, Sample.NOW, Duration.ofMinutes(5), 50, 0, List.of(),
                List.of(unreadable), refusal), true));
    }

    @Test
    void sentences_that_the_list_accounts_for_are_passed_on_and_no_others() {
        assertThat(problems(null).of((String) null)).isNull();
        assertThat(problems(null).of(OF_OTHERS)).isEqualTo(OTHER);
        assertThat(problems(null, UNREADABLE).of(OF_OTHERS + " " + UNREADABLE)).isEqualTo(UNREADABLE);
        assertThat(problems(REFUSAL, UNREADABLE).of(REFUSAL + " " + OF_OTHERS)).isEqualTo(REFUSAL);
        assertThat(problems(REFUSAL, UNREADABLE).of(OF_OTHERS)).isEqualTo(OTHER);
    }

    @Test
    void why_the_list_cannot_be_read_is_said_anyway() {
        OwnProblems down = OwnProblems.of(new ListReading(null, false));
        assertThat(down.of("The database does not answer.")).isEqualTo("The database does not answer.");
        assertThat(down.of("The database does not answer. " + OF_OTHERS)).isEqualTo("The database does not answer.");
    }

    @Test
    void a_node_does_not_tell_how_much_it_applies_for_others() {
        NodeStatus node = problems(null).of(Sample.node("web-1", NodeStatus.State.BEHIND, 60, Sample.NOW, OF_OTHERS));
        assertThat(node).isEqualTo(new NodeStatus("web-1", "web-1", NodeStatus.State.BEHIND, 44, Long.MAX_VALUE, -1, null, Sample.NOW,
                node.startedAt(), 0, OTHER));
        assertThat(problems(null).of(Sample.node("web-1", 41)).loadedRevision()).isEqualTo(41);
    }

    @Test
    void a_delayed_entry_names_the_nodes_but_not_the_problems_of_others() {
        Entry entry = Sample.delayedBy(Sample.node("web-1", NodeStatus.State.BEHIND, 41, Sample.NOW, OF_OTHERS));
        assertThat(problems(null).of(entry).delayedBy()).extracting(NodeStatus::name, NodeStatus::problem)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("web-1", OTHER));
    }

    @Test
    void a_list_is_as_this_node_applies_it() {
        ListStatus status = new ListStatus("acme", true, 60, 3, Instant.EPOCH, null, Duration.ZERO, OF_OTHERS,
                List.of("report_not_saved", "rows_skipped"));
        assertThat(problems(null).of(status)).isEqualTo(new ListStatus("acme", true, 44, 3, Instant.EPOCH, null, Duration.ZERO, OTHER,
                List.of("report_not_saved")));
        assertThat(problems(null, UNREADABLE).of(status).reasons()).contains("rows_skipped");
    }
}
