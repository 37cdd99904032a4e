package org.iprestriction.containers;

import java.nio.file.Path;

class SampleJetty121Ee10IT extends OneServer implements SampleTests {

    @Override
    Server start(Path directory) throws Exception {
        return JettyHome.samples(System.getProperty("jetty-12.1.version"), "ee10", directory);
    }
}
