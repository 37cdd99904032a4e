package org.iprestriction.jpa;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.iprestriction.live.LiveLists;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;
import org.iprestriction.settings.SettingsException;

/**
 * Connects the filters of a web application with lists kept in a database; to be named in web.xml as a listener, or added in code
 * over lists that the application has opened itself.
 *
 * <p>When the application starts, it puts three attributes into the servlet context: {@link Settings} under the name of its class,
 * {@link LiveLists} and {@link EntryStore} under theirs. Named in web.xml, it reads the settings and opens the database: the
 * {@link DataSource} under {@link #DATA_SOURCE} if there is one, else the setting {@code datasource}, else {@code jdbc-url}. A
 * malformed setting stops the start; a database that does not answer does not: everything is blocked until it does.
 */
public final class JpaAccessListsListener implements ServletContextListener {

    /** The name of the servlet context attribute under which an application may put its own {@link DataSource}. */
    public static final String DATA_SOURCE = "org.iprestriction.datasource";

    private final IpRestriction given;
    private IpRestriction own;

    /** Makes a listener that opens the lists when the application starts and closes them when it stops, for web.xml. */
    public JpaAccessListsListener() {
        this(null);
    }

    /**
     * Makes a listener for lists that are open already and that their opener closes, before the data source is closed.
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
     * Puts open lists where filters and pages of an application look for them, at once: for what is set up in code before listeners
     * are called.
     *
     * @param context the application, not null
     * @param open the lists, not null; whoever opened them closes them
     */
    public static void publish(ServletContext context, IpRestriction open) {
        context.setAttribute(Settings.class.getName(), open.settings());
        context.setAttribute(LiveLists.ATTRIBUTE, open.lists());
        context.setAttribute(EntryStore.ATTRIBUTE, open.entries());
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
