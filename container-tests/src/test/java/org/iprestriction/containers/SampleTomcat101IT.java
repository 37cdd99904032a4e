package org.iprestriction.containers;

import java.nio.file.Path;

class SampleTomcat101IT extends OneServer implements SampleTests {

    @Override
    Server start(Path directory) throws Exception {
        return TomcatHome.samples(System.getProperty("tomcat-10.1.version"), directory);
    }
}
