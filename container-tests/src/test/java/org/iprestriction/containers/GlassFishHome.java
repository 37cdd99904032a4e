package org.iprestriction.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts a GlassFish as its distribution does, with a domain created by the test. */
final class GlassFishHome {

    private static final String VERSION = System.getProperty("glassfish.version");
    private static final Path HOME = Path.of(System.getProperty("servers"), "glassfish8/glassfish");
    private static final int OLDEST_JAVA = 21;

    private GlassFishHome() {}

    static Server probe(Path base) throws IOException, InterruptedException {
        Path deployments = prepare(base);
        Wars.probe(deployments.resolve("probe.war"), "");
        Wars.add(deployments.resolve("probe.war"), "WEB-INF/glassfish-web.xml",
                "<glassfish-web-app><context-root>/</context-root></glassfish-web-app>");
        Wars.variant(deployments.resolve("closed.war"), "closed-web.xml", "");
        Wars.variant(deployments.resolve("socket.war"), "socket-web.xml", "");
        return start(base, Map.of(), Wars.DEPLOYED);
    }

    static Server example(Path base) throws IOException, InterruptedException {
        Files.copy(Wars.example(), prepare(base).resolve("example.war"));
        return start(base, Wars.exampleSettings(base), "/example/health/live");
    }

    private static Path prepare(Path base) throws IOException {
        Directories.copy(HOME.resolve("domains/domain1"), base.resolve("domains/test"));
        return base.resolve("domains/test/autodeploy");
    }

    private static Server start(Path base, Map<String, String> settings, String... awaited)
            throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        int lenientPort = ServerProcess.freePort();
        Path domainXml = base.resolve("domains/test/config/domain.xml");
        String admin = "<network-listener name=\"admin-listener\" address=\"127.0.0.1\" port=\"" + ServerProcess.freePort()
                + "\" protocol=\"admin-listener\" transport=\"tcp\" thread-pool=\"admin-thread-pool\"/>";
        String text = GrizzlyDomain.withListeners(Files.readString(domainXml), port, lenientPort, admin)
                .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
                .replaceFirst("</iiop-service>", "</iiop-service>" + Wars.resource("glassfish-no-broker.xml"))
                .replace("</jvm-options>\n      </java-config>", "</jvm-options>\n<jvm-options>-Djava.io.tmpdir="
                        + Files.createDirectories(base.resolve("java-tmp")) + "</jvm-options>\n</java-config>");
        for (String fixed : List.of("port=\"3700\"", "port=\"3820\"", "port=\"3920\"", "port=\"8686\"", "port=6666")) {
            text = text.replace(fixed, fixed.replaceAll("\\d+", String.valueOf(ServerProcess.freePort())));
        }
        Files.writeString(domainXml, text);
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("AS_JAVA", JavaHomes.atLeast(OLDEST_JAVA).toString());
        ServerProcess process = ServerProcess.start(base, environment, List.of("bash", HOME.resolve("bin/asadmin").toString(),
                "start-domain", "--verbose", "--domaindir", base.resolve("domains").toString(), "test"));
        process.awaitAnswer(port, awaited);
        return new Server("GlassFish " + VERSION, process, port, lenientPort, null);
    }
}
