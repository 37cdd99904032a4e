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
 * Adds the pages and the JSON API to a web application: named in web.xml as a listener, after the one that opens the lists, or called
 * from code.
 *
 * <p>They are found below the setting {@code admin-path}, at {@code /admin/ip-restriction} and {@code /admin/api/v1/ip-restriction} by
 * default; nothing else below that path is taken. Users sign in with the realm of the container, which has to know the roles that the
 * settings {@code admin-role} and {@code viewer-role} name.
 */
public final class AdminPages implements ServletContextListener {

    private static final String HEADERS = "ip-restriction-headers";
    private static final String FRONT_DOOR = "ip-restriction-front-door";
    private static final String PAGES = "ip-restriction-pages";
    private static final String API = "ip-restriction-api";
    private static final EnumSet<DispatcherType> OF_HEADERS = EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR);
    private static final EnumSet<DispatcherType> OF_FRONT_DOOR = EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC);

    /** Makes the listener, as the container does. */
    public AdminPages() {
        // everything happens when the application starts
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        register(event.getServletContext());
    }

    /**
     * Registers the pages, the API and the filters in front of them over lists that the application has opened. To be called while it
     * starts, from a {@code ServletContainerInitializer} or Spring's {@code ServletContextInitializer}.
     *
     * @param context the application, not null
     * @param lists the lists, not null; whoever opened them closes them
     * @throws SettingsException if something else has the names or paths already
     */
    public static void register(ServletContext context, IpRestriction lists) {
        JpaAccessListsListener.publish(context, lists);
        register(context);
    }

    /**
     * Returns where the list page is found, for links to it.
     *
     * @param context the application, not null
     * @return the path below the context path, such as {@code /admin/ip-restriction}
     */
    public static String path(ServletContext context) {
        return AdminPath.of(context).path() + AdminPath.PAGES;
    }

    /**
     * Gives the pages everything below {@code admin-path}, so that they answer there also for what does not exist. For an application
     * that has nothing else below that path; to be called after the pages have been registered, while the application starts.
     *
     * @param context the application, not null
     */
    public static void takeFolder(ServletContext context) {
        String folder = AdminPath.of(context).path() + "/*";
        context.getFilterRegistration(HEADERS).addMappingForUrlPatterns(OF_HEADERS, true, folder);
        context.getFilterRegistration(FRONT_DOOR).addMappingForUrlPatterns(OF_FRONT_DOOR, true, folder);
        context.getServletRegistration(PAGES).addMapping(folder);
    }

    private static void register(ServletContext context) {
        AdminContext.of(context);
        String admin = AdminPath.of(context).path();
        String[] pages = {admin + AdminPath.PAGES, admin + AdminPath.PAGES + "/*"};
        String[] api = {admin + AdminPath.API, admin + AdminPath.API + "/*"};
        String[] both = {pages[0], pages[1], api[0], api[1]};
        add(context, HEADERS, new HeadersFilter(), OF_HEADERS, both);
        add(context, FRONT_DOOR, new FrontDoorFilter(), OF_FRONT_DOOR, both);
        add(context, PAGES, new PagesServlet(), pages);
        add(context, API, new ApiServlet(), api);
    }

    private static void add(ServletContext context, String name, Filter filter, EnumSet<DispatcherType> types, String... patterns) {
        FilterRegistration.Dynamic added = context.addFilter(name, filter);
        if (added == null) {
            throw new SettingsException("Something in this application is called " + name
                    + " already. Add the pages once, by web.xml or by code.");
        }
        added.setAsyncSupported(true);
        added.addMappingForUrlPatterns(types, true, patterns);
    }

    private static void add(ServletContext context, String name, Servlet servlet, String... patterns) {
        ServletRegistration.Dynamic added = context.addServlet(name, servlet);
        if (added == null) {
            throw new SettingsException("Something in this application is called " + name
                    + " already. Add the pages once, by web.xml or by code.");
        }
        added.setAsyncSupported(true);
        var taken = added.addMapping(patterns);
        if (!taken.isEmpty()) {
            throw new SettingsException("Something in this application has the path " + taken.iterator().next()
                    + " already. Set ip-restriction.admin-path to another than " + AdminPath.of(context).path() + ".");
        }
    }
}
