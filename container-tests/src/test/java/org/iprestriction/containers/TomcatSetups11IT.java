package org.iprestriction.containers;

class TomcatSetups11IT extends TomcatSetups {

    @Override
    String version() {
        return System.getProperty("tomcat-11.version");
    }
}
