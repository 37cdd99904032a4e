package org.iprestriction.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts a Jetty as its distribution does, with a base directory created by the test. */
final class JettyHome {

    private JettyHome() {}

    static Server start(String version, String environment, Path base) throws IOException, InterruptedException {
        Path webapps = Files.createDirectories(base.resolve("webapps"));
        Files.createDirectories(base.resolve("environments"));
        String guard = upgradeFilter(environment);
        Wars.probe(webapps.resolve("ROOT.war"), guard);
        Wars.variant(webapps.resolve("closed.war"), "closed-web.xml", "");
        Wars.variant(webapps.resolve("socket.war"), "socket-web.xml", "");
        Wars.variant(webapps.resolve("guarded-socket.war"), "socket-web.xml", guard);
        Files.writeString(webapps.resolve("example.xml"), Wars.resource("jetty-example.xml")
                .replace("@environment@", environment).replace("@war@", Wars.example().toString()));
        Files.writeString(base.resolve("lenient.xml"), Wars.resource("jetty-lenient.xml"));
        Path socket = base.resolve("jetty.sock");
        int port = ServerProcess.freePort();
        int lenientPort = ServerProcess.freePort();
        ServerProcess process = run(version, base, List.of("-DDATA_DIR=" + base.resolve("data"), "-Dlenient.port=" + lenientPort),
                "jetty.http.port=" + port,
                "jetty.unixdomain.path=" + socket, "jetty.httpConfig.requestHeaderSize=131072", "lenient.xml",
                // last, because settings after a module of an environment apply to that environment
                "--module=http,http2c,unixdomain-http," + environment + "-deploy," + environment + "-websocket-jakarta");
        process.awaitAnswer(port, Wars.DEPLOYED);
        return new Server("Jetty " + version + " " + environment, process, port, lenientPort, socket);
    }

    /** Starts a Jetty with the samples, and with users of its own. */
    static Server samples(String version, String environment, Path base) throws Exception {
        Path webapps = Files.createDirectories(base.resolve("webapps"));
        Files.createDirectories(base.resolve("environments"));
        Files.writeString(base.resolve("realm.xml"), Wars.resource("jetty-realm.xml"));
        for (Sample sample : Sample.ALL) {
            Path war = sample.make(base, Readme.loginConfig());
            Wars.add(war, "WEB-INF/jetty-env.xml", Wars.resource("jetty-sample-env.xml")
                    .replace("@environment@", environment).replace("@url@", sample.url(base)));
            Files.move(war, webapps.resolve(war.getFileName()));
        }
        int port = ServerProcess.freePort();
        ServerProcess process = run(version, base, List.of(Sample.QUICKLY), "jetty.http.port=" + port, "realm.xml",
                "--module=http,security," + environment + "-plus," + environment + "-annotations," + environment + "-deploy");
        process.awaitAnswer(port, Sample.deployed());
        return new Server("Jetty " + version + " " + environment, process, port, 0, null);
    }

    /** Runs it with options for Java, and arguments of its own. */
    static ServerProcess run(String version, Path base, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(ServerProcess.java(),
                "-Djava.io.tmpdir=" + Files.createDirectories(base.resolve("tmp"))));
        command.addAll(options);
        command.addAll(List.of("-jar", Path.of(System.getProperty("servers"), "jetty-home-" + version, "start.jar").toString(),
                "jetty.base=" + base));
        command.addAll(List.of(arguments));
        return ServerProcess.start(base, Map.of(), command);
    }

    /** Returns the part of web.xml that is needed for this filter to run before Jetty's WebSocket filter. */
    static String upgradeFilter(String environment) throws IOException {
        return Wars.resource("jetty-upgrade-filter.xml").replace("@environment@", environment);
    }
}
