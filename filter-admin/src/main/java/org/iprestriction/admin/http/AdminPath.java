package org.iprestriction.admin.http;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;

/**
 * Where the pages and the API are found: the setting {@code admin-path}, below the path of the application.
 *
 * @param path such as {@code /admin}; begins with a slash and does not end with one
 */
public record AdminPath(String path) {
    /** The folder of the pages, and the last one of the API. */
    public static final String PAGES = "/ip-restriction";
    /** The folder of the API. */
    public static final String API = "/api/v1/ip-restriction";
    private static final String DEFAULT = "/admin";

    /** The one of an application; the default where its settings have not been read. */
    public static AdminPath of(ServletContext context) {
        return new AdminPath(context.getAttribute(Settings.class.getName()) instanceof Settings settings
                ? settings.text(Setting.ADMIN_PATH).orElse(DEFAULT) : DEFAULT);
    }

    /** The decoded path of {@code request} below this one, however its servlet is mapped; empty for this path itself. */
    public String below(HttpServletRequest request) {
        String whole = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        return whole.startsWith(path) ? whole.substring(path.length()) : "";
    }

    /** Whether {@code whole}, a path of the application, is that of a page, so that a person is going to read the answer. */
    boolean isPage(String whole) {
        return whole.startsWith(path + "/") && !whole.startsWith(path + "/api/");
    }
}
