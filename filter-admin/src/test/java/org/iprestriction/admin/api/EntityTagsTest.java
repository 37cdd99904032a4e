package org.iprestriction.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.iprestriction.admin.http.HeadersOnly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    @ParameterizedTest(name = "If-Match: {0} matches \"7\": {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "\"7\"|true", "\"6\", \"7\"|true", "\"6\",\"7\"|true", ", \"7\" ,|true", "\"a,b\", \"7\"|true",
        "\"6\"|false", "\"\"|false", "\"8\", \"9\"|false", "\"07\"|false", "\"r7\"|false", "\"77\"|false",
    })
    void a_tag_of_the_current_version_among_them_matches(String ifMatch, boolean match) {
        assertThat(matches(ifMatch)).isEqualTo(match);
    }

    @ParameterizedTest(name = "If-Match: {0} matches \"7\": {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "W/\"7\"|true", "\"7-gzip\"|true", "\"7;gzip\"|true", "\"7--gzip\"|true", "W/\"7-gzip\"|true", "\"7:gzip\"|true",
        "\"7-br\"|true", "\"7-zstd\"|true", "\"7-deflate\"|true", "\"7-x-gzip\"|true", "\"7-GZIP\"|true", "\"7;br\"|true",
        "\"7-br-gzip\"|true", "W/\"6\", W/\"7-gzip\"|true",
        "W/\"6\"|false", "\"6-gzip\"|false", "W/\"6;gzip\"|false", "\"8-br\"|false", "\"7gzip\"|false", "\"7-\"|false",
        "\"7-other\"|false", "\"gzip\"|false", "\"-gzip\"|false", "W/\"\"|false", "\"7-gzipped\"|false", "\"gzip-7\"|false",
    })
    void what_proxies_make_of_a_tag_is_that_tag(String ifMatch, boolean match) {
        assertThat(matches(ifMatch)).isEqualTo(match);
    }

    @ParameterizedTest(name = "If-Match: {0} began with {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "\"6\"|6", "W/\"5-gzip\", \"3\"|5", "\"8\"|", "\"0\"|0", "\"-2\"|", "\"r6\"|", "\"x\"|", "\"06\"|",
        "\"99999999999999999999999\"|", "*|",
    })
    void only_the_tag_of_an_earlier_version_is_a_conflict_with_somebody(String ifMatch, Long earlier) {
        OptionalLong found = EntityTags.ifMatch(HeadersOnly.request("If-Match: " + ifMatch), true, "\"7\"").earlier("", 7);
        assertThat(found).isEqualTo(earlier == null ? OptionalLong.empty() : OptionalLong.of(earlier));
    }

    private static boolean matches(String ifMatch) {
        return EntityTags.ifMatch(HeadersOnly.request("If-Match: " + ifMatch), false, "\"7\"").match("\"7\"");
    }

    @Test
    void several_header_lines_are_one_list() {
        assertThat(EntityTags.ifMatch(HeadersOnly.request("If-Match: \"6\"", "If-Match: \"7\""), false, "\"7\"").match("\"7\"")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"7", "7\"", "w/\"7\"", "\"7\"x", "\"7\" 8", "*, \"7\""})
    void a_tag_without_its_quotation_marks_is_explained(String ifMatch) {
        assertThatThrownBy(() -> EntityTags.ifMatch(HeadersOnly.request("If-Match: " + ifMatch), true, "\"7\""))
                .isInstanceOf(ApiProblem.class).hasMessageContaining("quotation marks");
    }

    @Test
    void a_star_counts_only_where_it_is_allowed() {
        assertThat(EntityTags.ifMatch(HeadersOnly.request("If-Match: *"), true, "\"7\"").match("\"7\"")).isTrue();
        assertThatThrownBy(() -> EntityTags.ifMatch(HeadersOnly.request("If-Match: *"), false, "\"7\""))
                .isInstanceOf(ApiProblem.class).hasMessageContaining("overwrite");
        assertThatThrownBy(() -> EntityTags.ifMatch(HeadersOnly.request(), true, "\"7\"")).isInstanceOf(ApiProblem.class);
        assertThatThrownBy(() -> EntityTags.ifMatch(HeadersOnly.request("If-Match: ,"), true, "\"7\""))
                .isInstanceOf(ApiProblem.class).hasMessageStartingWith("If-Match is empty.");
    }
}
