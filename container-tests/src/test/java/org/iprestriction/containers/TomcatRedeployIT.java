package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Applications are undeployed from Tomcat 11 and deployed again while callers keep sending requests; 50 times with -Plong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class TomcatRedeployIT {

    private static final int TIMES = Boolean.getBoolean("long") ? 50 : 5;
    private static final String BODY = "reached=by a body"; // which the example would echo

    private Path base;
    private int port;
    private ServerProcess process;
    private Server server;
    private Deployer deployer;

    @BeforeAll
    void startTomcat(@TempDir Path directory) throws Exception {
        base = directory;
        port = ServerProcess.freePort();
        Path home = TomcatHome.home(System.getProperty("tomcat-11.version"));
        Wars.probe(TomcatHome.prepare(home, base).resolve("watch.war"), ""); // it stays deployed and reports what was reached
        Deployer.install(base);
        // Softly reachable objects are released when memory is short, with this option at once; they are not leaks.
        process = TomcatHome.run(home, base, port, ServerProcess.freePort(), "-XX:SoftRefLRUPolicyMSPerMB=0");
        process.awaitAnswer(port, "/watch/counter");
        server = new Server("Tomcat", process, port, 0, null);
        deployer = new Deployer(server);
    }

    @AfterAll
    void stopTomcat() {
        if (process != null) {
            process.close();
        }
    }

    @Test
    void the_example_lets_nobody_in_and_leaves_nothing_behind() throws Exception {
        Path context = base.resolve("example.xml");
        Files.writeString(context, Wars.resource("tomcat-example.xml").replace("@war@", Wars.example().toString()));
        Traces before = Traces.of(process);
        Crowd crowd = new Crowd(port);
        try (crowd) {
            for (Caller caller : Caller.ALL_BLOCKED) {
                crowd.ask(caller, false, caller.requestKeptAlive("GET", "/example/api/v1/hello"));
            }
            crowd.ask(Caller.BLOCKED, false, Caller.BLOCKED.requestKeptAlive("POST", "/example/api/v1/echo",
                            "Content-Length: " + BODY.length()) + BODY)
                    .ask(Caller.ALLOWED, true, Caller.ALLOWED.requestKeptAlive("GET", "/example/api/v1/hello"))
                    .ask(Caller.ALLOWED, true,
                            Caller.ALLOWED.requestKeptAlive("GET", "/example/admin/ip-restriction/sign-in"));
            for (int i = 1; i <= TIMES; i++) {
                deployer.deploy("/example", context);
                server.await(Caller.ALLOWED, "/example/health/ready");
                server.await(Caller.ALLOWED, "/example/api/v1/hello");
                saveAnEntry(i);
                Traces now = Traces.of(process);
                assertThat(List.of(now.threads("ip-restriction-loader"), now.threads("ip-restriction-switcher")))
                        .as(now.toString()).containsExactly(1, 1);
                crowd.awaitAnswers();
                deployer.undeploy("/example");
                crowd.awaitAnswers();
            }
        }
        System.out.println(crowd.thenNobodyBlockedGotIn());
        thenNothingIsLeftBehind(before);
    }

    /** Makes the application write, and checks that closing and reopening the database has lost nothing. */
    private void saveAnEntry(int number) throws IOException {
        String entries = "/example/admin/api/v1/ip-restriction/entries";
        String json = "{\"name\":\"redeployment " + number + "\",\"address\":\"192.0.2." + number + "\"}";
        Caller caller = Caller.direct("127.0.0.1");
        Answer saved = Wire.exchange(caller.from(), port, caller.request("POST", entries, Deployer.AUTHORIZATION,
                "Content-Type: application/json", "Content-Length: " + json.length()) + json);
        assertThat(saved.status()).as(saved.toString()).isEqualTo(201);
        Answer all = Wire.exchange(caller.from(), port, caller.request("GET", entries, Deployer.AUTHORIZATION));
        assertThat(all.body()).contains("\"used\":" + number);
    }

    @Test
    void the_filter_alone_lets_nobody_in_and_leaves_nothing_behind() throws Exception {
        Path war = base.resolve("closed.war");
        Wars.variant(war, "closed-web.xml", "");
        Path context = base.resolve("closed.xml");
        Files.writeString(context, "<Context docBase=\"" + war + "\"/>");
        Traces before = Traces.of(process);
        Crowd crowd = new Crowd(port);
        try (crowd) {
            for (Caller caller : Caller.ALL_BLOCKED) {
                crowd.ask(caller, false, caller.requestKeptAlive("GET", "/closed/"));
            }
            for (int i = 1; i <= TIMES; i++) {
                deployer.deploy("/closed", context);
                server.await(Caller.ALLOWED, "/closed/");
                crowd.awaitAnswers();
                deployer.undeploy("/closed");
                crowd.awaitAnswers();
            }
        }
        System.out.println(crowd.thenNobodyBlockedGotIn());
        Answer reached = Wire.exchange("127.0.0.1", port, Caller.direct("127.0.0.1").request("GET", "/watch/counter"));
        assertThat(reached.said("closed")).as("only the allowed caller of each round").isEqualTo(Integer.toString(TIMES));
        thenNothingIsLeftBehind(before);
    }

    private void thenNothingIsLeftBehind(Traces before) throws Exception {
        // Tomcat's background threads use the class loader of an application while they work on it.
        assertThat(process.printed().lines().filter(line -> !line.contains("a thread named [Catalina-utility-"))
                .filter(line -> line.matches(".*(appears to have started a thread|created a"
                + " ThreadLocal|registered the JDBC driver|SEVERE).*"))).as("what Tomcat complains of").isEmpty();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        Traces after = Traces.of(process);
        while (after.loaders() > before.loaders() && System.nanoTime() < end) {
            after = Traces.of(process);
        }
        if (after.loaders() > before.loaders()) {
            Traces.dump(process, Path.of(System.getProperty("results")).resolveSibling("leak.hprof"));
        }
        assertThat(after.loaders()).as("class loaders of web applications; target/leak.hprof tells what holds them")
                .isEqualTo(before.loaders());
        assertThat(deployer.leaks()).contains("No memory leaks");
        Set<String> more = new TreeSet<>(after.threads().keySet());
        more.removeAll(before.threads().keySet());
        more.removeIf(thread -> thread.startsWith("http-nio-"));
        assertThat(more).as("threads that were not there before the first deployment").isEmpty();
    }
}
