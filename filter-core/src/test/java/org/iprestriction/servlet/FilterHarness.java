package org.iprestriction.servlet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.iprestriction.caller.StubRequest;
import org.junit.jupiter.api.AfterEach;

/** A filter between a stub request, a stub response and a chain that counts. */
public abstract class FilterHarness {

    final Map<String, Object> contextAttributes = new HashMap<>();
    final Map<String, FilterRegistration> registrations = new LinkedHashMap<>();
    final Map<String, ServletRegistration> servlets = new LinkedHashMap<>();
    final Map<String, Object> answer = new HashMap<>();
    public final ByteArrayOutputStream body = new ByteArrayOutputStream();
    IpRestrictionFilter filter = new IpRestrictionFilter();
    String descriptor;
    String virtualServer = "engine/localhost";
    boolean committed;
    boolean writing;
    int passed;

    private final List<IpRestrictionFilter> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(IpRestrictionFilter::destroy);
    }

    final void givenFilter(String... parameters) throws ServletException {
        start(filter, "restriction", parameters);
    }

    final IpRestrictionFilter start(String name, String... parameters) throws ServletException {
        IpRestrictionFilter another = new IpRestrictionFilter();
        start(another, name, parameters);
        return another;
    }

    private void start(IpRestrictionFilter target, String filterName, String... parameters) throws ServletException {
        target.destroy(); // where it was started before
        started.add(target);
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put(parameters[i], parameters[i + 1]);
        }
        ServletContext context = stub(ServletContext.class, (name, arguments) -> switch (name) {
            case "getAttribute" -> contextAttributes.get((String) arguments[0]);
            case "setAttribute" -> contextAttributes.put((String) arguments[0], arguments[1]);
            case "getInitParameterNames" -> Collections.enumeration(map.keySet().stream()
                    .filter(key -> key.startsWith("ip-restriction.")).toList());
            case "getInitParameter" -> map.get((String) arguments[0]);
            case "getContextPath" -> "/test";
            case "getVirtualServerName" -> Optional.ofNullable(virtualServer).orElseThrow(UnsupportedOperationException::new);
            case "getResourceAsStream" -> descriptor == null ? null
                    : new ByteArrayInputStream(descriptor.getBytes(StandardCharsets.UTF_8));
            case "getFilterRegistrations" -> registrations;
            case "getServletRegistrations" -> servlets;
            case "getResourcePaths" -> Set.of();
            default -> throw new UnsupportedOperationException(name);
        });
        target.init(stub(FilterConfig.class, (name, arguments) -> switch (name) {
            case "getServletContext" -> context;
            case "getFilterName" -> filterName;
            case "getInitParameterNames" -> Collections.enumeration(map.keySet().stream()
                    .filter(key -> !key.startsWith("ip-restriction.")).toList());
            case "getInitParameter" -> map.get((String) arguments[0]);
            default -> throw new UnsupportedOperationException(name);
        }));
    }

    final boolean call(HttpServletRequest request) throws Exception {
        return call(request, response());
    }

    final boolean call(HttpServletRequest request, HttpServletResponse response) throws Exception {
        int before = passed;
        FilterChain chain = (req, res) -> passed++;
        filter.doFilter(request, response, chain);
        return passed > before;
    }

    final HttpServletResponse response() {
        return stub(HttpServletResponse.class, (name, arguments) -> switch (name) {
            case "isCommitted" -> committed;
            case "getStatus" -> answer.getOrDefault("setStatus", 200);
            case "resetBuffer" -> answer.put(name, true);
            case "setStatus", "setContentType", "setContentLength", "sendError" -> answer.put(name, arguments[0]);
            case "setHeader" -> answer.put((String) arguments[0], arguments[1]);
            case "getWriter" -> new PrintWriter(body, true, StandardCharsets.UTF_8) {
                @Override
                public void write(String text) {
                    super.write(text);
                    flush();
                }
            };
            case "getOutputStream" -> {
                if (writing) {
                    throw new IllegalStateException("getWriter was called");
                }
                yield new ServletOutputStream() {
                    @Override
                    public boolean isReady() {
                        return true;
                    }

                    @Override
                    public void setWriteListener(WriteListener listener) {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public void write(int b) {
                        body.write(b);
                    }
                };
            }
            default -> throw new UnsupportedOperationException(name);
        });
    }

    final boolean call(String remote) throws Exception {
        return call(StubRequest.from(remote).build());
    }

    interface Answers {
        Object to(String method, Object[] arguments);
    }

    static <T> T stub(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> answers.to(method.getName(), arguments)));
    }
}
