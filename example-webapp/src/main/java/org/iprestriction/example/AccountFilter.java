package org.iprestriction.example;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Puts the account whose API a request calls into an attribute, for the IP restriction behind it. The account is that of the user in
 * the {@code Authorization} header, whose password {@link AccountApiServlet} checks afterwards: an address that the account's list
 * does not allow is refused before it can try a password. Nothing is gained by naming the user of another account, because that
 * user's password is then needed too, and it opens nothing but that account.
 */
public final class AccountFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String[] credentials = Accounts.credentials(request.getHeader("Authorization"));
        request.setAttribute(Accounts.ATTRIBUTE, credentials == null ? null : Accounts.of(credentials[0]));
        chain.doFilter(request, response);
    }
}
