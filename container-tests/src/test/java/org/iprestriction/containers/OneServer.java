package org.iprestriction.containers;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A test class with one server that is started before all tests and stopped after them. */
@ExtendWith(Results.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OneServer implements OnServer {

    private Server server;

    abstract Server start(Path directory) throws Exception;

    @BeforeAll
    void startServer(@TempDir Path directory) throws Exception {
        server = start(directory);
    }

    @AfterAll
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    public final Server server() {
        return server;
    }
}
