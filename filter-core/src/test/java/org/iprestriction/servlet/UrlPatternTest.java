package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a filter's pattern and a servlet's can meet in one request, as the Servlet specification matches (12.2). */
class UrlPatternTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "/*, /hello/*, true",
        "/*, '', true",
        "*, /hello, true",
        "/api/*, /api/*, true",
        "/api/*, /api, true",
        "/api/*, /api/v1/*, true",
        "/api/*, /api/v1/hello, true",
        "/api/v1/*, /api/*, true",
        "/api/*, /, true",
        "/api/*, /*, true",
        "/api/*, *.do, true",
        "/api/*, /apis/*, false",
        "/apis/*, /api/*, false",
        "/api/*, /API/*, false",
        "/api/*, /hello/*, false",
        "/api/*, '', false",
        "/api, /api/*, true",
        "/api/v1, /api/*, true",
        "/api, /api, true",
        "/api, /api/v1, false",
        "/api, /hello, false",
        "'', '', true",
        "'', /, true",
        "'', /hello, false",
        "*.json, *.json, true",
        "*.json, *.do, false",
        "*.json, /api/*, true",
        "*.json, /api/all.json, true",
        "*.json, /api/all.xml, false",
        "*.json, /, true",
        "/a.json, *.json, true",
        "/a.xml, *.json, false",
    })
    void patternsMeetWhereOneRequestCanMatchBoth(String filter, String servlet, boolean meet) {
        assertThat(new UrlPattern(filter).meets(new UrlPattern(servlet))).isEqualTo(meet);
    }

    @ParameterizedTest
    @CsvSource({"/api/**, true", "/**, true", "/api/*.json, true", "/a*/*, true", "/api/*/, true", "/*, false", "*, false",
        "/api/*, false", "*.json, false", "/api, false", "'', false", "/, false"})
    void starsWhereNoneIsReadAreAMistake(String pattern, boolean mistaken) {
        assertThat(new UrlPattern(pattern).isMistaken()).isEqualTo(mistaken);
    }
}
