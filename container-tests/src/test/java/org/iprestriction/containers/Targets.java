package org.iprestriction.containers;

import java.util.List;
import java.util.stream.Stream;

/** Spellings of one protected path that some server has at some time interpreted differently. */
final class Targets {

    /** Spellings that all servers interpret in the same way. */
    static final List<String> ORDINARY = List.of("/api/v1", "/api/v1/", "/api/v1?x=/public", "/api/v1/a/b.css",
            "http://localhost/api/v1");

    static final List<String> ALL = List.of("/api/v1", "/api;x/v1", "/api;x=1;y=2/v1", "/;x/api/v1", "/api/;x/v1",
            "/api/v1;.css", "/api/v1%3b", "//api/v1", "/api//v1", "/./api/v1", "/x/../api/v1", "/api/x/..;/v1",
            "/%2e/api/v1", "/x/%2e%2e/api/v1", "/%u002e/api/v1", "/%61pi/v1", "/api%2fv1", "/api%2Fv1", "/api%5cv1",
            "/api\\v1", "/API/v1", "/Api/V1", "/api/v1/", "/api/v1.", "/api/v1%20", "/api/v1%00", "/api/v1%0a",
            "/api/v1#x", "/api/v1?x=/public", "/public/..;/api/v1", "/\uFF41pi/v1", "/api%c0%afv1",
            "http://h/api/v1", "http://localhost/api/v1", "http://localhost:1/api/v1", "/api", "/api/", "/api;", "/api/.",
            "/api/..;/api/v1", "/open/..;/api/v1", "/open/%2e%2e/api/v1", "/open/..%2fapi/v1", "/open/..%5capi/v1",
            "/open/..\\api/v1", "/open/..;a=b/api/v1", "/open/.%2e/api/v1", "/open;/../api/v1", "/open//../api/v1",
            "/open/;/../api/v1", "/open/%252e%252e/api/v1", "/api/%2e%2e/api/v1", "/api%09/v1", "/api/v1%0d%0aX:y",
            "/%2fapi/v1", "/%5capi/v1", "/\\api/v1", "/inside/x", "/inside;x/x", "/open/../inside/x",
            "/nowhere/../api/v1", "/nowhere/..;/api/v1", "/api/async", "/api/stream", "/api/error-page", "/api/trouble/404",
            "/api/trouble/thrown", "/api/upgrade", "/api/socket", "/counter/../api/v1", "/counter/..;/api/v1", "*", "",
            "api/v1", "localhost:80", "?/api/v1", "https://localhost/api/v1", "ftp://localhost/api/v1");

    /** The same below an application that is protected as a whole, and spellings of its root. */
    static Stream<String> below(String context) {
        return Stream.concat(
                ALL.stream().filter(target -> target.startsWith("/")).map(target -> context + target),
                Stream.of(context, context + "/", context + ";", context + ";/", context + "/;", context + "//",
                        context + "/.", context + "?", context + "/%2e", context + "/WEB-INF/web.xml", "/x/.." + context,
                        "//" + context.substring(1) + "/", "/%63losed/", "/closed%2f", "/closed%2fx", "/closed\\x"));
    }

    static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH",
            "FOO", "get", "CONNECT", "PROPFIND", "M-SEARCH");

    private Targets() {}
}
