package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A public servlet dispatches to another one by name, so that there is no path that a mapping could match. */
interface NamedTests extends OnServer {

    @Test
    default void a_servlet_that_the_application_itself_names_is_past_a_filter_that_is_mapped_by_path_only() throws Exception {
        long before = server().reached("echo");
        assertThat(server().get(Caller.BLOCKED, "/open/named?to=echo").said("reached")).isEqualTo("echo");
        assertThat(server().reached("echo")).isEqualTo(before + 1);
    }

    @Test
    default void a_servlet_that_the_application_itself_names_is_held_by_a_filter_that_is_mapped_by_its_name_too()
            throws Exception {
        assertThat(server().get(Caller.ALLOWED, "/open/named?to=twice").said("reached")).isEqualTo("twice");
        try (Breaches breaches = new Breaches(this)) {
            for (Caller caller : Caller.ALL_BLOCKED) {
                breaches.watch(caller, server().port(), caller.request("GET", "/open/named?to=twice"));
            }
            breaches.thenNone();
        }
    }
}
