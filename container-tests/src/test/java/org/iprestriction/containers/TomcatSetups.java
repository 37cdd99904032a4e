package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tomcat configurations that change what a filter sees: components that replace the remote address or run first. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TomcatSetups {

    private static final String VALVE = "<Valve className=\"org.apache.catalina.valves.RemoteIpValve\"/>";

    private Server server;

    abstract String version();

    @BeforeAll
    void start(@TempDir Path base) throws Exception {
        Path home = TomcatHome.home(version());
        Wars.probe(TomcatHome.prepare(home, base).resolve("ROOT.war"), "");
        deploy(base, "valve-and-proxies", "closed-web.xml", "", VALVE);
        deploy(base, "filter-and-proxies", "remote-ip-web.xml", "", "");
        deploy(base, "valve", "by-container-web.xml", "", VALVE);
        for (boolean after : new boolean[] {false, true}) {
            deploy(base, after ? "after" : "before", "code-web.xml", "<context-param><param-name>match-after</param-name>"
                    + "<param-value>" + after + "</param-value></context-param>", "");
        }
        int port = ServerProcess.freePort();
        ServerProcess process = TomcatHome.run(home, base, port, ServerProcess.freePort());
        process.awaitAnswer(port, "/counter");
        server = new Server("Tomcat " + version(), process, port, 0, null);
    }

    private static void deploy(Path base, String name, String webXml, String more, String valve) throws Exception {
        Path war = Files.createDirectories(base.resolve("wars")).resolve(name + ".war");
        Wars.variant(war, webXml, more);
        Files.writeString(Files.createDirectories(base.resolve("conf/Catalina/localhost")).resolve(name + ".xml"),
                "<Context docBase=\"" + war + "\">" + valve + "</Context>");
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** Otherwise the header would be read twice, and the second time the filter would use an address written by the client. */
    @Test
    void where_Tomcat_replaced_the_remote_address_and_proxies_are_trusted_too_the_caller_is_nobody() throws Exception {
        try (Breaches breaches = new Breaches(() -> server)) {
            for (String application : List.of("/valve-and-proxies", "/filter-and-proxies")) {
                for (String line : List.of("X-Forwarded-For: 203.0.113.7", "X-Forwarded-For: 203.0.113.7, 127.0.0.1",
                        "X-Forwarded-For: 127.0.0.1", "X-Forwarded-For: 203.0.113.7, 203.0.113.7", "X-Other: none")) {
                    for (String from : List.of("127.0.0.1", "127.0.0.2")) {
                        Caller caller = Caller.through(application + " " + line, from, line);
                        Answer answer = server.get(caller, application + "/");
                        breaches.watch(caller.name(), answer);
                        assertThat(answer.status()).as(caller.name()).isEqualTo(403);
                        assertThat(answer.body()).as(caller.name()).doesNotContain("203.0.113.7");
                    }
                }
            }
            breaches.thenNone();
        }
        assertThat(server.process().output()).contains("The container has already replaced the remote address");
    }

    @Test
    void where_Tomcat_replaces_the_remote_address_alone_its_word_is_read_as_strictly_as_any() throws Exception {
        assertThat(server.get(Caller.ALLOWED, "/valve/").said("client")).isEqualTo("203.0.113.7");
        try (Breaches breaches = new Breaches(() -> server)) {
            for (String value : List.of("198.51.100.66", "203.0.113.7, 198.51.100.66", "localhost", "203.0.113.7, garbage",
                    "203.0.113.007", "203.0.28935", "203.0.113.7:80", "203.0.113.7%eth0", "\"203.0.113.7\"")) {
                Caller caller = Caller.through(value, "127.0.0.1", "X-Forwarded-For: " + value);
                breaches.watch(caller, server.port(), caller.request("GET", "/valve/"));
            }
            breaches.thenNone();
        }
    }

    /** The parameter isMatchAfter of the Servlet specification decides; filters in web.xml always come first. */
    @Test
    void a_filter_added_by_code_stands_before_the_WebSocket_of_Tomcat_only_if_it_is_mapped_before() throws Exception {
        assertThat(upgrade("/before/api/socket").status()).isEqualTo(403);
        long before = server.reached("socket");
        assertThat(upgrade("/after/api/socket").status()).isEqualTo(101);
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10); server.reached("socket") == before; ) {
            assertThat(System.nanoTime()).as("the socket is opened after the answer, and not at all so far").isLessThan(end);
        }
        assertThat(server.get(Caller.ALLOWED, "/after/api/socket").status()).as("no upgrade").isEqualTo(403);
    }

    private Answer upgrade(String target) throws Exception {
        return Wire.exchange("127.0.0.1", server.port(),
                Caller.ALLOWED.requestKeptAlive("GET", target, WebSocketTests.UPGRADE));
    }
}
