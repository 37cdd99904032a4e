package org.iprestriction.jpa;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.iprestriction.database.DriverDataSource;
import org.iprestriction.live.LiveLists;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;
import org.iprestriction.settings.SettingsException;

/**
 * A servlet context listener that connects the filters of a web application with the access lists of a database.
 * Declare it in web.xml, or add it in code with lists that the application has opened itself.
 *
 * <p>When the application starts, the listener sets three attributes of the servlet context: {@link Settings} under its
 * class name, {@link LiveLists} under {@link LiveLists#ATTRIBUTE}, and the open {@link IpRestriction} under
 * {@link IpRestriction#ATTRIBUTE}. If it is declared in web.xml, it reads the settings and opens the database: the
 * {@link DataSource} in the attribute {@link #DATA_SOURCE} if there is one, otherwise the one in the setting
 * {@code datasource}, otherwise the one in {@code jdbc-url}. A malformed setting stops the start. A database that does
 * not respond does not stop the start: everything is blocked until it responds.
 */
public final class JpaAccessListsListener implements ServletContextListener {

    /** The name of the servlet context attribute in which an application may provide its own {@link DataSource}. */
    public static final String DATA_SOURCE = "org.iprestriction.datasource";

    private final IpRestriction given;
    private IpRestriction own;

    /** Creates a listener that opens the lists when the application starts and closes them when it stops, for web.xml. */
    public JpaAccessListsListener() {
        this(null);
    }

    /**
     * Creates a listener for lists that are already open. The caller must close them, before the data source is closed.
     *
     * @param open the lists; null to open them when the application starts
     */
    public JpaAccessListsListener(IpRestriction open) {
        this.given = open;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        IpRestriction open = given;
        if (open == null) {
            Settings settings = Settings.of(context.getInitParameterNames(), context::getInitParameter);
            own = IpRestriction.open(dataSource(context, settings), settings);
            open = own;
        }
        publish(context, open);
    }

    /**
     * Immediately sets the attributes of the servlet context in which filters and pages look for the lists. Use this
     * for components that are set up in code before listeners are called.
     *
     * @param context the servlet context of the application, not null
     * @param open the lists, not null; the caller remains responsible for closing them
     */
    public static void publish(ServletContext context, IpRestriction open) {
        context.setAttribute(Settings.class.getName(), open.settings());
        context.setAttribute(LiveLists.ATTRIBUTE, open.lists());
        context.setAttribute(IpRestriction.ATTRIBUTE, open);
    }

    private static DataSource dataSource(ServletContext context, Settings settings) {
        if (context.getAttribute(DATA_SOURCE) instanceof DataSource given) {
            return given;
        }
        if (settings.text(Setting.DATASOURCE).isPresent()) {
            return named(settings.text(Setting.DATASOURCE).get());
        }
        return settings.text(Setting.JDBC_URL).map(url -> (DataSource) DriverDataSource.of(url, settings))
                .orElseThrow(() -> new SettingsException("No database is set for the access lists. Set"
                        + " ip-restriction.datasource to a JNDI name, or ip-restriction.jdbc-url to a URL."));
    }

    private static DataSource named(String name) {
        try {
            if (new InitialContext().lookup(name) instanceof DataSource found) {
                return found;
            }
        } catch (NamingException e) {
            throw notFound(name, e);
        }
        throw notFound(name, null);
    }

    private static SettingsException notFound(String name, NamingException cause) {
        SettingsException refusal = new SettingsException("ip-restriction.datasource is “" + name
                + "”, but the server has no data source of that name.");
        refusal.initCause(cause);
        return refusal;
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (own != null) {
            own.close();
        }
        LastRecord.forget();
    }
}
