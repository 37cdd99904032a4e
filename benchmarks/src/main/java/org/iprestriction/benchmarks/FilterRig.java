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
import org.iprestriction.live.LiveLists;
import org.iprestriction.live.NodeRig;
import org.iprestriction.servlet.IpRestrictionFilter;

/** The whole filter with a live list, a request that allocates nothing and a chain that counts. */
final class FilterRig implements AutoCloseable {

    /** What keeps the lists current. */
    private final AutoCloseable node;
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
        this(new LoadedList(rules), proxy);
    }

    private FilterRig(LoadedList list, String proxy) {
        this(list.lists(), list, proxy, proxy == null ? Map.of("list", LoadedList.NAME)
                : Map.of("list", LoadedList.NAME, "trusted-proxies", proxy, "client-header", RigRequest.HEADER));
    }

    /** Each request has a list of its own, which its account names. The node goes on when this ends. */
    FilterRig(NodeRig node) {
        this(node.lists(), () -> { }, null, Map.of("list-from", "attribute:" + RigRequest.ACCOUNT));
    }

    private FilterRig(LiveLists lists, AutoCloseable node, String proxy, Map<String, String> settings) {
        this.node = node;
        this.proxy = proxy;
        Map<String, Object> config = new HashMap<>(Map.of("getServletContext", only(ServletContext.class, Map.of(
                "getAttribute:" + LiveLists.ATTRIBUTE, lists, "getContextPath", "/benchmark",
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
        return passes(caller, null);
    }

    /** Sends a request of an account. */
    boolean passes(String caller, String account) {
        int before = passed;
        request.prepare(proxy == null ? caller : proxy, proxy == null ? null : caller, account);
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
        request.prepare(caller, null, null);
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException e) {
            throw new IllegalStateException(e);
        }
        return passed != before;
    }

    @Override
    public void close() {
        try {
            node.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
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
