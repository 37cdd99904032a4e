package org.iprestriction.admin.http;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A request that has only headers. Calling any other method fails the test. */
public final class HeadersOnly {
    private HeadersOnly() {}

    /** Returns a request with header lines such as {@code "Host: example.com"}. */
    public static HttpServletRequest request(String... lines) {
        return (HttpServletRequest) Proxy.newProxyInstance(HeadersOnly.class.getClassLoader(), new Class<?>[] {HttpServletRequest.class},
                (proxy, method, args) -> {
                    List<String> values = Arrays.stream(lines)
                            .filter(line -> line.regionMatches(true, 0, args[0] + ": ", 0, args[0].toString().length() + 2))
                            .map(line -> line.substring(line.indexOf(": ") + 2)).toList();
                    return switch (method.getName()) {
                        case "getHeader" -> values.isEmpty() ? null : values.get(0);
                        case "getHeaders" -> Collections.enumeration(values);
                        default -> throw new AssertionError("not expected: " + method);
                    };
                });
    }
}
