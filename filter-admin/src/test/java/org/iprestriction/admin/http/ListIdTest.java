package org.iprestriction.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListIdTest {

    @ParameterizedTest
    @CsvSource({"acme, acme", "Acme_1-b.example, Acme_1-b.example", "a.., a..", "7, 7", "-, -", ".., ~Li4", "., ~Lg", ".acme, ~LmFjbWU",
        "~acme, ~fmFjbWU", "a/b, ~YS9i", "a%2Fb, ~YSUyRmI", "100%, ~MTAwJQ", "a b, ~YSBi", "Ä, ~w4Q", "日本, ~5pel5pys", "a\\b, ~YVxi",
        "a;b, ~YTti", "a+b, ~YSti", "<script>, ~PHNjcmlwdD4"})
    void each_name_has_one_id(String name, String id) {
        assertThat(ListId.of(name)).isEqualTo(id);
        assertThat(ListId.name(id)).isEqualTo(name);
        assertThat(id).matches(ListId.PATTERN);
    }

    @Test
    void the_longest_name_has_one_too() {
        for (String name : new String[] {"x".repeat(100), "語".repeat(100), "𝒜".repeat(50), "\"'&<>".repeat(20)}) {
            assertThat(ListId.name(ListId.of(name))).isEqualTo(name);
            assertThat(ListId.of(name)).matches(ListId.PATTERN);
        }
    }

    /** Other spellings of a name, and what no list can be called. */
    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", ".acme", "a/b", "a b", "ä", "~", "~~", "~YWNtZQ", "~Li4=", "~Li5=", "~Li5", "~L", "~w4", "~____", "~IGE", "~AA",
        "~Kg", "a%2E", "~YS9i!", "~YS9i\n"})
    void nothing_else_is_an_id(String id) {
        assertThat(ListId.name(id)).isNull();
    }

    @Test
    void a_name_that_is_too_long_has_none() {
        assertThat(ListId.name("x".repeat(101))).isNull();
        assertThat(ListId.name("x".repeat(10_000))).isNull();
    }
}
