package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.logging.Level;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.catalina.Context;
import org.iprestriction.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a filter says of its mapping when a real server starts it, and what it shows of copies of one application. */
class EmbeddedServersTest {

    private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();

    @TempDir
    private Path directory;
    private final LogLines log = new LogLines(IpRestrictionFilter.class);

    @AfterEach
    void closeLog() {
        log.close();
    }

    /** Responds with 200. */
    public static final class Hello extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(200);
        }
    }

    /** Adds a filter by code, as frameworks do. */
    public static final class ByCode implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            FilterRegistration.Dynamic filter = event.getServletContext().addFilter("by-code", IpRestrictionFilter.class);
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class),
                    Boolean.parseBoolean(event.getServletContext().getInitParameter("match-after")), "/*");
        }
    }

    private static String servlet(String name, String pattern) {
        return "<servlet><servlet-name>" + name + "</servlet-name><servlet-class>" + Hello.class.getName() + "</servlet-class>"
                + "</servlet><servlet-mapping><servlet-name>" + name + "</servlet-name><url-pattern>" + pattern
                + "</url-pattern></servlet-mapping>";
    }

    private static String filter(String parameters, String mappings) {
        return "<filter><filter-name>ip-restriction</filter-name><filter-class>" + IpRestrictionFilter.class.getName()
                + "</filter-class><async-supported>true</async-supported>" + parameters + "</filter><filter-mapping>"
                + "<filter-name>ip-restriction</filter-name>" + mappings + "<dispatcher>REQUEST</dispatcher>"
                + "<dispatcher>FORWARD</dispatcher><dispatcher>INCLUDE</dispatcher><dispatcher>ERROR</dispatcher>"
                + "<dispatcher>ASYNC</dispatcher></filter-mapping>";
    }

    private static String parameter(String name, String value) {
        return "<init-param><param-name>" + name + "</param-name><param-value>" + value + "</param-value></init-param>";
    }

    private static String path(String pattern) {
        return "<url-pattern>" + pattern + "</url-pattern>";
    }

    private static String name(String servlet) {
        return "<servlet-name>" + servlet + "</servlet-name>";
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tomcat", "Jetty"})
    void theStartSaysInOneLineWhatTheFilterDoes(String server) throws Exception {
        String settings = parameter("allow", "10.0.0.1, 10.0.0.2") + parameter("block", "10.0.0.3")
                + parameter("trusted-proxies", "192.0.2.1 192.0.2.2") + parameter("client-header", "X-Forwarded-For");
        try (EmbeddedServer running = EmbeddedServer.start(server, directory,
                filter(settings, path("/api/*") + path("/rest/*") + name("api")) + servlet("api", "/api/*") + servlet("rest", "/rest/*"))) {
            assertThat(log.messages()).containsExactly("Filter ip-restriction is mapped to /api/*, /rest/*, servlet api;"
                    + " deployment rules: 3; list: none, default deny; mode: enforce; trusted proxies: 192.0.2.1, 192.0.2.2;"
                    + " client header: X-Forwarded-For.");
            assertThat(running.status("/app/api/")).isEqualTo(403);
        }
    }

    /** The README's example as it is, in an application that has neither that path nor that servlet. */
    @ParameterizedTest
    @ValueSource(strings = {"Tomcat", "Jetty"})
    void aMappingThatProtectsNothingIsSaid(String server) throws Exception {
        try (EmbeddedServer running = EmbeddedServer.start(server, directory,
                filter("", path("/api/*") + name("your-api")) + servlet("hello", "/hello/*"))) {
            assertThat(running.status("/app/hello/")).as("not protected").isEqualTo(200);
            assertThat(log.messages(Level.WARNING)).containsExactly(
                    "Filter ip-restriction is mapped to the servlet “your-api”, which this application does not have, so that"
                            + " mapping protects nothing. Its servlets are hello (/hello/*). Use the name of an existing servlet, or"
                            + " remove the mapping.",
                    "Filter ip-restriction is mapped to /api/*, where this application has neither a servlet nor a file: it protects"
                            + " nothing there. Its servlets are hello (/hello/*). Map the filter to the paths that it must protect.");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "Tomcat|/api/**|is mapped to /api/**, which matches only that exact path, including the asterisks. Write a pattern such as /api/* or *.json.",
        "Jetty|/api/**|is mapped to /api/**, which matches only that exact path, including the asterisks. Write a pattern such as /api/* or *.json.",
        "Tomcat|/|is mapped to /, which on some servers matches only the first page. Write /* to protect everything.",
        "Jetty|/|is mapped to /, which on some servers matches only the first page. Write /* to protect everything.",
    })
    void aMappingThatMeansLessThanItSeemsToIsSaid(String server, String pattern, String sentence) throws Exception {
        try (EmbeddedServer running = EmbeddedServer.start(server, directory,
                filter("", path(pattern)) + servlet("everything", "/"))) {
            assertThat(log.messages(Level.WARNING)).containsExactly("Filter ip-restriction " + sentence);
            assertThat(running.port()).isPositive();
        }
    }

    /** Extensions, files that the container serves, and the container's own servlet. */
    @ParameterizedTest
    @ValueSource(strings = {"Tomcat", "Jetty"})
    void aMappingThatProtectsSomethingIsNoReasonToWarn(String server) throws Exception {
        Files.writeString(Files.createDirectories(directory.resolve("app/static")).resolve("page.html"), "page");
        StringBuilder webXml = new StringBuilder(servlet("hello", "/hello") + servlet("api", "/api/*") + servlet("do", "*.do"));
        for (String mapped : List.of("/api/*", "/api/v1/*", "/api/v1", "/pages/*", "*.json", "/*", "/static/*", "/static/page.html",
                "*.html", "")) {
            webXml.append(filter("", path(mapped)).replace("ip-restriction", "on " + mapped));
        }
        thenNoWarning(server, webXml + filter("", name("hello") + name("default")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tomcat", "Jetty"})
    void whereOneServletServesEverythingNoPathProtectsNothing(String server) throws Exception {
        thenNoWarning(server, servlet("dispatcher", "/") + filter("", path("/api/*") + path("/api/v1") + path("*.json")));
    }

    private void thenNoWarning(String server, String webXml) throws Exception {
        try (EmbeddedServer running = EmbeddedServer.start(server, directory, webXml)) {
            assertThat(log.messages(Level.INFO)).isNotEmpty();
            assertThat(log.messages(Level.WARNING)).isEmpty();
            assertThat(running.port()).isPositive();
        }
    }

    /** Tomcat has its WebSocket filter in every application; it stands before ours only where ours is mapped behind it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFilterAddedByCodeWarnsOfTheContainersWebSocketOnlyIfThatComesFirst(boolean after) throws Exception {
        String webXml = "<context-param><param-name>match-after</param-name><param-value>" + after + "</param-value></context-param>"
                + "<listener><listener-class>" + ByCode.class.getName() + "</listener-class></listener>" + servlet("hello", "/hello");
        try (EmbeddedServer running = EmbeddedServer.start("Tomcat", directory, webXml)) {
            assertThat(log.messages(Level.WARNING)).as("at the start").isEmpty();
            assertThat(log.messages(Level.INFO)).singleElement().asString().startsWith("Filter by-code is mapped to /*; ");
            assertThat(running.status("/app/hello")).isEqualTo(403);
            assertThat(running.status("/app/hello")).isEqualTo(403);
            String sentence = "org.apache.tomcat.websocket.server.WsFilter runs before this filter and handles WebSocket upgrades"
                    + " without it. Declare this filter in web.xml, or map it in code with isMatchAfter false, after the WebSocket"
                    + " container was set up.";
            assertThat(log.messages(Level.WARNING)).as("after requests").isEqualTo(after ? List.of(sentence) : List.of());
        }
    }

    @Test
    void twoVersionsAndTwoHostsOfOneTomcatShowTheirOwnNumbersForAsLongAsTheyRun() throws Exception {
        ObjectName all = new ObjectName("org.iprestriction:context=\"/app\",*");
        try (EmbeddedServer.OnTomcat running = (EmbeddedServer.OnTomcat) EmbeddedServer.start("Tomcat", directory,
                filter("", path("/*")) + servlet("hello", "/hello"))) {
            Context second = running.add("localhost", "2");
            Context other = running.add("127.0.0.1", "");
            assertThat(JMX.queryNames(all, null)).hasSize(3);
            for (int i = 0; i < 5; i++) {
                assertThat(running.status("localhost", "/app/hello")).isEqualTo(403);
            }
            assertThat(running.status("127.0.0.1", "/app/hello")).isEqualTo(403);
            assertThat(JMX.queryNames(all, null).stream().map(EmbeddedServersTest::refused)).containsExactlyInAnyOrder(0L, 5L, 1L);
            other.getParent().removeChild(other);
            assertThat(JMX.queryNames(all, null).stream().map(EmbeddedServersTest::refused)).containsExactlyInAnyOrder(0L, 5L);
            second.getParent().removeChild(second);
            assertThat(JMX.queryNames(all, null).stream().map(EmbeddedServersTest::refused)).containsExactly(0L);
        }
        assertThat(JMX.queryNames(all, null)).isEmpty();
    }

    private static Long refused(ObjectName name) {
        return javax.management.JMX.newMXBeanProxy(JMX, name, IpRestrictionMXBean.class).getRequests().get("NOT_LISTED");
    }
}
