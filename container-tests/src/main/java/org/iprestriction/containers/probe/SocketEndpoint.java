package org.iprestriction.containers.probe;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;

/** A WebSocket endpoint inside the mapping of the filter. */
public final class SocketEndpoint extends Endpoint {

    /** The parameter is an Object, so that a container without WebSocket does not have to load its types. */
    static void addTo(Object container) {
        try {
            ((ServerContainer) container).addEndpoint(
                    ServerEndpointConfig.Builder.create(SocketEndpoint.class, "/api/socket").build());
        } catch (DeploymentException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        Reached.count("socket");
    }
}
