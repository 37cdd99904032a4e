package org.iprestriction.admin.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.iprestriction.admin.page.Form;
import org.iprestriction.admin.page.Links;
import org.iprestriction.admin.page.Sample;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntryFilter.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListQueryTest {

    private static String rows(Map<String, String> query) {
        return ListQuery.of(new Form(query)).rows(Sample.all()).stream().map(Entry::name)
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        OFFICE        | Istanbul office
        192.168       | CRM connector, HQ LAN
        192.168.0.77  | HQ LAN
        4f1           | Mobile gateway
        2001:DB8:4F2::9 | Mobile gateway
        10.20.0.0/16  | Old ERP
        warehouse     | ''
        """)
    void a_text_finds_names_addresses_and_the_ranges_around_an_address(String text, String names) {
        assertThat(rows(Map.of("q", text))).isEqualTo(names);
    }

    @ParameterizedTest(name = "{0} by {1} {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
        active   | ''      | ''   | Billing server, HQ LAN, Istanbul office
        pending  | ''      | ''   | CRM connector, Mobile gateway, Staging proxy
        disabled | ''      | ''   | Old ERP
        expired  | ''      | ''   | Partner agency
        active   | name    | desc | Istanbul office, HQ LAN, Billing server
        pending  | changed | ''   | Staging proxy, Mobile gateway, CRM connector
        pending  | status  | desc | Staging proxy, Mobile gateway, CRM connector
        active   | used    | ''   | Billing server, HQ LAN, Istanbul office
        nonsense | ''      | ''   | Billing server, CRM connector, HQ LAN, Istanbul office, Mobile gateway, Old ERP, Partner agency, Staging proxy
        disabled | nonsense | nonsense | Old ERP
        """)
    void status_and_order_are_chosen_and_unknown_words_mean_the_default(String status, String sort, String dir,
            String names) {
        assertThat(rows(Map.of("status", status, "sort", sort, "dir", dir))).isEqualTo(names);
    }

    @Test
    void the_choices_count_every_entry_once() {
        long counted = Arrays.stream(Group.values()).filter(s -> s != Group.ALL)
                .mapToLong(s -> Sample.everything().stream().filter(e -> s.holds(e.status())).count()).sum();
        assertThat(counted).isEqualTo(Sample.everything().size());
    }

    @Test
    void a_column_chosen_again_turns_the_order_round_and_the_filter_stays() {
        ListQuery query = ListQuery.of(new Form(Map.of("q", "a&b=c", "sort", "changed")));
        Links links = new Links("", null);
        assertThat(links.filtered(query.with(ListQuery.Sort.CHANGED)))
                .isEqualTo("ip-restriction?q=a%26b%3Dc&sort=changed&dir=desc");
        assertThat(links.filtered(query.with(ListQuery.Sort.NAME))).isEqualTo("ip-restriction?q=a%26b%3Dc");
        assertThat(links.filtered(query.with(Group.ACTIVE)))
                .isEqualTo("ip-restriction?q=a%26b%3Dc&status=active&sort=changed");
    }
}
