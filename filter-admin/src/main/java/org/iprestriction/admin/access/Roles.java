package org.iprestriction.admin.access;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;

/**
 * How the realm of the container calls the roles.
 *
 * @param admin  may change the list
 * @param viewer may look at everything
 */
public record Roles(String admin, String viewer) {
    public static final Roles DEFAULT = new Roles("ip-restriction-admin", "ip-restriction-viewer");

    public static Roles of(ServletContext context) {
        return context.getAttribute(Settings.class.getName()) instanceof Settings settings ? of(settings) : DEFAULT;
    }

    public static Roles of(Settings settings) {
        return new Roles(settings.text(Setting.ADMIN_ROLE).orElse(DEFAULT.admin), settings.text(Setting.VIEWER_ROLE).orElse(DEFAULT.viewer));
    }

    public boolean mayChange(HttpServletRequest request) {
        return request.isUserInRole(admin);
    }

    public boolean mayLook(HttpServletRequest request) {
        return mayChange(request) || request.isUserInRole(viewer);
    }
}
