package org.iprestriction.admin.http;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;

/**
 * The path of the pages and the API within the application: the setting {@code admin-path}.
 *
 * @param path such as {@code /admin}; begins with a slash and does not end with one
 */
public record AdminPath(String path) {
    /** The folder of the pages, which is also the last folder of the API. */
    public static final String PAGES = "/ip-restriction";
    /** The folder of the API. */
    public static final String API = "/api/v1/ip-restriction";

    /** Returns the path of an application, or the default if its settings have not been read. */
    public static AdminPath of(ServletContext context) {
        return new AdminPath(context.getAttribute(Settings.class.getName()) instanceof Settings settings
                ? settings.required(Setting.ADMIN_PATH) : Setting.ADMIN_PATH.standard());
    }

    /**
     * Returns the decoded path of {@code request} below this path, whatever the mapping of its servlet; empty for this path
     * itself.
     */
    public String below(HttpServletRequest request) {
        String whole = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        return whole.startsWith(path) ? whole.substring(path.length()) : "";
    }

    /** Returns whether {@code whole}, a path within the application, belongs to a page, so that a person will read the answer. */
    boolean isPage(String whole) {
        return whole.startsWith(path + "/") && !whole.startsWith(path + "/api/");
    }
}
