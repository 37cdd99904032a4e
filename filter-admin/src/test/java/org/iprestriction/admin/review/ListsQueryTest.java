package org.iprestriction.admin.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.iprestriction.admin.page.Form;
import org.junit.jupiter.api.Test;

class ListsQueryTest {
    private static final ListsQuery FIRST = ListsQuery.of(new Form(Map.of()));

    /** As a link carries it. */
    private static ListsQuery sent(ListsQuery query) {
        Map<String, String> parameters = new HashMap<>(query.parameters());
        parameters.values().removeIf(String::isEmpty);
        return ListsQuery.of(new Form(parameters));
    }

    @Test
    void previous_leads_back_the_way_one_came() {
        ListsQuery second = sent(FIRST.next("acme"));
        ListsQuery third = sent(second.next("b/c"));
        ListsQuery fourth = sent(third.next("Ä"));
        assertThat(FIRST.previous()).isNull();
        assertThat(second.previous()).isEqualTo(FIRST);
        assertThat(sent(fourth.previous())).isEqualTo(third);
        assertThat(sent(third.previous())).isEqualTo(second);
        assertThat(fourth.knowsPrevious()).isTrue();
        assertThat(fourth.parameters()).containsEntry("after", "~w4Q").containsEntry("trail", "acme,~Yi9j");
    }

    @Test
    void after_very_many_pages_the_way_back_ends_at_the_first_page() {
        ListsQuery page = FIRST;
        for (int i = 0; i < 200; i++) {
            page = sent(page.next("list-" + i));
        }
        assertThat(page.parameters().get("trail")).hasSizeLessThan(1_001).startsWith("..,").endsWith(",list-198");
        int back = 0;
        while (page.knowsPrevious()) {
            page = sent(page.previous());
            back++;
        }
        assertThat(back).isGreaterThan(50);
        assertThat(page.previous()).isEqualTo(FIRST);
    }

    @Test
    void what_is_no_position_is_the_first_page() {
        assertThat(ListsQuery.of(new Form(Map.of("after", "..", "trail", "a/b,,~x", "q", "  ")))).isEqualTo(FIRST);
        assertThat(ListsQuery.of(new Form(Map.of("q", "x".repeat(200)))).search()).hasSize(100);
    }
}
