package org.iprestriction.sample;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.iprestriction.admin.AdminPages;
import org.iprestriction.jpa.IpRestriction;
import org.iprestriction.jpa.JpaAccessListsListener;
import org.iprestriction.servlet.IpRestrictionFilter;
import org.iprestriction.settings.Settings;

/** The application without a web.xml. container-tests compare its calls with those in the README, and leave it out where there is one. */
public final class InCode implements ServletContainerInitializer {

    /** Made by the container. */
    public InCode() {
        // everything happens when the application starts
    }

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext servletContext) throws ServletException {
        servletContext.addServlet("hello", OwnServlet.class).addMapping("/api/*");
        servletContext.addServlet("reports", OwnServlet.class).addMapping("/admin/*");

        DataSource dataSource = dataSource();
        IpRestriction lists = IpRestriction.open(dataSource, Settings.of(Map.of()));
        servletContext.addListener(new Closing(lists));
        servletContext.addListener(new JpaAccessListsListener(lists));
        AdminPages.register(servletContext, lists);
        FilterRegistration.Dynamic filter = servletContext.addFilter("ip-restriction", IpRestrictionFilter.class);
        filter.setAsyncSupported(true);
        filter.setInitParameter("list", "default");
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/api/*");
        filter.addMappingForServletNames(EnumSet.allOf(DispatcherType.class), false, "hello");
    }

    private static DataSource dataSource() throws ServletException {
        try {
            return (DataSource) new InitialContext().lookup("java:comp/env/jdbc/app");
        } catch (NamingException missing) {
            throw new ServletException(missing);
        }
    }

    /** The application opened the lists, so it closes them; the data source is the container's, and outlives them. */
    private static final class Closing implements ServletContextListener {

        private final IpRestriction lists;

        private Closing(IpRestriction lists) {
            this.lists = lists;
        }

        @Override
        public void contextDestroyed(ServletContextEvent event) {
            lists.close();
        }
    }
}
