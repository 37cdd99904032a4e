package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The example's WAR, the same file that runs as a program, deployed as /example. */
interface ExampleTests extends OnServer {

    @Test
    default void the_example_loads_its_list_and_is_ready() throws Exception {
        awaitReady();
        assertThat(server().get(Caller.BLOCKED, "/example/health/live").status()).isEqualTo(200);
    }

    /** Waits until the example has loaded its list. */
    default void awaitReady() throws Exception {
        server().await(Caller.BLOCKED, "/example/health/ready");
    }

    @Test
    default void the_example_refuses_who_is_not_listed_and_answers_who_is_allowed() throws Exception {
        awaitReady();
        for (Caller caller : Caller.ALL_BLOCKED) {
            for (String target : new String[] {"/example/api/v1/hello", "/example/api;x/v1/hello", "/example//api/v1/hello",
                    "/example/%61pi/v1/hello", "/example/health/..;/api/v1/hello", "/example/x/../api/v1/hello"}) {
                assertThat(server().get(caller, target).isSuccess()).as(caller + " " + target).isFalse();
            }
            Answer refusal = server().get(caller, "/example/api/v1/hello");
            assertThat(refusal.status()).isEqualTo(403);
            assertThat(refusal.header("Content-Type")).startsWith("application/problem+json");
        }
        assertThat(server().get(Caller.ALLOWED, "/example/api/v1/hello").status()).isEqualTo(200);
    }

    @Test
    default void the_example_shows_its_sign_in_page_to_everybody() throws Exception {
        for (Caller caller : Caller.ALL_BLOCKED) {
            Answer answer = server().get(caller, "/example/admin/ip-restriction/sign-in");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).startsWith("text/html");
            assertThat(answer.body()).contains("<form", "type=\"password\"");
            assertThat(server().get(caller, "/example/admin/ip-restriction").isSuccess()).isFalse();
        }
    }
}
