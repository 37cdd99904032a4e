package org.iprestriction.servlet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A filter between a stub request, a stub response and a chain that counts. */
abstract class FilterHarness {

    final Map<String, Object> contextAttributes = new HashMap<>();
    final Map<String, Object> answer = new HashMap<>();
    final ByteArrayOutputStream body = new ByteArrayOutputStream();
    IpRestrictionFilter filter = new IpRestrictionFilter();
    String descriptor;
    private int passed;

    @AfterEach
    void stop() {
        filter.destroy();
    }

    final void givenFilter(String... parameters) throws ServletException {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put(parameters[i], parameters[i + 1]);
        }
        ServletContext context = stub(ServletContext.class, (name, arguments) -> switch (name) {
            case "getAttribute" -> contextAttributes.get((String) arguments[0]);
            case "getInitParameterNames" -> Collections.enumeration(map.keySet().stream()
                    .filter(key -> key.startsWith("ip-restriction.")).toList());
            case "getInitParameter" -> map.get((String) arguments[0]);
            case "getContextPath" -> "/test";
            case "getResourceAsStream" -> descriptor == null ? null
                    : new ByteArrayInputStream(descriptor.getBytes(StandardCharsets.UTF_8));
            default -> throw new UnsupportedOperationException(name);
        });
        filter.init(stub(FilterConfig.class, (name, arguments) -> switch (name) {
            case "getServletContext" -> context;
            case "getFilterName" -> "restriction";
            case "getInitParameterNames" -> Collections.enumeration(map.keySet().stream()
                    .filter(key -> !key.startsWith("ip-restriction.")).toList());
            case "getInitParameter" -> map.get((String) arguments[0]);
            default -> throw new UnsupportedOperationException(name);
        }));
    }

    final boolean call(HttpServletRequest request) throws Exception {
        int before = passed;
        FilterChain chain = (req, res) -> passed++;
        HttpServletResponse response = stub(HttpServletResponse.class, (name, arguments) -> switch (name) {
            case "isCommitted" -> false;
            case "resetBuffer" -> null;
            case "setStatus", "setContentType", "setContentLength" -> answer.put(name, arguments[0]);
            case "setHeader" -> answer.put((String) arguments[0], arguments[1]);
            case "getOutputStream" -> new ServletOutputStream() {
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
            default -> throw new UnsupportedOperationException(name);
        });
        filter.doFilter(request, response, chain);
        return passed > before;
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
