package org.iprestriction.live;

import java.time.InstantSource;
import java.util.UUID;

/** Who this node is for the others: a random name for this start, and the name people gave it. */
record NodeIdentity(String id, String name, long startedAt, InstantSource wallClock) {

    static NodeIdentity of(Settings settings, InstantSource wallClock) {
        String id = UUID.randomUUID().toString();
        String host = System.getenv("HOSTNAME");
        String name = settings.text("node-name").orElse(host == null || host.isBlank() ? "node " + id.substring(0, 8) : host);
        return new NodeIdentity(id, name, wallClock.millis(), wallClock);
    }
}
