package org.iprestriction.servlet;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The mappings of a filter, from web.xml or code, and whether the application serves anything at them.
 *
 * @param filter the name of the filter
 * @param paths its url-patterns
 * @param servlets the names of the servlets to which it is mapped
 * @param known whether the container provided the mappings; if not, missing mappings cannot be detected
 * @param context the web application that contains the servlets
 */
record Coverage(String filter, Set<String> paths, Set<String> servlets, boolean known, ServletContext context) {

    /** Servlets that the container adds to every application to serve files; some containers do not list them. */
    private static final String CONTAINERS_OWN =
            "(org\\.apache\\.(catalina|jasper)|org\\.eclipse\\.jetty|io\\.undertow)\\..*(Default|Jsp)Servlet";
    private static final Set<String> NAMES_OF_THOSE = Set.of("default", "jsp");
    /** Filters that never send a response themselves. */
    private static final String ANSWERS_NOTHING = "org\\.(iprestriction|springframework|apache\\.(catalina|tomcat)"
            + "|eclipse\\.jetty|glassfish\\.tyrus)\\..*|io\\.(undertow|openliberty)\\..*";
    private static final int MOST_NAMES = 10;

    static Coverage of(ServletContext context, String filter, Optional<FilterMapping> declared) {
        Set<String> paths = new TreeSet<>();
        Set<String> servlets = new TreeSet<>();
        declared.ifPresent(mapping -> mapping.dispatchers().keySet().forEach(target -> {
            String[] kindAndName = target.split(" ", 2);
            (kindAndName[0].equals("url-pattern") ? paths : servlets).add(kindAndName[1]);
        }));
        FilterRegistration registration = context.getFilterRegistrations().get(filter);
        if (registration != null) {
            Optional.ofNullable(registration.getUrlPatternMappings()).ifPresent(paths::addAll);
            Optional.ofNullable(registration.getServletNameMappings()).ifPresent(servlets::addAll);
        }
        return new Coverage(filter, paths, servlets, registration != null || declared.isPresent(), context);
    }

    /** Returns the mappings as text for people. */
    String text() {
        return paths.isEmpty() && servlets.isEmpty() ? known ? "nothing" : "paths that the container does not report"
                : Stream.concat(paths.stream(), servlets.stream().map(name -> "servlet " + name)).collect(Collectors.joining(", "));
    }

    /**
     * Returns a sentence for each mapping that protects nothing. A container that does not support the queries does not
     * stop the start.
     */
    List<String> warnings() {
        try {
            return found();
        } catch (RuntimeException failure) {
            return List.of("The mappings of filter " + filter + " could not be checked: " + failure);
        }
    }

    private List<String> found() {
        List<String> warnings = new ArrayList<>();
        Map<String, ServletRegistration> there = servlets(context);
        if (known && paths.isEmpty() && servlets.isEmpty()) {
            warnings.add("Filter " + filter + " is mapped to nothing, so it protects nothing. Add a filter-mapping.");
        }
        for (String name : servlets) {
            if (!there.isEmpty() && !there.containsKey(name) && !NAMES_OF_THOSE.contains(name) && !name.equals("*")) {
                warnings.add("Filter " + filter + " is mapped to the servlet “" + name + "”, which this application does not have,"
                        + " so that mapping protects nothing. " + names(there)
                        + " Use the name of an existing servlet, or remove the mapping.");
            }
        }
        for (String path : paths) {
            UrlPattern pattern = new UrlPattern(path);
            if (pattern.isMistaken()) {
                warnings.add("Filter " + filter + " is mapped to " + path + ", which matches only that exact path, including the"
                        + " asterisks. Write a pattern such as /api/* or *.json.");
            } else if (path.equals("/")) {
                warnings.add("Filter " + filter + " is mapped to /, which on some servers matches only the first page. Write /* to"
                        + " protect everything.");
            } else if (!there.isEmpty() && !isServed(pattern, there.values())) {
                warnings.add("Filter " + filter + " is mapped to " + path + ", where this application has neither a servlet nor a"
                        + " file: it protects nothing there. " + names(there)
                        + " Map the filter to the paths that it must protect." + mayAnswer());
            }
        }
        return warnings;
    }

    /** Returns the servlets of the application; empty if the container does not provide them. */
    private static Map<String, ServletRegistration> servlets(ServletContext context) {
        try {
            return new TreeMap<>(context.getServletRegistrations());
        } catch (UnsupportedOperationException mute) {
            return Map.of(); // a missing warning must not stop the start
        }
    }

    private boolean isServed(UrlPattern pattern, Collection<ServletRegistration> there) {
        return there.stream().filter(servlet -> !isContainersOwn(servlet)).flatMap(servlet -> servlet.getMappings().stream())
                        .anyMatch(mapping -> pattern.meets(new UrlPattern(mapping)))
                || otherFilters().flatMap(other -> other.getUrlPatternMappings().stream()).map(UrlPattern::new)
                        .anyMatch(other -> !other.isEverything() && pattern.meets(other))
                || isFile(pattern);
    }

    private static boolean isContainersOwn(ServletRegistration servlet) {
        return String.valueOf(servlet.getClassName()).matches(CONTAINERS_OWN);
    }

    /** Returns whether there is, or may be, a file that a servlet of the container serves. */
    private boolean isFile(UrlPattern pattern) {
        String path = pattern.path();
        if (pattern.isExtension() || path.isEmpty()) {
            return true;
        }
        if (!path.startsWith("/")) {
            return false; // some containers accept such a pattern, but none has files there
        }
        Set<String> files = context.getResourcePaths(pattern.isPrefix() ? path + "/" : path.substring(0, path.lastIndexOf('/') + 1));
        return files != null && (pattern.isPrefix() ? !files.isEmpty() : files.contains(path));
    }

    /** Returns the other filters, since some frameworks respond from a filter. */
    private Stream<? extends FilterRegistration> otherFilters() {
        return context.getFilterRegistrations().values().stream()
                .filter(other -> !other.getName().equals(filter) && !String.valueOf(other.getClassName()).matches(ANSWERS_NOTHING));
    }

    private String mayAnswer() {
        String names = otherFilters().filter(other -> other.getUrlPatternMappings().contains("/*")).map(FilterRegistration::getName)
                .limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " If one of the filters " + names + " handles requests itself, ignore this warning.";
    }

    private static String names(Map<String, ServletRegistration> there) {
        List<String> names = there.values().stream().filter(servlet -> !isContainersOwn(servlet))
                .map(servlet -> servlet.getName() + " (" + String.join(", ", servlet.getMappings()) + ")").toList();
        return names.isEmpty() ? "It has no servlet of its own."
                : "Its servlets are " + names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                        + (names.size() > MOST_NAMES ? " and more." : ".");
    }
}
