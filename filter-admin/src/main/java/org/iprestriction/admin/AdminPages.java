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
import java.util.Set;
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
 * container, which must define the roles named by the settings {@code admin-role}, {@code viewer-role}, {@code emergency-role}
 * and {@code operator-role}. They all see the list in the setting {@code list}, or each the list of their account, which the
 * setting {@code list-from} says where to find; operators see all lists.
 */
public final class AdminPages implements ServletContextListener {

    private static final String HEADERS = "ip-restriction-headers";
    private static final String FRONT_DOOR = "ip-restriction-front-door";
    private static final String PAGES = "ip-restriction-pages";
    private static final String API = "ip-restriction-api";
    private static final EnumSet<DispatcherType> OF_HEADERS = EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR);
    private static final EnumSet<DispatcherType> OF_FRONT_DOOR = EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC);

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
     * @throws SettingsException if the pages are not registered yet, or something else has the path already
     */
    public static void takeFolder(ServletContext context) {
        ServletRegistration pages = context.getServletRegistration(PAGES);
        if (pages == null) {
            throw new SettingsException("There are no pages in this application yet: add the listener org.iprestriction.admin.AdminPages"
                    + " to web.xml before this one, or call AdminPages.register first.");
        }
        String folder = AdminPath.of(context).path() + "/*";
        context.getFilterRegistration(HEADERS).addMappingForUrlPatterns(OF_HEADERS, true, folder);
        context.getFilterRegistration(FRONT_DOOR).addMappingForUrlPatterns(OF_FRONT_DOOR, true, folder);
        requireFree(pages.addMapping(folder), context);
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
            throw new SettingsException("Something in this application already has the name " + name
                    + ". Add the pages only once, in web.xml or in code.");
        }
        added.setAsyncSupported(true);
        added.addMappingForUrlPatterns(types, true, patterns);
    }

    private static void add(ServletContext context, String name, Servlet servlet, String... patterns) {
        ServletRegistration.Dynamic added = context.addServlet(name, servlet);
        if (added == null) {
            throw new SettingsException("Something in this application already has the name " + name
                    + ". Add the pages only once, in web.xml or in code.");
        }
        added.setAsyncSupported(true);
        requireFree(added.addMapping(patterns), context);
    }

    private static void requireFree(Set<String> taken, ServletContext context) {
        if (!taken.isEmpty()) {
            throw new SettingsException("Something in this application already uses the path " + taken.iterator().next()
                    + ". Set ip-restriction.admin-path to a path other than " + AdminPath.of(context).path() + ".");
        }
    }
}
