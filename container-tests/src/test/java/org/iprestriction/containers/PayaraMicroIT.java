package org.iprestriction.containers;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

@Tag("long")
class PayaraMicroIT extends ServerIT implements GrizzlyTests, ProtocolTests, Http2Tests, WebSocketTests.FilterFirst {

    @Override
    Server start(Path directory) throws Exception {
        return PayaraMicro.probe(directory);
    }

    @Nested
    class Example extends OneServer implements ExampleTests {

        @Override
        Server start(Path directory) throws Exception {
            return PayaraMicro.example(directory);
        }
    }
}
