package org.iprestriction.containers;

import java.nio.file.Path;

class Jetty121Ee11IT extends ServerIT implements NamedTests, JettyPathTests, ProtocolTests, Http2Tests.WithWebSockets,
        WebSocketTests.UpgradeFirst,
        UnixSocketTests.Nameless, SlowSenderTests {

    @Override
    Server start(Path directory) throws Exception {
        return JettyHome.start(System.getProperty("jetty-12.1.version"), "ee11", directory);
    }
}
