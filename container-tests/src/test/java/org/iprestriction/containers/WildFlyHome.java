package org.iprestriction.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts a WildFly as its distribution does, with a base directory created by the test. */
final class WildFlyHome {

    private static final String VERSION = System.getProperty("wildfly.version");
    private static final Path HOME = Path.of(System.getProperty("servers"), "wildfly-" + VERSION);

    private WildFlyHome() {}

    static Server probe(Path base) throws IOException, InterruptedException {
        Path deployments = Files.createDirectories(base.resolve("deployments"));
        Wars.probe(deployments.resolve("ROOT.war"), "");
        Wars.variant(deployments.resolve("closed.war"), "closed-web.xml", "");
        Wars.variant(deployments.resolve("socket.war"), "socket-web.xml", "");
        Wars.variant(deployments.resolve("misspelt.war"), "closed-web.xml", Wars.resource("misspelt-filter.xml"));
        return start(base, Map.of(), Wars.DEPLOYED);
    }

    static Server example(Path base) throws IOException, InterruptedException {
        Path deployments = Files.createDirectories(base.resolve("deployments"));
        Files.copy(Wars.example(), deployments.resolve("example.war"));
        return start(base, Wars.exampleSettings(base), "/example/health/live");
    }

    private static Server start(Path base, Map<String, String> settings, String... awaited)
            throws IOException, InterruptedException {
        Directories.copy(HOME.resolve("standalone/configuration"), base.resolve("configuration"));
        Path changes = Files.writeString(base.resolve("changes.yml"), Wars.resource("wildfly.yml"));
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        // instead of its own options, which disable IPv6
        environment.put("JAVA_OPTS", "-Xmx512m -Djava.awt.headless=true -Djboss.modules.system.pkgs=org.jboss.byteman"
                + " -Djava.io.tmpdir=" + Files.createDirectories(base.resolve("java-tmp")));
        int port = ServerProcess.freePort();
        int lenientPort = ServerProcess.freePort();
        ServerProcess process = ServerProcess.start(base, environment, List.of(
                "sh", HOME.resolve("bin/standalone.sh").toString(), "--yaml=" + changes,
                "-Djboss.server.base.dir=" + base, "-Djboss.http.port=" + port, "-Dlenient.port=" + lenientPort,
                "-Djboss.management.http.port=" + ServerProcess.freePort()));
        process.awaitAnswer(port, awaited);
        return new Server("WildFly " + VERSION, process, port, lenientPort, null);
    }
}
