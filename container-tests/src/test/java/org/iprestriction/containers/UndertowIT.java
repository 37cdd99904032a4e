package org.iprestriction.containers;

import java.nio.file.Path;

class UndertowIT extends ServerIT implements NamedTests, ProtocolTests, Http2Tests {

    @Override
    Server start(Path directory) throws Exception {
        return UndertowServer.start(System.getProperty("undertow.version"), directory);
    }
}
