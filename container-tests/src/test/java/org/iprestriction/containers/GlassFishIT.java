package org.iprestriction.containers;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

@Tag("long")
class GlassFishIT extends ServerIT implements GrizzlyTests, ProtocolTests, Http2Tests, WebSocketTests.FilterFirst {

    @Override
    Server start(Path directory) throws Exception {
        return GlassFishHome.probe(directory);
    }

    @Nested
    class Example extends OneServer implements ExampleTests {

        @Override
        Server start(Path directory) throws Exception {
            return GlassFishHome.example(directory);
        }
    }
}
