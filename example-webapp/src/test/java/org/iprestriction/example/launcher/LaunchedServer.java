package org.iprestriction.example.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** The launcher's own server with the application of this module, on a free port; its own address may call the API. */
final class LaunchedServer implements AutoCloseable {
    static final String PASSWORD = "correct horse";

    private final WebServer server;

    /** Starts it with {@code settings}, named without their prefix, and an empty data directory below {@code directory}. */
    LaunchedServer(Path directory, Map<String, String> settings) throws Exception {
        settings.forEach((name, value) -> System.setProperty("ip-restriction." + name, value));
        System.setProperty("ip-restriction.allow", "127.0.0.1");
        try {
            LauncherSettings launcher = LauncherSettings.of(Map.of("PORT", "0", "DATA_DIR", directory.resolve("data").toString()));
            UsersFile users = new UsersFile(directory.resolve("data"));
            users.put(new User(User.ADMIN, PasswordHash.of(PASSWORD), User.ADMIN_ROLES));
            server = WebServer.start(Path.of("src/main/webapp").toAbsolutePath(), directory.resolve("work"), launcher, users,
                    null);
            assertThat(server.awaitReady()).isTrue();
        } finally {
            System.clearProperty("ip-restriction.allow");
            settings.keySet().forEach(name -> System.clearProperty("ip-restriction." + name));
        }
    }

    int port() {
        return URI.create(server.url()).getPort();
    }

    /** A new connection to it. */
    RawHttp connect() throws java.io.IOException {
        return new RawHttp(port());
    }

    @Override
    public void close() {
        server.close();
    }
}
