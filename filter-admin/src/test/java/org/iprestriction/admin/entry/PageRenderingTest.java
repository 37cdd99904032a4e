package org.iprestriction.admin.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.iprestriction.admin.context.ListReading;
import org.iprestriction.admin.list.ListViews;
import org.iprestriction.admin.page.Dialog;
import org.iprestriction.admin.page.Exchange;
import org.iprestriction.admin.page.FakeExchange;
import org.iprestriction.admin.page.Sample;
import org.iprestriction.entry.Entry;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.entry.EntryStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Checks that the HTML of every page state follows the rules that the content security policy and the templates rely on. */
class PageRenderingTest {
    static final Map<String, String> STATES = PageStates.all();
    static final List<String> NAMES = List.copyOf(STATES.keySet());
    private static final List<String> FORBIDDEN = List.of("(?i)<[^>]*\\sstyle\\s*=", "(?i)<[^>]*\\son\\w+\\s*=",
            "(?i)<style",
            "(?i)<script(?! type=\"module\" src=)", "(?i)javascript:", "(?i)<img", "(?i)<iframe",
            "(?i)https?://(?!www\\.w3\\.org)");

    @ParameterizedTest
    @FieldSource("NAMES")
    void has_nothing_that_the_policy_forbids(String name) {
        String html = STATES.get(name);
        FORBIDDEN.forEach(pattern -> assertThat(Pattern.compile(pattern).matcher(html).find()).as("%s in %s", pattern,
                name).isFalse());
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void has_one_main_heading_and_unique_ids_and_labels_that_exist(String name) {
        String html = STATES.get(name);
        assertThat(matches(html, "<h1>")).hasSize(1);
        List<String> ids = matches(html, " id=\"([^\"]*)\"");
        assertThat(ids).doesNotHaveDuplicates();
        matches(html, " (?:aria-labelledby|aria-describedby|for)=\"([^\"]*)\"")
                .forEach(refs -> assertThat(ids).as(refs).contains(refs.split(" ")));
        assertThat(matches(html, " autofocus")).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void carries_the_token_in_every_form_that_changes_something(String name) {
        String html = STATES.get(name);
        matches(html, "(?s)(<form method=\"post\".*?</form>)").stream().filter(f -> !f.contains("sign-in"))
                .filter(f -> !f.contains("readonly"))
                .forEach(form -> assertThat(form).contains("name=\"csrf\" value=\"token\""));
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void has_no_null_and_no_space_before_a_bracket(String name) {
        assertThat(STATES.get(name)).doesNotContain(">null<", "\"null\"", "addresses )", " .<");
    }

    @Test
    void a_hostile_name_is_text_everywhere() {
        String name = "<script>alert(1)</script>\"'&";
        EntrySpec spec = Sample.spec(name, "203.0.113.10");
        Entry entry = Sample.entry(4, spec, spec, EntryStatus.PENDING_REMOVAL, "2026-10-02T14:31:00Z", name, false,
                Sample.step("2026-10-02T14:36:00Z", null));
        ListReading shown = new ListReading(Sample.listing(List.of(entry)), true);
        for (FakeExchange request : List.of(new FakeExchange("").from("203.0.113.10"),
                new FakeExchange("").query("check=203.0.113.10"), new FakeExchange("")
                        .query("q=%3Cscript%3Ealert%281%29%3C"))) {
            assertThat(PageStates.page(request, shown)).doesNotContain("<script>alert").contains("&lt;script&gt;");
        }
        Exchange x = new FakeExchange("/4").build();
        List<Dialog> dialogs = List.of(
                EntryDialog.of(x, shown, entry, EntryFields.of(spec, Sample.times().zone()), null, List.of(), 7, false),
                DeleteDialog.of(x, shown, entry, null),
                ConflictDialog.of(entry, EntryFields.of(Sample.spec("b", "203.0.113.11"), Sample.times().zone()), 6, x,
                        shown));
        for (Dialog dialog : dialogs) {
            assertThat(PageStates.html(ListViews.of(x, shown, dialog, ChangeMessages.added(entry, Sample.times()))))
                    .doesNotContain("<script>alert").contains("&lt;script&gt;");
        }
    }

    @Test
    void no_template_goes_around_the_escaping() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/jte"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jte")).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("$unsafe{", "@raw", "style=",
                        "javascript:");
            }
        }
    }

    @Test
    void the_script_builds_no_markup_from_text() throws IOException {
        String script = Files.readString(Path.of("src/main/resources/org/iprestriction/admin/page/assets/ipr.js"));
        assertThat(script).doesNotContain("innerHTML", "outerHTML", "insertAdjacent", "eval(", "document.write",
                ".style");
    }

    private static List<String> matches(String html, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(html);
        return matcher.results().map(r -> r.groupCount() == 0 ? r.group() : r.group(1)).toList();
    }
}
