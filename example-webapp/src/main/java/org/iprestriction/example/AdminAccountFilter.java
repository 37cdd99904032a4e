package org.iprestriction.example;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Offers the account of the signed-in user of the pages in an attribute, for the setting
 * {@code ip-restriction.list-from=attribute:account}. The attribute is computed when it is asked for, because users sign in behind
 * this filter.
 */
public final class AdminAccountFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(new HttpServletRequestWrapper(request) {
            @Override
            public Object getAttribute(String name) {
                return name.equals(Accounts.ATTRIBUTE) ? Accounts.of(getRemoteUser()) : super.getAttribute(name);
            }
        }, response);
    }
}
