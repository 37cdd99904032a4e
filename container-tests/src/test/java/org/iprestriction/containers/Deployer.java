package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Deploys and undeploys applications on a running Tomcat, through the text interface of Tomcat's manager. */
final class Deployer {

    static final String AUTHORIZATION = "Authorization: Basic "
            + Base64.getEncoder().encodeToString("test:test".getBytes(StandardCharsets.UTF_8));

    private final Server server;

    Deployer(Server server) {
        this.server = server;
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
        Answer answer = server.get(Caller.direct("127.0.0.1"), "/manager/text/" + command, AUTHORIZATION);
        assertThat(answer.body()).as(command + ": " + answer + " " + server.process().output()).startsWith("OK");
        return answer.body();
    }
}
