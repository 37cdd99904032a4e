package org.iprestriction.admin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.iprestriction.admin.http.SecurityHeaders;

/**
 * Sets the security headers on every answer of the pages and the JSON API, errors and assets included.
 *
 * <p>They are set before anything else runs, so that early answers have them too.
 */
final class HeadersFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        SecurityHeaders.ALL.forEach(response::setHeader);
        chain.doFilter(request, response);
    }
}
