package org.iprestriction.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.function.Function;
import org.iprestriction.settings.RequestAttribute;
import org.iprestriction.settings.SettingsException;

/**
 * Where a request says under which list it falls: the setting {@code list-from}. Each form reads something that an application has
 * already used, or will use, to decide whose data the request is about.
 *
 * @param text the setting as it was written
 * @param reader reads the name of the list; the result is null if the request does not have one, and may be any text
 */
record ListFrom(String text, Function<HttpServletRequest, String> reader) {

    private static final String PATH = "path:";
    private static final String HEADER = "header";

    /**
     * Reads the setting.
     *
     * @throws SettingsException if it has another form, with the reason
     */
    static ListFrom parse(String text) {
        if (text.equals("principal")) {
            return new ListFrom(text, ListFrom::user);
        }
        if (text.equals("host")) {
            return new ListFrom(text, HttpServletRequest::getServerName);
        }
        String attribute = RequestAttribute.in(text);
        if (attribute != null) {
            return new ListFrom(text, request -> request.getAttribute(attribute) instanceof String list ? list : null);
        }
        if (text.matches(PATH + "[1-9]")) {
            PathSegment segment = new PathSegment(text.charAt(PATH.length()) - '0');
            return new ListFrom(text, segment::of);
        }
        String why = text.equals(HEADER) || text.startsWith(HEADER + ":")
                ? " A header is written by the caller, who would choose the list." : "";
        throw new SettingsException("list-from is “" + text + "”, but has to be attribute:NAME with the name of a request attribute that a"
                + " filter of the application sets, principal, host, or path:N with N from 1 to 9." + why);
    }

    private static String user(HttpServletRequest request) {
        Principal user = request.getUserPrincipal();
        return user == null ? null : user.getName();
    }

    /** Returns the name of the list, or null if the request does not have one. It may be any text, also one that names no list. */
    String nameIn(HttpServletRequest request) {
        return reader.apply(request);
    }
}
