package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    @ParameterizedTest(name = "If-Match: {0} matches \"7\": {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "\"7\"|true", "\"6\", \"7\"|true", "\"6\",\"7\"|true", ", \"7\" ,|true", "\"a,b\", \"7\"|true",
        "W/\"7\"|false", "\"6\"|false", "\"\"|false", "W/\"7\", \"8\"|false", "\"07\"|false",
    })
    void tags_are_compared_strongly(String ifMatch, boolean match) {
        assertThat(EntityTags.ifMatch(HeadersOnly.request("If-Match: " + ifMatch), false, "\"7\"").match("\"7\"")).isEqualTo(match);
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
    }
}
