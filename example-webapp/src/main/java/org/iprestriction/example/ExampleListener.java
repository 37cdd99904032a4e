package org.iprestriction.example;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.iprestriction.live.LiveLists;
import org.iprestriction.live.Settings;

/**
 * Opens the database before anything else starts and closes it after everything else has ended. First in web.xml.
 */
public final class ExampleListener implements ServletContextListener {
    private Database database;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Settings settings = Settings.of(parameters(context));
        database = Database.open(settings, () -> DataDirectory.open(dataDirectory(context)));
        context.setAttribute("org.iprestriction.datasource", database.source());
        // For the launcher, in types both sides have.
        context.setAttribute("org.iprestriction.example.activation", settings.activation());
        context.setAttribute("org.iprestriction.example.ready", (BooleanSupplier) () -> ready(context));
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (database != null) {
            database.close();
        }
    }

    private static boolean ready(ServletContext context) {
        return context.getAttribute(LiveLists.ATTRIBUTE) instanceof LiveLists lists && lists.ready();
    }

    private static Map<String, String> parameters(ServletContext context) {
        return Collections.list(context.getInitParameterNames()).stream()
                .collect(Collectors.toMap(name -> name, context::getInitParameter));
    }

    /** What the launcher opened; in a container the system property or the environment variable DATA_DIR. */
    static String dataDirectory(ServletContext context) {
        return Optional.ofNullable((String) context.getAttribute("org.iprestriction.example.data-directory"))
                .orElseGet(() -> variable("DATA_DIR"));
    }

    /** A system property or else an environment variable of this application; null where neither is set, or both are empty. */
    static String variable(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(text -> !text.isEmpty())
                .or(() -> Optional.ofNullable(System.getenv(name)).filter(text -> !text.isEmpty())).orElse(null);
    }
}
