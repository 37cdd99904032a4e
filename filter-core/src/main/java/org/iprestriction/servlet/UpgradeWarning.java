package org.iprestriction.servlet;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Optional;

/**
 * Whether WebSocket upgrades may be answered before a filter runs. Containers answer them in a filter of their own, which
 * they register whether there is an endpoint or not; nobody can be asked for endpoints.
 */
final class UpgradeWarning {

    private static final String CONTAINER = "jakarta.websocket.server.ServerContainer";
    private static final String JETTY = "org.eclipse.jetty.";
    /** Those that answer after all filters which are declared in web.xml; container-tests shows it. */
    private static final List<String> LAST = List.of("org.apache.tomcat.websocket.", "io.undertow.websockets.",
            "org.glassfish.tyrus.", "io.openliberty.wsoc.");

    private UpgradeWarning() {
    }

    /** Answers the warning. {@code mapping} says how web.xml maps the filter, if it does. */
    static Optional<String> of(ServletContext context, Optional<FilterMapping> mapping) {
        for (FilterRegistration filter : context.getFilterRegistrations().values()) {
            String type = String.valueOf(filter.getClassName());
            if (type.startsWith(JETTY) && type.endsWith(".WebSocketUpgradeFilter")
                    && !mapping.map(own -> own.behind().contains(filter.getName())).orElse(false)) {
                return Optional.of("Jetty's WebSocketUpgradeFilter stands before this filter: an upgrade to a WebSocket endpoint"
                        + " is answered without it. Declare it in web.xml under the name " + type + ", with a filter-mapping"
                        + " after this filter's.");
            }
            if (LAST.stream().anyMatch(type::startsWith) && mapping.isEmpty()) {
                return Optional.of("This filter is not declared in web.xml, and the container's " + type + " may answer"
                        + " WebSocket upgrades before it runs. Declare it there, or map it in code with isMatchAfter false.");
            }
        }
        Object container = context.getAttribute(CONTAINER);
        if (container == null) {
            return Optional.empty();
        }
        String type = container.getClass().getName();
        return type.startsWith(JETTY) || LAST.stream().anyMatch(type::startsWith) ? Optional.empty()
                : Optional.of("This application has a WebSocket container, " + type + ", of which it is not known whether it"
                        + " answers upgrades before any filter runs. Try one from a blocked address; it has to be answered 403.");
    }
}
