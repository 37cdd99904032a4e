package org.iprestriction.admin;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import org.iprestriction.admin.context.AdminContext;
import org.iprestriction.admin.http.AdminPath;
import org.iprestriction.jpa.IpRestriction;
import org.iprestriction.jpa.JpaAccessListsListener;
import org.iprestriction.settings.SettingsException;

/**
 * Adds the pages and the JSON API to a web application. Either name this class as a listener in web.xml, after the listener
 * that opens the lists, or call {@link #register} from code.
 *
 * <p>The pages and the API are below the path in the setting {@code admin-path}: by default at {@code /admin/ip-restriction}
 * and {@code /admin/api/v1/ip-restriction}. Nothing else below that path is used. Users sign in through the realm of the
 * container, which must define the roles named by the settings {@code admin-role} and {@code viewer-role}.
 */
public final class AdminPages implements ServletContextListener {

    private static final String NAME = "ip-restriction-";

    /** Creates the listener; called by the container. */
    public AdminPages() {
        // everything happens when the application starts
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        register(event.getServletContext());
    }

    /**
     * Registers the pages, the API and the filters in front of them, using lists that the application has opened. Call this
     * while the application starts, from a {@code ServletContainerInitializer} or Spring's {@code ServletContextInitializer}.
     *
     * @param context the servlet context of the application, not null
     * @param lists the lists, not null; they must be closed by the caller that opened them
     * @throws SettingsException if the names or paths are already in use
     */
    public static void register(ServletContext context, IpRestriction lists) {
        JpaAccessListsListener.publish(context, lists);
        register(context);
    }

    private static void register(ServletContext context) {
        AdminContext.of(context);
        String admin = AdminPath.of(context).path();
        String[] pages = {admin + AdminPath.PAGES, admin + AdminPath.PAGES + "/*"};
        String[] api = {admin + AdminPath.API, admin + AdminPath.API + "/*"};
        String[] both = {pages[0], pages[1], api[0], api[1]};
        add(context, "headers", new HeadersFilter(), EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR), both);
        add(context, "front-door", new FrontDoorFilter(), EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), both);
        add(context, "pages", new PagesServlet(), pages);
        add(context, "api", new ApiServlet(), api);
    }

    private static void add(ServletContext context, String name, Filter filter, EnumSet<DispatcherType> types, String... patterns) {
        FilterRegistration.Dynamic added = context.addFilter(NAME + name, filter);
        if (added == null) {
            throw new SettingsException("Something in this application already has the name " + NAME + name
                    + ". Add the pages only once, in web.xml or in code.");
        }
        added.setAsyncSupported(true);
        added.addMappingForUrlPatterns(types, true, patterns);
    }

    private static void add(ServletContext context, String name, Servlet servlet, String... patterns) {
        ServletRegistration.Dynamic added = context.addServlet(NAME + name, servlet);
        if (added == null) {
            throw new SettingsException("Something in this application already has the name " + NAME + name
                    + ". Add the pages only once, in web.xml or in code.");
        }
        added.setAsyncSupported(true);
        var taken = added.addMapping(patterns);
        if (!taken.isEmpty()) {
            throw new SettingsException("Something in this application already uses the path " + taken.iterator().next()
                    + ". Set ip-restriction.admin-path to a path other than " + AdminPath.of(context).path() + ".");
        }
    }
}
