package org.iprestriction.containers.probe;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Adds the WebSocket endpoint if the container supports WebSocket. */
public final class WebSocketListener implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Object container = event.getServletContext().getAttribute("jakarta.websocket.server.ServerContainer");
        if (container != null) {
            SocketEndpoint.addTo(container);
        }
    }
}
