package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An nginx in front of a server.
 *
 * @param process its process
 * @param appending the port on which it appends the caller to X-Forwarded-For, the most common configuration
 * @param careless the same, but with header names passed on that it drops by default
 * @param replacing the port on which it replaces X-Forwarded-For
 * @param stripping the port on which it removes X-Forwarded-For
 */
record Nginx(ServerProcess process, int appending, int careless, int replacing, int stripping) implements AutoCloseable {

    static Nginx start(Path directory, int backend) throws IOException, InterruptedException {
        int[] ports = {ServerProcess.freePort(), ServerProcess.freePort(), ServerProcess.freePort(), ServerProcess.freePort()};
        ServerProcess process = run(directory, "nginx.conf", backend, ports);
        process.awaitAnswer(ports[0], "/counter");
        return new Nginx(process, ports[0], ports[1], ports[2], ports[3]);
    }

    /** Starts an nginx with any configuration, after filling in backend, directory and ports. */
    static ServerProcess run(Path directory, String configuration, int backend, int... ports) throws IOException {
        Path program = Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx").map(Path::of)
                .filter(Files::isExecutable).findFirst().orElseGet(Nginx::absent);
        String text = Wars.resource(configuration).replace("@backend@", "127.0.0.1:" + backend)
                .replace("@directory@", directory.toString());
        for (int i = 0; i < ports.length; i++) {
            text = text.replace("@port" + i + "@", String.valueOf(ports[i]));
        }
        Path conf = Files.writeString(directory.resolve("nginx.conf"), text);
        return ServerProcess.start(directory, Map.of(),
                List.of(program.toString(), "-p", directory.toString(), "-e", "stderr", "-c", conf.toString()));
    }

    private static Path absent() {
        String reason = "nginx is not installed, so no proxy is tested. On Debian: apt-get install nginx-light";
        if ("true".equals(System.getenv("CI"))) {
            return fail(reason);
        }
        System.out.println(reason);
        return abort(reason);
    }

    @Override
    public void close() {
        process.close();
    }
}
