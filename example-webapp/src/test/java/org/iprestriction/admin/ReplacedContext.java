package org.iprestriction.admin;

import jakarta.servlet.ServletContextAttributeEvent;
import jakarta.servlet.ServletContextAttributeListener;
import java.util.stream.Stream;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.admin.access.PasswordChecks;
import org.iprestriction.admin.context.AdminContext;

/** Replaces parts of what pages and API share as soon as it is made, such as by ones with a clock of their own. */
public record ReplacedContext(Object... parts) implements ServletContextAttributeListener {
    @Override
    public void attributeAdded(ServletContextAttributeEvent event) {
        if (event.getValue() instanceof AdminContext c) {
            event.getServletContext().setAttribute(event.getName(), new AdminContext(c.store(), c.history(), c.live(), c.node(), c.settings(),
                    c.path(), c.roles(), c.from(), c.rules(), c.notices(), c.resolver(), c.origin(),
                    part(ChangeRate.class, c.changes()), part(PasswordChecks.class, c.checks()),
                    c.bodies(), c.strangersBodies(), c.reader()));
        }
    }

    private <T> T part(Class<T> type, T otherwise) {
        return Stream.of(parts).filter(type::isInstance).map(type::cast).findFirst().orElse(otherwise);
    }
}
