package org.iprestriction.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiRouteTest {

    @ParameterizedTest
    @CsvSource({"/entries, ENTRIES, 0", "/entries/7, ENTRY, 7", "/entries/7/undo, UNDO, 7", "/validate, VALIDATE, 0", "/check, CHECK, 0",
        "/status, STATUS, 0", "/nodes, NODES, 0", "/lists, LISTS, 0", "/entries/999999999999999999, ENTRY, 999999999999999999"})
    void known_paths_are_found(String path, ApiRoute.Kind kind, long id) {
        assertThat(ApiRoute.of(path)).isEqualTo(new ApiRoute(kind, id, null));
    }

    @ParameterizedTest
    @CsvSource({"/lists/acme, LIST, 0, acme", "/lists/acme/entries, ENTRIES, 0, acme", "/lists/acme/entries/7/undo, UNDO, 7, acme",
        "/lists/acme/validate, VALIDATE, 0, acme", "/lists/7/entries/8, ENTRY, 8, 7", "/lists/lists, LIST, 0, lists",
        "/lists/~Li4/check, CHECK, 0, ..", "/lists/~w4Q/entries, ENTRIES, 0, Ä"})
    void the_same_paths_are_found_below_each_list(String path, ApiRoute.Kind kind, long id, String list) {
        assertThat(ApiRoute.of(path)).isEqualTo(new ApiRoute(kind, id, list));
        assertThat(ApiRoute.of(path).isForOperators()).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "/", "/entries/", "/entries/0", "/entries/07", "/entries/-1", "/entries/+1", "/entries/1.0", "/entries/1/",
        "/entries/undo", "/entries//undo", "/entries/1/undo/", "/entries/1/x", "/entries/٧", "/entries/9999999999999999999", "/Entries",
        "/validate/", "/entries/1undo", "/entries/#", "/entries/#/undo", "/lists/", "/lists/*", "/lists/acme/", "/lists/acme/status",
        "/lists/acme/nodes", "/lists/acme/lists", "/lists/acme/lists/acme", "/lists/..", "/lists/~YWNtZQ", "/lists/~Li4=", "/lists/~",
        "/lists/.acme/entries", "/lists/acme//entries", "/lists//entries"})
    void other_paths_are_not(String path) {
        assertThat(ApiRoute.of(path)).isNull();
    }
}
