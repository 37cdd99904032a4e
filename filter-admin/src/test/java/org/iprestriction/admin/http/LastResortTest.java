package org.iprestriction.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastResortTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403 | This is not allowed.
            405 | This address does not offer that method.
            418 | The request was refused.
            501 | The server does not offer that method.
            502 | Something went wrong.
            """)
    void a_status_alone_says_what_it_can(int status, String sentence) {
        assertThat(LastResort.sentence(status)).isEqualTo(sentence);
    }
}
