package org.iprestriction.containers;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts Payara Micro from its single file. */
final class PayaraMicro {

    private static final String VERSION = System.getProperty("payara-micro.version");

    private PayaraMicro() {}

    static Server probe(Path base) throws IOException, InterruptedException {
        Path deployments = Files.createDirectories(base.resolve("deployments"));
        Wars.probe(deployments.resolve("ROOT.war"), "");
        Wars.variant(deployments.resolve("closed.war"), "closed-web.xml", "");
        Wars.variant(deployments.resolve("socket.war"), "socket-web.xml", "");
        return start(base, Map.of(), Wars.DEPLOYED);
    }

    static Server example(Path base) throws IOException, InterruptedException {
        Files.copy(Wars.example(), Files.createDirectories(base.resolve("deployments")).resolve("example.war"));
        return start(base, Wars.exampleSettings(base), "/example/health/live");
    }

    private static Server start(Path base, Map<String, String> settings, String... awaited)
            throws IOException, InterruptedException {
        Path jar = Path.of(System.getProperty("servers"), "payara-micro-" + VERSION + ".jar");
        int port = ServerProcess.freePort();
        int lenientPort = ServerProcess.freePort();
        Path domain = Files.writeString(base.resolve("domain.xml"),
                GrizzlyDomain.withListeners(domainXml(jar), port, lenientPort, ""));
        ServerProcess process = ServerProcess.start(base, settings, List.of(ServerProcess.java(), "-Xmx512m",
                "-Djava.io.tmpdir=" + Files.createDirectories(base.resolve("java-tmp")), "-jar", jar.toString(),
                "--nohazelcast", "--disablephonehome", "--rootDir", base.resolve("payara").toString(), "--domainConfig", domain.toString(),
                "--deploymentDir", base.resolve("deployments").toString()));
        process.awaitAnswer(port, awaited);
        return new Server("Payara Micro " + VERSION, process, port, lenientPort, null);
    }

    /** Reads the configuration in that file. */
    private static String domainXml(Path jar) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            return Files.readString(zip.getPath("MICRO-INF/domain/domain.xml"));
        }
    }
}
