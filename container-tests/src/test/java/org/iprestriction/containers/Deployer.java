package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** Deploys and undeploys applications on a running Tomcat, through the text interface of Tomcat's manager. */
final class Deployer {

    static final String AUTHORIZATION = "Authorization: Basic "
            + Base64.getEncoder().encodeToString("test:test".getBytes(StandardCharsets.UTF_8));

    private final ServerProcess process;
    private final int port;

    Deployer(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Must be called before Tomcat starts. */
    static void install(Path base) throws IOException {
        Path contexts = Files.createDirectories(base.resolve("conf/Catalina/localhost"));
        Files.writeString(contexts.resolve("manager.xml"), Wars.resource("tomcat-deployer.xml"));
    }

    /** Returns when the application has started; from then on it is under load. */
    void deploy(String path, Path context) throws IOException {
        tell("deploy?path=" + path + "&config=" + context.toUri());
    }

    /** Returns when the application has stopped. */
    void undeploy(String path) throws IOException {
        tell("undeploy?path=" + path);
    }

    /** Returns the applications that, according to Tomcat, were stopped but are still in memory. */
    String leaks() throws IOException {
        return tell("findleaks?statusLine=true");
    }

    private String tell(String command) throws IOException {
        Answer answer = Wire.exchange("127.0.0.1", port,
                Caller.direct("127.0.0.1").request("GET", "/manager/text/" + command, AUTHORIZATION));
        assertThat(answer.body()).as(command + ": " + answer + " " + process.output()).startsWith("OK");
        return answer.body();
    }

    /** Waits until a caller gets a 200. */
    void await(Caller caller, String target, String... more) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        Answer answer = Wire.exchange(caller.from(), port, caller.request("GET", target, more));
        while (answer.status() != 200 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50); // between two checks of the condition
            answer = Wire.exchange(caller.from(), port, caller.request("GET", target, more));
        }
        assertThat(answer.status()).as(target + ": " + answer + " " + process.output()).isEqualTo(200);
    }
}
