package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jetty with its module forwarded, the ForwardedRequestCustomizer, which replaces the remote address by the left-most
 * address in the header, whoever wrote it. Proves the warning in docs/containers.md: it does not mark the request, so
 * no filter can detect it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JettyForwardedIT {

    private Server server;

    @BeforeAll
    void start(@TempDir Path base) throws Exception {
        Path webapps = Files.createDirectories(base.resolve("webapps"));
        Files.createDirectories(base.resolve("environments"));
        Wars.probe(webapps.resolve("ROOT.war"), "");
        Wars.variant(webapps.resolve("closed.war"), "closed-web.xml", "");
        Wars.variant(webapps.resolve("by-container.war"), "by-container-web.xml", "");
        int port = ServerProcess.freePort();
        ServerProcess process = JettyHome.run(System.getProperty("jetty-12.1.version"), base, List.of(),
                "jetty.http.host=127.0.0.1", "jetty.http.port=" + port, "--module=http,forwarded,ee10-deploy");
        process.awaitAnswer(port, "/counter");
        server = new Server("Jetty with its module forwarded", process, port, 0, null);
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void with_the_module_forwarded_every_caller_of_Jetty_chooses_his_address_and_the_log_says_so() throws Exception {
        for (String line : List.of("X-Forwarded-For: 203.0.113.7", "X-Forwarded-For: 203.0.113.7, 198.51.100.66")) {
            for (String application : List.of("/closed/", "/by-container/")) {
                Answer answer = server.get(Caller.through("no proxy, but writes the header", "127.0.0.2", line), application);
                assertThat(answer.said("remote")).as(application + line).isEqualTo("203.0.113.7");
                assertThat(answer.said("client")).as(application + line).isEqualTo("203.0.113.7");
            }
        }
        assertThat(server.process().output()).contains(" carries X-Forwarded-For with the same address. If the"
                + " container replaces the remote address with the value of the header");
    }

    @Test
    void what_Jetty_takes_out_of_the_header_is_read_as_strictly_as_any() throws Exception {
        try (Breaches breaches = new Breaches(() -> server)) {
            for (String value : List.of("198.51.100.66", "198.51.100.66, 203.0.113.7", "localhost", "unknown", "203.0.113.007",
                    "203.0.28935", "203.0.113.7%eth0")) {
                Caller caller = Caller.through(value, "127.0.0.2", "X-Forwarded-For: " + value);
                breaches.watch(caller, server.port(), caller.request("GET", "/closed/"));
            }
            breaches.thenNone();
        }
    }
}
