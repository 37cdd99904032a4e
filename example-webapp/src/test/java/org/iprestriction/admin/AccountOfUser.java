package org.iprestriction.admin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A filter as an application would have it: it offers the account of whoever has signed in as a request attribute. The account is
 * what follows the {@code @} in the name of the user, unless it was set.
 */
final class AccountOfUser extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String ATTRIBUTE = "tenant";
    /** The setting of an application that has this filter. */
    static final String LIST_FROM = "attribute:" + ATTRIBUTE;

    private final transient Map<String, Object> set = new ConcurrentHashMap<>();

    /** Gives a user another account, or something that is none. */
    void set(String user, Object account) {
        set.put(user, account);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(new HttpServletRequestWrapper(request) {
            @Override
            public Object getAttribute(String name) {
                return name.equals(ATTRIBUTE) ? account(getRemoteUser()) : super.getAttribute(name);
            }
        }, response);
    }

    private Object account(String user) {
        return user == null ? null : set.getOrDefault(user, user.contains("@") ? user.substring(user.indexOf('@') + 1) : null);
    }
}
