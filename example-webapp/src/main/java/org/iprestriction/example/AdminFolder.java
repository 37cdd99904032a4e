package org.iprestriction.example;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import org.iprestriction.admin.AdminPages;

/** Gives the pages all of their folder, because this application has nothing else there. Follows {@link AdminPages} in web.xml. */
public final class AdminFolder implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        AdminPages.takeFolder(context);
        context.setAttribute("org.iprestriction.example.pages", AdminPages.path(context)); // for the launcher, which prints it
    }
}
