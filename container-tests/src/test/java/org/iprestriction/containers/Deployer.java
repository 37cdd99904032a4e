package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Deploys to a running Tomcat and takes away again, by the text interface that Tomcat has for it. */
final class Deployer {

    static final String AUTHORIZATION = "Authorization: Basic "
            + Base64.getEncoder().encodeToString("test:test".getBytes(StandardCharsets.UTF_8));

    private final Server server;

    Deployer(Server server) {
        this.server = server;
    }

    /** To be done before Tomcat starts. */
    static void install(Path base) throws IOException {
        Path contexts = Files.createDirectories(base.resolve("conf/Catalina/localhost"));
        Files.writeString(contexts.resolve("manager.xml"), Wars.resource("tomcat-deployer.xml"));
    }

    /** Answers when the application has started; what it does after that, it does under load. */
    void deploy(String path, Path context) throws IOException {
        tell("deploy?path=" + path + "&config=" + context.toUri());
    }

    /** Answers when the application has stopped. */
    void undeploy(String path) throws IOException {
        tell("undeploy?path=" + path);
    }

    /** What Tomcat itself takes for applications that were stopped and are still in memory. */
    String leaks() throws IOException {
        return tell("findleaks?statusLine=true");
    }

    private String tell(String command) throws IOException {
        Answer answer = server.get(Caller.direct("127.0.0.1"), "/manager/text/" + command, AUTHORIZATION);
        assertThat(answer.body()).as(command + ": " + answer + " " + server.process().output()).startsWith("OK");
        return answer.body();
    }
}
