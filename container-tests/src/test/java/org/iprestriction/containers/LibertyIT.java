package org.iprestriction.containers;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

@Tag("long")
class LibertyIT extends ServerIT implements LibertyTests, ProtocolTests, Http2Tests, WebSocketTests.FilterFirst {

    @Override
    Server start(Path directory) throws Exception {
        return LibertyHome.probe(directory);
    }

    @Nested
    class Example extends OneServer implements ExampleTests {

        @Override
        Server start(Path directory) throws Exception {
            return LibertyHome.example(directory);
        }
    }
}
