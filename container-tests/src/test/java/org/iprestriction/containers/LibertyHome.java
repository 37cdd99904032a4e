package org.iprestriction.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts an Open Liberty as its distribution does, with a user directory created by the test. */
final class LibertyHome {

    private static final String VERSION = System.getProperty("open-liberty.version");

    private LibertyHome() {}

    static Server probe(Path base) throws IOException, InterruptedException {
        Path dropins = Files.createDirectories(server(base).resolve("dropins"));
        Path root = base.resolve("probe.war");
        Wars.probe(root, "");
        Wars.variant(dropins.resolve("closed.war"), "closed-web.xml", "");
        Wars.variant(dropins.resolve("socket.war"), "socket-web.xml", "");
        return start(base, Map.of(), root, "/", Wars.DEPLOYED);
    }

    static Server example(Path base) throws IOException, InterruptedException {
        return start(base, Wars.exampleSettings(base), Wars.example(), "/example", "/example/health/live");
    }

    private static Path server(Path base) {
        return base.resolve("user/servers/test");
    }

    private static Server start(Path base, Map<String, String> settings, Path war, String path, String... awaited)
            throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        Path server = Files.createDirectories(server(base));
        Files.writeString(server.resolve("server.xml"), Wars.resource("liberty-server.xml"));
        Files.writeString(server.resolve("bootstrap.properties"), "port=" + port + "\nwar=" + war + "\npath=" + path + "\n");
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JVM_ARGS", "-Djava.io.tmpdir=" + Files.createDirectories(base.resolve("java-tmp")));
        environment.put("WLP_USER_DIR", base.resolve("user").toString());
        ServerProcess process = ServerProcess.start(base, environment, List.of("sh",
                Path.of(System.getProperty("servers"), "wlp/bin/server").toString(), "run", "test", "--clean"));
        process.awaitAnswer(port, awaited);
        return new Server("Open Liberty " + VERSION, process, port, 0, null);
    }
}
