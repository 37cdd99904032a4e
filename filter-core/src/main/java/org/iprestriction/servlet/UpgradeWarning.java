package org.iprestriction.servlet;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Optional;

/**
 * Detects whether WebSocket upgrades may be handled before a filter runs. Containers handle them in a filter of their
 * own, which they register even if there is no endpoint; there is no API to list the endpoints. For filters in web.xml,
 * the order of the two filters is known at the start. For filters added in code, it is only known at the first request.
 */
final class UpgradeWarning {

    private static final String CONTAINER = "jakarta.websocket.server.ServerContainer";
    private static final String JETTY = "org.eclipse.jetty.";
    /** WebSocket implementations that run after all filters declared in web.xml, as container-tests shows. */
    private static final List<String> LAST = List.of("org.apache.tomcat.websocket.", "io.undertow.websockets.",
            "org.glassfish.tyrus.", "io.openliberty.wsoc.");

    private UpgradeWarning() {
    }

    /** Returns the warning, if any. {@code mapping} is the filter's mapping in web.xml, if it has one. */
    static Optional<String> of(ServletContext context, Optional<FilterMapping> mapping) {
        for (FilterRegistration filter : context.getFilterRegistrations().values()) {
            String type = String.valueOf(filter.getClassName());
            if (isJettys(type) && mapping.isPresent() && !mapping.get().behind().contains(filter.getName())) {
                return Optional.of("Jetty's WebSocketUpgradeFilter runs before this filter, so an upgrade to a WebSocket endpoint"
                        + " is handled without it. Declare it in web.xml under the name " + type + ", with a filter-mapping"
                        + " after this filter's.");
            }
        }
        Object container = context.getAttribute(CONTAINER);
        if (container == null) {
            return Optional.empty();
        }
        String type = container.getClass().getName();
        return type.startsWith(JETTY) || LAST.stream().anyMatch(type::startsWith) ? Optional.empty()
                : Optional.of("This application has a WebSocket container, " + type + ", which may handle upgrades"
                        + " before any filter runs. Try an upgrade from a blocked address; the response must be 403.");
    }

    /** Returns whether {@link #ofStack} must be called with the first request. */
    static boolean isOpen(ServletContext context, Optional<FilterMapping> mapping) {
        return mapping.isEmpty() && context.getFilterRegistrations().values().stream()
                .anyMatch(filter -> isUpgradeFilter(String.valueOf(filter.getClassName())));
    }

    /** Returns the warning if a filter that handles upgrades is among the callers of the current method. */
    static Optional<String> ofStack() {
        return StackWalker.getInstance().walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                .filter(UpgradeWarning::isUpgradeFilter).findFirst()).map(type -> type + " runs before this filter and handles"
                        + " WebSocket upgrades without it. Declare this filter in web.xml, or map it in code with isMatchAfter"
                        + " false, after the WebSocket container was set up.");
    }

    private static boolean isUpgradeFilter(String type) {
        return isJettys(type) || LAST.stream().anyMatch(type::startsWith);
    }

    private static boolean isJettys(String type) {
        return type.startsWith(JETTY) && type.endsWith(".WebSocketUpgradeFilter");
    }
}
