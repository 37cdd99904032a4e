package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Applications that take filter and pages as jars, as the README says; see {@link Sample}. */
interface SampleTests extends OnServer {

    @Test
    default void an_application_takes_filter_and_pages_by_the_lines_of_the_README_in_web_xml_alone() throws Exception {
        thenTheListIsKeptOnThePages(Sample.IN_XML);
    }

    @Test
    default void an_application_takes_the_pages_at_another_path_for_another_role_and_from_a_database_named_by_its_URL()
            throws Exception {
        thenTheListIsKeptOnThePages(Sample.ELSEWHERE);
        assertThat(get(Sample.ELSEWHERE.path() + "/admin/ip-restriction").status()).isEqualTo(404);
    }

    @Test
    default void an_application_takes_filter_and_pages_by_the_calls_of_the_README_in_code() throws Exception {
        assertThat(Files.readString(Path.of("../sample-webapp/src/main/java/org/iprestriction/sample/InCode.java")))
                .contains(Readme.calls());
        thenTheListIsKeptOnThePages(Sample.IN_CODE);
    }

    /** From a closed API to one that is open to a single address, by the pages alone; the JSON API sees the same. */
    private void thenTheListIsKeptOnThePages(Sample sample) throws Exception {
        Caller office = Caller.direct("127.0.0.3");
        String hello = sample.path() + "/api/hello";
        assertThat(server().get(office, hello).status()).isEqualTo(403);
        Visitor visitor = new Visitor(server(), sample);
        Answer signedIn = visitor.signIn(sample.user());
        assertThat(signedIn.status()).as(signedIn + server().process().output()).isEqualTo(303);
        Answer saved = visitor.submit("/new", "", Map.of("type", "ip", "name", "Office", "address", office.from(),
                "action", "allow", "expires", "", "enabled", "true"));
        assertThat(saved.status()).as(saved.toString()).isEqualTo(303);
        assertThat(visitor.get("").body()).contains("Office", office.from());

        server().await(office, hello);
        assertThat(server().get(office, hello).body()).contains("reached=hello", "client=" + office.from());
        assertThat(server().get(Caller.direct("127.0.0.2"), hello).status()).isEqualTo(403);
        Answer entries = get(sample.api() + "/entries", basic(sample.user(), "test"));
        assertThat(entries.status()).as(entries.toString()).isEqualTo(200);
        assertThat(entries.body()).contains("\"name\":\"Office\"", "\"status\":\"active\"");
    }

    @Test
    default void an_application_keeps_what_it_has_of_its_own_below_the_path_of_the_pages() throws Exception {
        for (Sample sample : Sample.ALL) {
            for (String own : new String[] {"", "/", "/reports", "/api", "/api/v1", "/ip-restrictions", "/ip-restriction.html"}) {
                Answer answer = get(sample.path() + sample.admin() + own);
                assertThat(answer.said("reached")).as(sample + own + ": " + answer).isEqualTo("reports");
                assertThat(answer.header("Content-Security-Policy")).as(sample + own).isEmpty();
            }
        }
    }

    @Test
    default void an_application_gets_the_headers_the_files_and_the_error_pages_of_the_pages_with_them() throws Exception {
        for (Sample sample : Sample.ALL) {
            Answer signIn = thenOurs(get(sample.pages() + "/sign-in"), 200, "text/html");
            Matcher files = Pattern.compile("(?:href|src)=\"(?:\\.\\./)*ip-restriction(/assets/[^\"]+)\"").matcher(signIn.body());
            int found = 0;
            for (; files.find(); found++) {
                Answer file = get(sample.pages() + files.group(1));
                thenOurs(file, 200, file.header("Content-Type"));
                assertThat(file.header("Cache-Control")).startsWith("public, max-age=");
                assertThat(file.body()).isNotEmpty();
            }
            assertThat(found).as("style sheet, script and icon: " + signIn.body()).isEqualTo(3);
            Visitor visitor = new Visitor(server(), sample);
            visitor.signIn(sample.user());
            assertThat(thenOurs(visitor.get("/nowhere"), 404, "text/html").body()).contains("<h1");
            thenOurs(get(sample.api() + "/nowhere", basic(sample.user(), "test")), 404, "application/problem+json");
            thenOurs(get(sample.pages() + "/assets/nothing"), 404, "text/html");
        }
    }

    private static Answer thenOurs(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith(type);
        assertThat(answer.header("Content-Security-Policy")).as(answer.toString()).startsWith("default-src 'none'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        return answer;
    }

    @Test
    default void an_application_opens_the_pages_and_the_API_to_nobody_without_the_role() throws Exception {
        for (Sample sample : Sample.ALL) {
            String entries = sample.api() + "/entries";
            for (String user : new String[] {"stranger", sample == Sample.ELSEWHERE ? "test" : "keeper"}) {
                Visitor visitor = new Visitor(server(), sample);
                Answer refused = visitor.signIn(user);
                assertThat(refused.status()).as(sample + ": " + refused).isEqualTo(403);
                assertThat(refused.body()).contains("This user may not see the list.");
                assertThat(visitor.get("").status()).as("still not signed in").isEqualTo(303);
                assertThat(thenOurs(get(entries, basic(user, "test")), 403, "application/problem+json").body())
                        .doesNotContain("items");
            }
            thenOurs(get(entries), 401, "application/problem+json");
            thenOurs(get(entries, basic(sample.user(), "wrong")), 401, "application/problem+json");
        }
    }

    /** Where web.xml says FORM, the container has a door of its own below every path; who comes by it has not passed our sign-in page. */
    @Test
    default void an_application_opens_the_pages_to_nobody_whom_the_container_has_signed_in_elsewhere() throws Exception {
        for (Sample sample : Sample.ALL) {
            Visitor visitor = new Visitor(server(), sample);
            Answer elsewhere = visitor.submit("/sign-in", "/j_security_check",
                    Map.of("j_username", sample.user(), "j_password", "test"));
            assertThat(visitor.get("").status()).as(sample + ": " + elsewhere).isEqualTo(303);
        }
    }

    private Answer get(String target, String... more) throws IOException {
        return server().get(Caller.direct("127.0.0.1"), target, more);
    }

    private static String basic(String user, String password) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
