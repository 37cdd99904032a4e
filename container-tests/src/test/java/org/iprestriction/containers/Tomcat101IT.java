package org.iprestriction.containers;

import java.nio.file.Path;

class Tomcat101IT extends ServerIT implements NamedTests, ProtocolTests, Http2Tests, WebSocketTests.FilterFirst,
        UnixSocketTests.TakenForLoopback, SlowSenderTests {

    @Override
    Server start(Path directory) throws Exception {
        return TomcatHome.start(System.getProperty("tomcat-10.1.version"), directory);
    }
}
