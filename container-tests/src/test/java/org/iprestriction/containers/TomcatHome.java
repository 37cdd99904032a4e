package org.iprestriction.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts a Tomcat as its distribution does, with a base directory created by the test. */
final class TomcatHome {

    private TomcatHome() {}

    static Server start(String version, Path base) throws IOException, InterruptedException {
        Path home = home(version);
        Path webapps = prepare(home, base);
        Wars.probe(webapps.resolve("ROOT.war"), "");
        Wars.variant(webapps.resolve("closed.war"), "closed-web.xml", "");
        Wars.variant(webapps.resolve("socket.war"), "socket-web.xml", "");
        Path contexts = Files.createDirectories(base.resolve("conf/Catalina/localhost"));
        Files.writeString(contexts.resolve("example.xml"),
                Wars.resource("tomcat-example.xml").replace("@war@", Wars.example().toString()));
        int port = ServerProcess.freePort();
        int lenientPort = ServerProcess.freePort();
        Path socket = base.resolve("tomcat.sock");
        ServerProcess process = run(home, base, port, lenientPort);
        process.awaitAnswer(port, Wars.DEPLOYED);
        return new Server("Tomcat " + version, process, port, lenientPort, socket);
    }

    /** Starts a Tomcat with the samples. */
    static Server samples(String version, Path base) throws Exception {
        Path home = home(version);
        prepare(home, base);
        Path contexts = Files.createDirectories(base.resolve("conf/Catalina/localhost"));
        for (Sample sample : Sample.ALL) {
            Files.writeString(contexts.resolve(sample.path().substring(1) + ".xml"), Wars.resource("tomcat-sample.xml")
                    .replace("@war@", sample.make(base, "").toString()).replace("@url@", sample.url(base)));
        }
        int port = ServerProcess.freePort();
        ServerProcess process = run(home, base, port, ServerProcess.freePort(), Sample.QUICKLY);
        process.awaitAnswer(port, Sample.deployed());
        return new Server("Tomcat " + version, process, port, 0, null);
    }

    static Path home(String version) {
        return Path.of(System.getProperty("servers"), "apache-tomcat-" + version);
    }

    /** Creates the directories and files that a Tomcat instance needs; returns the directory for applications. */
    static Path prepare(Path home, Path base) throws IOException {
        for (String directory : List.of("conf", "logs", "temp", "work")) {
            Files.createDirectories(base.resolve(directory));
        }
        Files.copy(home.resolve("conf/web.xml"), base.resolve("conf/web.xml"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(base.resolve("conf/server.xml"), Wars.resource("tomcat-server.xml"));
        Files.writeString(base.resolve("conf/tomcat-users.xml"), Wars.resource("tomcat-users.xml"));
        return Files.createDirectories(base.resolve("webapps"));
    }

    static ServerProcess run(Path home, Path base, int port, int lenientPort, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(ServerProcess.java()));
        command.addAll(List.of(options));
        for (String open : List.of("java.lang", "java.lang.reflect", "java.io", "java.util", "java.util.concurrent")) {
            command.add("--add-opens=java.base/" + open + "=ALL-UNNAMED"); // as catalina.sh does, for the leak detection
        }
        command.addAll(List.of("--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
                "-Dcatalina.home=" + home, "-Dcatalina.base=" + base, "-Djava.io.tmpdir=" + base.resolve("temp"),
                "-DDATA_DIR=" + base.resolve("data"), "-Dport=" + port, "-Dlenient.port=" + lenientPort,
                "-Dsocket=" + base.resolve("tomcat.sock"),
                "-cp", home.resolve("bin/bootstrap.jar") + ":" + home.resolve("bin/tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap", "start"));
        return ServerProcess.start(base, Map.of(), command);
    }
}
