package org.iprestriction.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {

    @ParameterizedTest
    @CsvSource({"q=a, a", "q=, ''", "q, ''", "q=a+b, 'a b'", "q=a%20b, 'a b'", "q=%C3%A4, ä", "q=a=b, a=b", "%71=a, a", "q=%2B, +", "q=%, ",
        "status=all, "})
    void a_value_is_decoded_once(String query, String value) {
        if (query.endsWith("%")) {
            assertThatThrownBy(() -> new QueryParameters(query, List.of("q"))).hasMessageContaining("%25");
            return;
        }
        assertThat(new QueryParameters(query, List.of("q", "status")).get("q")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=a&q=b", "q=a&%71=a", "x=1", "Q=1", "q=%zz", "q=%4", "q=%C3", "q=%FF", "&q=1"})
    void a_repeated_unknown_or_broken_parameter_is_refused(String query) {
        assertThatThrownBy(() -> new QueryParameters(query, List.of("q"))).isInstanceOf(ApiProblem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dryRun=1", "dryRun=", "dryRun", "dryRun=TRUE", "dryRun=yes"})
    void a_flag_is_true_or_false_and_nothing_else(String query) {
        assertThatThrownBy(() -> new QueryParameters(query, List.of("dryRun")).flag("dryRun")).hasMessageContaining("true or false");
    }
}
