package org.iprestriction.example;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.iprestriction.admin.Notices;
import org.iprestriction.jpa.IpRestriction;
import org.iprestriction.jpa.JpaAccessListsListener;
import org.iprestriction.live.ListStatus;
import org.iprestriction.live.LiveLists;
import org.iprestriction.settings.Settings;

/**
 * Opens the database before all other components start and closes it after all others have stopped. Must be first in
 * web.xml.
 */
public final class ExampleListener implements ServletContextListener {
    private static final Logger LOG = System.getLogger(ExampleListener.class.getName());
    /** The context attribute in which the launcher passes one sentence for administrators. */
    private static final String LAUNCHERS_NOTICE = "org.iprestriction.example.notice";

    private Database database;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Settings settings = Settings.of(context.getInitParameterNames(), context::getInitParameter);
        database = Database.open(settings, () -> DataDirectory.open(dataDirectory(context)), () -> poll(context));
        context.setAttribute(JpaAccessListsListener.DATA_SOURCE, database.source());
        context.setAttribute(Notices.ATTRIBUTE, (Supplier<List<String>>) () -> notices(context));
        if (context.getAttribute(LAUNCHERS_NOTICE) instanceof String sentence) {
            LOG.log(Level.WARNING, sentence);
        }
        // For the launcher, with types that both class loaders share.
        context.setAttribute("org.iprestriction.example.activation", settings.activation());
        context.setAttribute("org.iprestriction.example.ready", (BooleanSupplier) () -> ready(context));
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (database != null) {
            database.close();
        }
    }

    /** Returns the problems found at the start; that a list is lost, until the new one has an entry. */
    private List<String> notices(ServletContext context) {
        List<String> notices = new ArrayList<>();
        LostList lost = database.lost();
        if (lost != null && !(lost.isLost() && revision(context) > 0)) {
            notices.add(lost.notice());
        }
        if (context.getAttribute(LAUNCHERS_NOTICE) instanceof String launchers) {
            notices.add(launchers);
        }
        return notices;
    }

    private static long revision(ServletContext context) {
        return context.getAttribute(LiveLists.ATTRIBUTE) instanceof LiveLists lists
                ? lists.status().stream().mapToLong(ListStatus::revision).max().orElse(-1) : -1;
    }

    /** Polls at once after a fault; otherwise the loader would wait until its next poll. */
    private static void poll(ServletContext context) {
        if (context.getAttribute(IpRestriction.ATTRIBUTE) instanceof IpRestriction lists) {
            lists.pollSoon();
        }
    }

    private static boolean ready(ServletContext context) {
        return context.getAttribute(LiveLists.ATTRIBUTE) instanceof LiveLists lists && lists.ready();
    }

    /**
     * Returns the directory that the launcher opened; in a container, the one in the system property or environment
     * variable DATA_DIR.
     */
    static String dataDirectory(ServletContext context) {
        return Optional.ofNullable((String) context.getAttribute("org.iprestriction.example.data-directory"))
                .orElseGet(() -> variable("DATA_DIR"));
    }

    /** Returns a system property, or else an environment variable; null if neither is set or both are empty. */
    static String variable(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(text -> !text.isEmpty())
                .or(() -> Optional.ofNullable(System.getenv(name)).filter(text -> !text.isEmpty())).orElse(null);
    }
}
