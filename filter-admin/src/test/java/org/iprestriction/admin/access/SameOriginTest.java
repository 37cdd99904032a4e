package org.iprestriction.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.iprestriction.admin.http.HeadersOnly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameOriginTest {

    @ParameterizedTest(name = "Origin {0} at Host {1}: {2}")
    @CsvSource({
        "http://example.com, example.com, true",
        "http://EXAMPLE.com, example.com, true",
        "http://example.com:80, example.com, true",
        "http://example.com, example.com:80, true",
        "http://example.com:8080, example.com:8080, true",
        "https://example.com, example.com, true",
        "http://[::1]:8080, [::1]:8080, true",
        "http://example.com:8080, example.com, false",
        "http://example.com, example.com:8080, false",
        "http://example.com.evil.test, example.com, false",
        "http://evil.test, example.com, false",
        "http://sub.example.com, example.com, false",
        "null, example.com, false",
        "example.com, example.com, false",
        "http://, example.com, false",
        "http://example.com/, example.com, false",
        "http://example.com@evil.test, example.com, false",
        "ftp://example.com, example.com, false",
    })
    void compares_host_and_port_of_the_origin(String origin, String host, boolean same) {
        assertThat(new SameOrigin(null).originAllows(HeadersOnly.request("Origin: " + origin, "Host: " + host))).isEqualTo(same);
    }

    @Test
    void accepts_the_public_origin_behind_a_proxy_that_changes_the_host() {
        SameOrigin site = new SameOrigin("https://admin.example.com");
        assertThat(site.originAllows(HeadersOnly.request("Origin: https://admin.example.com", "Host: 10.0.0.7:8080"))).isTrue();
        assertThat(site.originAllows(HeadersOnly.request("Origin: https://evil.test", "Host: 10.0.0.7:8080"))).isFalse();
    }

    @Test
    void a_program_sends_no_origin_and_is_accepted() {
        assertThat(new SameOrigin(null).originAllows(HeadersOnly.request("Host: example.com"))).isTrue();
        assertThat(SameOrigin.fetchSiteAllows(HeadersOnly.request("Host: example.com"))).isTrue();
    }

    @Test
    void two_origins_or_no_host_are_refused() {
        assertThat(new SameOrigin(null).originAllows(
                HeadersOnly.request("Origin: http://a.test", "Origin: http://a.test", "Host: a.test"))).isFalse();
        assertThat(new SameOrigin(null).originAllows(HeadersOnly.request("Origin: http://a.test"))).isFalse();
    }

    @ParameterizedTest(name = "Sec-Fetch-Site {0}: {1}")
    @CsvSource({"same-origin, true", "same-site, false", "cross-site, false", "none, false", "SAME-ORIGIN, false"})
    void the_browser_says_where_the_request_comes_from(String site, boolean same) {
        assertThat(SameOrigin.fetchSiteAllows(HeadersOnly.request("Sec-Fetch-Site: " + site))).isEqualTo(same);
    }
}
