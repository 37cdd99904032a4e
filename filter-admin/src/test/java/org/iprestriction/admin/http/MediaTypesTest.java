package org.iprestriction.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {

    @ParameterizedTest(name = "Accept: {0} -> {1}")
    @CsvSource(delimiter = '|', value = {
        "|true", "''|true", "*/*|true", "application/*|true", "application/json|true", "APPLICATION/JSON|true",
        "text/html, application/json;q=0.1|true", "application/json;q=0|false", "application/json;q=0, */*|false",
        "*/*;q=0|false", "*/*;q=0, application/json|true", "text/html|false", "text/*|false", "application/jsonx|false",
        "application/problem+json|false", "text/html;level=1, */*;q=0.01|true", "application/json;q=x|false", ",|false",
    })
    void accept_is_read_by_its_most_specific_range(String accept, boolean json) {
        assertThat(MediaTypes.acceptsJson(accept)).isEqualTo(json);
    }

    @ParameterizedTest(name = "Content-Type: {0} -> {1}")
    @CsvSource(delimiter = '|', value = {
        "|false", "''|false", "application/json|true", "application/json; charset=utf-8|true", "Application/JSON;charset=\"UTF-8\"|true",
        "application/json; charset=iso-8859-1|false", "text/plain|false", "application/x-www-form-urlencoded|false",
        "application/merge-patch+json|false", "application/jsonp|false", "text/plain; application/json|false",
    })
    void only_json_in_utf_8_counts_as_json(String contentType, boolean json) {
        assertThat(MediaTypes.is(contentType, MediaTypes.JSON)).isEqualTo(json);
    }
}
