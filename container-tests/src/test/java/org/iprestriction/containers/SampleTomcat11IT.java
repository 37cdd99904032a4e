package org.iprestriction.containers;

import java.nio.file.Path;

class SampleTomcat11IT extends OneServer implements SampleTests {

    @Override
    Server start(Path directory) throws Exception {
        return TomcatHome.samples(System.getProperty("tomcat-11.version"), directory);
    }
}
