package org.iprestriction.benchmarks;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.iprestriction.live.LiveLists;
import org.iprestriction.servlet.IpRestrictionFilter;

/** The whole filter with a live list, a request that allocates nothing and a chain that counts. */
final class FilterRig implements AutoCloseable {

    private final LoadedList list;
    private final IpRestrictionFilter filter = new IpRestrictionFilter();
    private final HttpServletResponse response = only(HttpServletResponse.class);
    private final RigRequest request = new RigRequest(only(HttpServletRequest.class));
    /** The trusted proxy that all requests come from, or null where the callers come themselves. */
    private final String proxy;
    private int passed;
    private final FilterChain chain = (asked, answer) -> passed++;

    FilterRig(List<Cidr> rules) {
        this(rules, null);
    }

    FilterRig(List<Cidr> rules, String proxy) {
        this.proxy = proxy;
        list = new LoadedList(rules);
        Map<String, String> settings = new TreeMap<>(Map.of("list", LoadedList.NAME));
        if (proxy != null) {
            settings.putAll(Map.of("trusted-proxies", proxy, "client-header", RigRequest.HEADER));
        }
        Map<String, Object> config = new HashMap<>(Map.of("getServletContext", only(ServletContext.class, Map.of(
                "getAttribute:" + LiveLists.ATTRIBUTE, list.lists(), "getContextPath", "/benchmark",
                "getFilterRegistrations", Map.of(), "getServletRegistrations", Map.of(),
                "getInitParameterNames", Collections.emptyEnumeration())),
                "getFilterName", "benchmark-" + System.identityHashCode(this),
                "getInitParameterNames", Collections.enumeration(settings.keySet())));
        settings.forEach((name, value) -> config.put("getInitParameter:" + name, value));
        try {
            filter.init(only(FilterConfig.class, config));
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a request through the filter; answers whether it got through. */
    boolean passes(String caller) {
        int before = passed;
        request.prepare(proxy == null ? caller : proxy, proxy == null ? null : caller);
        try {
            filter.doFilter(request, response, chain);
        } catch (IOException | ServletException e) {
            throw new IllegalStateException(e);
        }
        return passed != before;
    }

    /** Sends a request to the chain without the filter. */
    boolean passesWithoutFilter(String caller) {
        int before = passed;
        request.prepare(caller, null);
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException e) {
            throw new IllegalStateException(e);
        }
        return passed != before;
    }

    @Override
    public void close() {
        list.close();
        filter.destroy();
    }

    private static <T> T only(Class<T> type) {
        return only(type, Map.of());
    }

    /** Answers what a map says, by the name of the method and perhaps its argument, else null. */
    private static <T> T only(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            Object answer = answers.get(method.getName());
            return answer != null || arguments == null ? answer : answers.get(method.getName() + ":" + arguments[0]);
        }));
    }
}
