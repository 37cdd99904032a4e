package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The warnings about mappings, for containers that report them and for those that do not. Real servers are in
 * EmbeddedServersTest.
 */
class CoverageTest {

    private final Map<String, FilterRegistration> filters = new LinkedHashMap<>();
    private final Map<String, ServletRegistration> servlets = new LinkedHashMap<>();

    private void givenFilter(String name, String type, String... paths) {
        filters.put(name, FilterHarness.stub(FilterRegistration.class, (method, arguments) -> switch (method) {
            case "getName" -> name;
            case "getClassName" -> type;
            case "getUrlPatternMappings" -> Arrays.asList(paths);
            case "getServletNameMappings" -> List.of();
            default -> throw new UnsupportedOperationException(method);
        }));
    }

    private void givenServlet(String name, String type, String... paths) {
        servlets.put(name, FilterHarness.stub(ServletRegistration.class, (method, arguments) -> switch (method) {
            case "getName" -> name;
            case "getClassName" -> type;
            case "getMappings" -> Arrays.asList(paths);
            default -> throw new UnsupportedOperationException(method);
        }));
    }

    private Coverage coverage() {
        return Coverage.of(FilterHarness.stub(ServletContext.class, (method, arguments) -> switch (method) {
            case "getFilterRegistrations" -> filters;
            case "getServletRegistrations" -> Optional.of(servlets).filter(known -> !known.containsKey("untold"))
                    .orElseThrow(UnsupportedOperationException::new);
            case "getResourcePaths" -> Set.of();
            default -> throw new UnsupportedOperationException(method);
        }), "ours", Optional.empty());
    }

    @Test
    void aFilterThatIsMappedToNothingIsSaid() {
        givenFilter("ours", "org.iprestriction.servlet.IpRestrictionFilter");
        assertThat(coverage().text()).isEqualTo("nothing");
        assertThat(coverage().warnings())
                .containsExactly("Filter ours is mapped to nothing, so it protects nothing. Add a filter-mapping.");
    }

    @Test
    void whereTheContainerDoesNotTellNothingIsSaid() {
        assertThat(coverage().text()).isEqualTo("paths that the container does not report");
        assertThat(coverage().warnings()).isEmpty();
        givenFilter("ours", "org.iprestriction.servlet.IpRestrictionFilter", "/api/*");
        assertThat(coverage().warnings()).as("no servlet is known").isEmpty();
        givenServlet("untold", "com.example.Hello", "/hello");
        assertThat(coverage().warnings()).as("an UnsupportedOperationException").isEmpty();
    }

    @Test
    void aContainerThatFailsWhenItIsAskedStopsNoStart() {
        givenFilter("ours", "org.iprestriction.servlet.IpRestrictionFilter", "/api/*");
        servlets.put("broken", FilterHarness.stub(ServletRegistration.class, (method, arguments) -> {
            throw new IllegalStateException(method);
        }));
        assertThat(coverage().warnings()).containsExactly(
                "The mappings of filter ours could not be checked: java.lang.IllegalStateException: getClassName");
    }

    @Test
    void aFrameworkThatAnswersInAFilterBelowThePathIsSomethingToProtect() {
        givenFilter("ours", "org.iprestriction.servlet.IpRestrictionFilter", "/api/*");
        givenServlet("default", "org.apache.catalina.servlets.DefaultServlet", "/");
        givenServlet("jsp", "org.apache.jasper.servlet.JspServlet", "*.jsp");
        String nothing = "Filter ours is mapped to /api/*, where this application has neither a servlet nor a file: it protects nothing"
                + " there. It has no servlet of its own. Map the filter to the paths that it must protect.";
        assertThat(coverage().warnings()).containsExactly(nothing);
        givenFilter("encoding", "org.springframework.web.filter.CharacterEncodingFilter", "/*");
        givenFilter("Tomcat WebSocket (JSR356) Filter", "org.apache.tomcat.websocket.server.WsFilter", "/*");
        assertThat(coverage().warnings()).containsExactly(nothing);
        givenFilter("struts", "org.apache.struts2.dispatcher.filter.StrutsPrepareAndExecuteFilter", "/*");
        assertThat(coverage().warnings())
                .containsExactly(nothing + " If one of the filters struts handles requests itself, ignore this warning.");
        givenFilter("jersey", "org.glassfish.jersey.servlet.ServletContainer", "/api/v1/*");
        assertThat(coverage().warnings()).isEmpty();
    }

    @Test
    void howeverManyServletsThereAreTheLineStaysShort() {
        givenFilter("ours", "org.iprestriction.servlet.IpRestrictionFilter", "/api/*");
        for (int i = 0; i < 1_000; i++) {
            givenServlet("servlet-" + i, "com.example.Hello", "/hello/" + i);
        }
        assertThat(coverage().warnings()).singleElement().asString().hasSizeLessThan(600).contains(" and more. ");
    }
}
