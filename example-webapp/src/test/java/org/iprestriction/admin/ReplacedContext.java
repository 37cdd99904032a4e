package org.iprestriction.admin;

import jakarta.servlet.ServletContext;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.admin.access.PasswordChecks;
import org.iprestriction.admin.context.AdminContext;

/** What pages and API share, with a part of it replaced, such as by one with a clock of its own. */
public final class ReplacedContext {
    private ReplacedContext() {}

    /** Before the first request, at which the servlets look for it. */
    public static void in(ServletContext application, Object part) {
        AdminContext c = AdminContext.of(application);
        application.setAttribute(AdminContext.class.getName(), new AdminContext(c.store(), c.history(), c.live(), c.settings(), c.path(), c.roles(),
                c.list(), c.rules(), c.notices(), c.resolver(), c.origin(), part instanceof ChangeRate changes ? changes : c.changes(),
                part instanceof PasswordChecks checks ? checks : c.checks(), c.bodies(), c.strangersBodies(), c.reader()));
    }
}
