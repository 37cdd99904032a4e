package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests that enter through a public page, and requests that take more than one dispatch. */
interface DispatchTests extends OnServer {

    @Test
    default void a_page_that_is_open_leads_a_blocked_caller_nowhere() throws Exception {
        try (Breaches breaches = new Breaches(this)) {
            for (Caller caller : Caller.ALL_BLOCKED) {
                for (String way : List.of("/open/forward?to=/api/v1", "/open/forward?to=/inside/x",
                        "/open/forward?to=/open/forward%3Fto=/api/v1", "/open/async?to=/api/v1", "/open/async?to=/inside/x",
                        "/open/forward?to=/open/async%3Fto=/api/v1", "/open/named?to=without-address", "/open/error?to=404",
                        "/open/error?to=500", "/open/throw", "/nowhere", "/open/forward?to=/api/trouble/404")) {
                    breaches.watch(caller, server().port(), caller.request("GET", way));
                }
            }
            breaches.thenNone();
        }
    }

    @Test
    default void what_an_open_page_includes_is_left_out_for_a_blocked_caller() throws Exception {
        for (Caller caller : Caller.ALL_BLOCKED) {
            var before = server().reached();
            Answer answer = server().get(caller, "/open/include?to=/api/v1");
            assertThat(answer.body()).contains("before", "after").doesNotContain("reached=", "urn:ip-restriction");
            assertThat(server().reached()).isEqualTo(before);
        }
    }

    @Test
    default void an_allowed_caller_is_led_in_by_forward_include_async_name_and_error() throws Exception {
        assertThat(server().get(Caller.ALLOWED, "/open/forward?to=/api/v1").said("reached")).isEqualTo("echo");
        assertThat(server().get(Caller.ALLOWED, "/open/forward?to=/inside/x").said("reached")).isEqualTo("inside");
        assertThat(server().get(Caller.ALLOWED, "/open/async?to=/api/v1").said("reached")).isEqualTo("echo");
        assertThat(server().get(Caller.ALLOWED, "/open/named?to=without-address").said("reached"))
                .isEqualTo("without-address");
        assertThat(server().get(Caller.ALLOWED, "/open/include?to=/api/v1").body())
                .contains("before", "reached=echo", "after");
    }

    @Test
    default void error_pages_under_the_filter_are_shown_to_allowed_callers() throws Exception {
        for (String path : List.of("/api/trouble/404", "/nowhere", "/open/error?to=404")) {
            Answer answer = server().get(Caller.ALLOWED, path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.said("reached")).as(path).isEqualTo("error-page");
        }
        for (String path : List.of("/api/trouble/500", "/api/trouble/thrown", "/open/throw")) {
            Answer answer = server().get(Caller.ALLOWED, path);
            assertThat(answer.status()).as(path).isEqualTo(500);
            assertThat(answer.said("reached")).as(path).isEqualTo("error-page");
        }
    }

    @Test
    default void a_servlet_that_is_dispatched_to_itself_answers_an_allowed_caller_only() throws Exception {
        long before = server().reached("async");
        assertThat(server().get(Caller.ALLOWED, "/api/async").said("reached")).isEqualTo("async");
        assertThat(server().reached("async")).isEqualTo(before + 2);
        try (Breaches breaches = new Breaches(this)) {
            for (Caller caller : Caller.ALL_BLOCKED) {
                breaches.watch(caller, server().port(), caller.request("GET", "/api/async"));
            }
            breaches.thenNone();
        }
    }

    @Test
    default void a_stream_of_events_flows_to_an_allowed_caller_only() throws Exception {
        Answer answer = server().get(Caller.ALLOWED, "/api/stream");
        assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
        assertThat(answer.body()).contains("event 1", "event 2", "event 3");
        try (Breaches breaches = new Breaches(this)) {
            for (Caller caller : Caller.ALL_BLOCKED) {
                breaches.watch(caller, server().port(), caller.request("GET", "/api/stream"));
            }
            breaches.thenNone();
        }
    }

    @Test
    default void a_change_of_protocol_is_refused_to_a_blocked_caller() throws Exception {
        try (Breaches breaches = new Breaches(this)) {
            for (Caller caller : Caller.ALL_BLOCKED) {
                breaches.watch("upgrade", Wire.exchange(caller.from(), server().port(),
                        caller.requestKeptAlive("GET", "/api/upgrade", "Connection: Upgrade", "Upgrade: probe")));
            }
            breaches.thenNone();
        }
    }
}
