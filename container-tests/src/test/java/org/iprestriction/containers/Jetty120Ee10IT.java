package org.iprestriction.containers;

import java.nio.file.Path;

class Jetty120Ee10IT extends ServerIT implements NamedTests, JettyPathTests, Http2Tests.WithWebSockets,
        WebSocketTests.UpgradeFirst,
        UnixSocketTests.Nameless, SlowSenderTests {

    @Override
    Server start(Path directory) throws Exception {
        return JettyHome.start(System.getProperty("jetty-12.0.version"), "ee10", directory);
    }
}
