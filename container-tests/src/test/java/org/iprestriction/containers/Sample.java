package org.iprestriction.containers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.h2.tools.RunScript;

/**
 * An application that takes filter and pages as jars, beside an API and a page of its own.
 *
 * @param path where it is deployed
 * @param admin below which path the pages are, and the application's own page too
 * @param user who keeps the list: his role is the one that the application asks for
 */
record Sample(String path, String admin, String user) {

    /** The lines of the README, and nothing else. */
    static final Sample IN_XML = new Sample("/in-xml", "/admin", "test");

    /** The same with three settings for where the database, the pages and their users are. */
    static final Sample ELSEWHERE = new Sample("/elsewhere", "/settings/network", "keeper");

    /** Without a web.xml. */
    static final Sample IN_CODE = new Sample("/in-code", "/admin", "test");

    static final List<Sample> ALL = List.of(IN_XML, ELSEWHERE, IN_CODE);

    /** In the system properties of the server, so that it holds for all of them. */
    static final String QUICKLY = "-Dip-restriction.activation=PT2S";

    /** The APIs of all of them, which answer 503 until their lists are loaded. */
    static String[] deployed() {
        return ALL.stream().map(sample -> sample.path + "/api/hello").toArray(String[]::new);
    }

    String pages() {
        return path + admin + "/ip-restriction";
    }

    String api() {
        return path + admin + "/api/v1/ip-restriction";
    }

    /** Where the data source of this application is to lead: to a file of its own, as no two may open one. */
    String url(Path directory) {
        return "jdbc:h2:" + directory.resolve("sample-data").resolve(path.substring(1));
    }

    /**
     * Makes the tables, by hand as docs/operations.md says, and the WAR, with what the server needs in web.xml besides; answers where
     * it is.
     */
    Path make(Path directory, String besides) throws IOException, SQLException {
        RunScript.execute(url(directory), "sa", "", "classpath:org/iprestriction/jpa/schema/h2/R__ip_restriction_access_lists.sql",
                StandardCharsets.UTF_8, false);
        Path war = Files.createDirectories(directory.resolve("samples")).resolve(path.substring(1) + ".war");
        Files.copy(Path.of(System.getProperty("sample.war")), war);
        if (this != IN_CODE) {
            leaveCodeOut(war);
            Wars.add(war, "WEB-INF/web.xml", webXml(directory, besides));
        } else if (!besides.isEmpty()) {
            Wars.add(war, "WEB-INF/web.xml", "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"5.0\">" + besides
                    + "</web-app>");
        }
        return war;
    }

    private static void leaveCodeOut(Path war) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(war)) {
            Files.delete(zip.getPath("WEB-INF/classes/META-INF/services/jakarta.servlet.ServletContainerInitializer"));
            Files.delete(zip.getPath("WEB-INF/classes/org/iprestriction/sample/InCode.class"));
            Files.delete(zip.getPath("WEB-INF/classes/org/iprestriction/sample/InCode$Closing.class"));
        }
    }

    private String webXml(Path directory, String besides) throws IOException {
        String added = Readme.webXml("hello") + besides;
        if (this == ELSEWHERE) {
            added = Readme.replace(added, "ip-restriction.datasource", "ip-restriction.jdbc-url")
                    .replace("java:comp/env/jdbc/app", url(directory)).replace("/admin/ip-restriction/", admin + "/ip-restriction/")
                    + parameter("jdbc-user", "sa") + parameter("admin-path", admin) + parameter("admin-role", "network-keeper");
        }
        return Wars.resource("sample-web.xml").replace("@readme@", added).replace("@admin@", admin);
    }

    private static String parameter(String name, String value) {
        return "<context-param><param-name>ip-restriction." + name + "</param-name><param-value>" + value
                + "</param-value></context-param>";
    }
}
