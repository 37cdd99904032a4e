package org.iprestriction.admin.access;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;

/**
 * The names of the roles in the realm of the container.
 *
 * @param admin     the role that may change the list
 * @param viewer    the role that may view everything
 * @param emergency the role that somebody who may change a list needs in addition, to make a change effective now
 * @param operator  the role that may change every list, and how many entries each may have
 */
public record Roles(String admin, String viewer, String emergency, String operator) {
    public static final Roles DEFAULT = new Roles(Setting.ADMIN_ROLE.standard(), Setting.VIEWER_ROLE.standard(),
            Setting.EMERGENCY_ROLE.standard(), Setting.OPERATOR_ROLE.standard());

    public static Roles of(ServletContext context) {
        return context.getAttribute(Settings.class.getName()) instanceof Settings settings ? of(settings) : DEFAULT;
    }

    public static Roles of(Settings settings) {
        return new Roles(settings.required(Setting.ADMIN_ROLE), settings.required(Setting.VIEWER_ROLE),
                settings.required(Setting.EMERGENCY_ROLE), settings.required(Setting.OPERATOR_ROLE));
    }

    public boolean mayChange(HttpServletRequest request) {
        return request.isUserInRole(admin) || mayOperate(request);
    }

    /** Returns whether the user may make a change that does not wait for the activation delay. */
    public boolean mayChangeNow(HttpServletRequest request) {
        return mayChange(request) && request.isUserInRole(emergency);
    }

    public boolean mayLook(HttpServletRequest request) {
        return mayChange(request) || request.isUserInRole(viewer);
    }

    /** Returns whether the user may see and change every list. */
    public boolean mayOperate(HttpServletRequest request) {
        return request.isUserInRole(operator);
    }
}
