package org.iprestriction.caller;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request with a remote address, headers and attributes; whatever else is asked of it fails the test. */
public final class StubRequest {

    private final String remote;
    private final Map<String, List<String>> headers = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private DispatcherType dispatch = DispatcherType.REQUEST;
    private String path = "/api/v1/hello";
    private String usedPath = path;
    private String server = "localhost";
    private Principal user;

    private StubRequest(String remote) {
        this.remote = remote;
    }

    public static StubRequest from(String remote) {
        return new StubRequest(remote);
    }

    public StubRequest header(String name, String... lines) {
        if (lines.length > 0) {
            headers.put(name.toLowerCase(Locale.ROOT), List.of(lines));
        }
        return this;
    }

    public StubRequest attribute(String name, Object value) {
        attributes.put(name, value);
        return this;
    }

    public StubRequest dispatch(DispatcherType type) {
        dispatch = type;
        return this;
    }

    /** Sets the path as the caller wrote it, below the context path {@code /test}, and as the container understands it. */
    public StubRequest path(String written, String used) {
        path = "/test" + written;
        usedPath = used;
        return this;
    }

    public StubRequest server(String name) {
        server = name;
        return this;
    }

    public StubRequest user(String name) {
        user = () -> name;
        return this;
    }

    public HttpServletRequest build() {
        return (HttpServletRequest) Proxy.newProxyInstance(StubRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> remote;
                    case "getMethod" -> "GET";
                    case "getRequestURI" -> path;
                    case "getContextPath" -> "/test";
                    case "getServletPath" -> usedPath;
                    case "getPathInfo" -> null;
                    case "getServerName" -> server;
                    case "getUserPrincipal" -> user;
                    case "getAttribute" -> attributes.get((String) arguments[0]);
                    case "getDispatcherType" -> dispatch;
                    case "removeAttribute" -> attributes.remove((String) arguments[0]);
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    case "getHeader" -> lines(arguments[0]).stream().findFirst().orElse(null);
                    case "getHeaders" -> Collections.enumeration(lines(arguments[0]));
                    case "toString" -> "request from " + remote;
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    private List<String> lines(Object name) {
        return headers.getOrDefault(((String) name).toLowerCase(Locale.ROOT), List.of());
    }
}
