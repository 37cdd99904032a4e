package org.iprestriction.containers;

class TomcatSetups101IT extends TomcatSetups {

    @Override
    String version() {
        return System.getProperty("tomcat-10.1.version");
    }
}
