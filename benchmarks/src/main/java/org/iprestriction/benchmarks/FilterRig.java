package org.iprestriction.benchmarks;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.iprestriction.live.LiveLists;
import org.iprestriction.servlet.IpRestrictionFilter;

/** The whole filter with a live list, a request that allocates nothing and a chain that counts. */
final class FilterRig implements AutoCloseable {

    private final LoadedList list;
    private final IpRestrictionFilter filter = new IpRestrictionFilter();
    private final HttpServletResponse response = only(HttpServletResponse.class);
    private final Request request = new Request();
    private int passed;
    private final FilterChain chain = (asked, answer) -> passed++;

    FilterRig(List<Cidr> rules) {
        list = new LoadedList(rules);
        ServletContext context = only(ServletContext.class, Map.of("getAttribute:" + LiveLists.ATTRIBUTE, list.lists(),
                "getContextPath", "/benchmark", "getInitParameterNames", Collections.emptyEnumeration()));
        try {
            filter.init(only(FilterConfig.class, Map.of("getServletContext", context, "getFilterName",
                    "benchmark-" + System.identityHashCode(this), "getInitParameter:list", LoadedList.NAME,
                    "getInitParameterNames", Collections.enumeration(List.of("list")))));
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a request through the filter; answers whether it got through. */
    boolean passes(String caller) {
        int before = passed;
        request.remote = caller;
        request.decided = null;
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
        request.remote = caller;
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

    /** A request that knows its caller and keeps what the filter notes, without allocating. */
    private static final class Request extends HttpServletRequestWrapper {
        private String remote;
        private Object decided;
        private Object address;

        Request() {
            super(only(HttpServletRequest.class));
        }

        @Override
        public String getRemoteAddr() {
            return remote;
        }

        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public String getRequestURI() {
            return "/";
        }

        @Override
        public Object getAttribute(String name) {
            return name.equals(IpRestrictionFilter.CLIENT_ADDRESS) ? address : decided;
        }

        @Override
        public void setAttribute(String name, Object value) {
            if (name.equals(IpRestrictionFilter.CLIENT_ADDRESS)) {
                address = value;
            } else {
                decided = value;
            }
        }
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
