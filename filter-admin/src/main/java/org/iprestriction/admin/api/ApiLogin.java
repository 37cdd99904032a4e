package org.iprestriction.admin.api;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.iprestriction.address.IpAddress;
import org.iprestriction.admin.access.BusyException;
import org.iprestriction.admin.access.PasswordAttempt;
import org.iprestriction.admin.access.PasswordChecks;
import org.iprestriction.entry.Quote;

/**
 * The sign-in of the JSON API: HTTP Basic (RFC 7617, UTF-8), checked by the container's realm on every request. Sessions and
 * cookies are ignored.
 */
final class ApiLogin {
    private static final Logger LOG = System.getLogger(ApiLogin.class.getName());
    private static final String CHALLENGE = "Basic realm=\"ip-restriction\", charset=\"UTF-8\"";
    private static final int LONGEST = 1_000;

    private final PasswordChecks checks;

    ApiLogin(PasswordChecks checks) {
        this.checks = checks;
    }

    /** Signs in {@code request} and returns the user's name. {@code address} is the caller's address, or null if unknown. */
    String signIn(HttpServletRequest request, HttpServletResponse response, IpAddress address) {
        String[] credentials = credentials(request);
        PasswordAttempt attempt = PasswordAttempt.of(credentials[0], credentials[1], address, null);
        try {
            if (checks.run(attempt, () -> login(request, response, credentials, address)) == null) {
                throw unauthenticated("The user name or the password is wrong.");
            }
            return credentials[0];
        } catch (BusyException e) {
            throw new ApiProblem(503, "busy", "The server is busy with other sign-ins and did not check the password. Nothing was "
                    + "done. Try again in " + PasswordChecks.RETRY_SECONDS + " seconds.")
                    .header("Retry-After", PasswordChecks.RETRY_SECONDS);
        }
    }

    /** Asks the realm. Returns the user's name, or null if the realm refuses. */
    private static String login(HttpServletRequest request, HttpServletResponse response, String[] credentials,
            IpAddress address) {
        boolean hadSession = request.getSession(false) != null;
        try {
            leaveContainersUser(request, hadSession);
            request.login(credentials[0], credentials[1]);
            return credentials[0];
        } catch (ServletException e) {
            // The realm refuses a wrong password like this. Its message is not for the caller.
            LOG.log(Level.INFO, "Sign-in to the JSON API as {0} from {1} failed", Quote.of(credentials[0]),
                    PasswordAttempt.origin(address));
            return null;
        } finally {
            if (!hadSession) {
                leaveNoSession(request, response);
            }
        }
    }

    /**
     * Signs out the user whom the container signed in itself from the header, which it does if the application uses BASIC
     * login. Called only when it is this caller's turn, because Jetty checks the password as soon as its user is asked for.
     */
    private static void leaveContainersUser(HttpServletRequest request, boolean hasSession) throws ServletException {
        if (request.getUserPrincipal() == null) {
            return;
        }
        if (hasSession) {
            // Some containers use the session. Checking the password here would then end the session of somebody who is working.
            throw unauthenticated("The container took the session of this request's cookie. Leave the cookie out.");
        }
        request.logout();
    }

    /** Ends the session that some realms create at sign-in (Jetty's FORM does), and removes its cookie. */
    private static void leaveNoSession(HttpServletRequest request, HttpServletResponse response) {
        HttpSession begun = request.getSession(false);
        if (begun != null) {
            begun.invalidate();
            response.setHeader("Set-Cookie", null);
        }
    }

    /** Signs the user out at the end of the request, because the container may have remembered the sign-in. */
    static void signOut(HttpServletRequest request) {
        try {
            request.logout();
        } catch (ServletException e) {
            throw new IllegalStateException("the container could not sign the request out", e);
        }
    }

    private static String[] credentials(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        if (headers.isEmpty()) {
            throw unauthenticated("Send the user name and the password with HTTP Basic authentication. A session does not count here.");
        }
        String header = headers.get(0);
        if (headers.size() > 1 || header.length() > LONGEST || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            throw unauthenticated("Send one Authorization header with HTTP Basic authentication.");
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(header.substring(6).strip());
            String pair = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded)).toString();
            int colon = pair.indexOf(':');
            if (colon > 0 && pair.chars().noneMatch(Character::isISOControl)) {
                return new String[] {pair.substring(0, colon), pair.substring(colon + 1)};
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw unauthenticated("The Authorization header is not Base64 of user:password in UTF-8.");
        }
        throw unauthenticated("The Authorization header is not Base64 of user:password in UTF-8.");
    }

    private static ApiProblem unauthenticated(String detail) {
        return new ApiProblem(401, "unauthenticated", detail).header("WWW-Authenticate", CHALLENGE);
    }
}
