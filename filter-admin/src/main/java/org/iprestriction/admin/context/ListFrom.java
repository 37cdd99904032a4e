package org.iprestriction.admin.context;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.iprestriction.settings.RequestAttribute;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;
import org.iprestriction.settings.SettingsException;

/**
 * Where the pages and the API find the name of the list that somebody sees: one list for everybody (the setting {@code list}),
 * or the list of the account of whoever has signed in (the setting {@code list-from}). Immutable and thread-safe.
 *
 * <p>There are only two sources of an account: a request attribute, which only the application can set, and the name of the user.
 * Whoever sends a request chooses everything else in it.
 *
 * @param list      the list for everybody, or null
 * @param attribute the name of the request attribute that holds the name of the list; null if it is the user's name
 */
public record ListFrom(String list, String attribute) {
    private static final String PRINCIPAL = "principal";

    /** Returns the source that the settings name; throws if there is none, or two. */
    static ListFrom of(Settings settings) {
        String from = settings.required(Setting.LIST_FROM);
        if (from == null) {
            return new ListFrom(settings.required(Setting.LIST), null);
        }
        if (settings.isSet(Setting.LIST)) {
            throw new SettingsException("ip-restriction.list and ip-restriction.list-from are both set: remove list, so that each user sees"
                    + " the list of their account, or list-from, so that all users see the same list.");
        }
        String attribute = RequestAttribute.in(from);
        if (attribute == null && !from.equals(PRINCIPAL)) {
            throw new SettingsException("ip-restriction.list-from is “" + from + "”, but has to be " + Setting.LIST_FROM.legal()
                    + ", where NAME is an attribute that a filter of the application sets: whoever sends a request chooses its host, path and"
                    + " headers, and would choose the list.");
        }
        return new ListFrom(null, attribute);
    }

    /** Returns whether each user sees the list of their account. */
    public boolean byAccount() {
        return list == null;
    }

    /** Returns the name of the list that {@code request}, whose user is signed in, is about; null if the user has none. */
    public String list(HttpServletRequest request) {
        return list != null ? list : given(request) instanceof String name && Setting.LIST.accepts(name) ? name : null;
    }

    /** Returns why the user of {@code request} has no list, for the operator of the application. The value itself is not told. */
    public String problem(HttpServletRequest request) {
        String where = attribute == null ? "The name of the user" : "The request attribute “" + attribute + "”";
        Object given = given(request);
        return where + (given == null ? " is not set" : given instanceof String ? " is not the name of a list" : " is not text")
                + ". It has to be " + Setting.LIST.legal() + ".";
    }

    private Object given(HttpServletRequest request) {
        if (attribute != null) {
            return request.getAttribute(attribute);
        }
        Principal user = request.getUserPrincipal();
        return user == null ? null : user.getName();
    }
}
