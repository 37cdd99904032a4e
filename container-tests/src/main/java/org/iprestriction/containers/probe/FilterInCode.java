package org.iprestriction.containers.probe;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.EnumSet;

/** Adds a filter that denies everybody, in code instead of web.xml, before or after the container's own mappings. */
public final class FilterInCode implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        FilterRegistration.Dynamic filter = event.getServletContext()
                .addFilter("nobody", "org.iprestriction.servlet.IpRestrictionFilter");
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class),
                Boolean.parseBoolean(event.getServletContext().getInitParameter("match-after")), "/*");
    }
}
