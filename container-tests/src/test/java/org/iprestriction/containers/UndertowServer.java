package org.iprestriction.containers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts Undertow from this module's class path, with the filter and the probe's servlets but without a WAR. */
final class UndertowServer {

    private UndertowServer() {}

    static Server start(String version, Path directory) throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        int lenientPort = ServerProcess.freePort();
        ServerProcess process = ServerProcess.start(directory, Map.of(), List.of(ServerProcess.java(),
                "-cp", System.getProperty("java.class.path"), "-Dport=" + port, "-Dlenient.port=" + lenientPort,
                "-Dprobe.web.xml=" + Path.of("src/main/webapp/WEB-INF/web.xml").toAbsolutePath(),
                UndertowMain.class.getName()));
        process.awaitAnswer(port, "/counter");
        return new Server("Undertow " + version, process, port, lenientPort, null);
    }
}
