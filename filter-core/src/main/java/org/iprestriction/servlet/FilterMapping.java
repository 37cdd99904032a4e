package org.iprestriction.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * How web.xml maps a filter. The Servlet API does not provide the dispatcher types and the order.
 *
 * @param name the name of the filter
 * @param dispatchers the covered dispatcher types, for each path or servlet to which the filter is mapped
 * @param async whether the filter is declared to support asynchronous requests
 * @param behind the filters that run after this one for a request that matches path mappings of both
 */
record FilterMapping(String name, Map<String, Set<DispatcherType>> dispatchers, boolean async, Set<String> behind) {

    /** Mappings that include all others. */
    private static final Set<String> EVERYTHING = Set.of("url-pattern /*", "servlet-name *");

    /** Returns how web.xml maps a filter; empty for a filter that was added in code. */
    static Optional<FilterMapping> of(ServletContext context, String filter) {
        try (InputStream descriptor = context.getResourceAsStream("/WEB-INF/web.xml")) {
            return descriptor == null ? Optional.empty() : read(descriptor, filter);
        } catch (IOException | XMLStreamException unreadable) {
            return Optional.empty(); // the container has read it; a missing warning must not stop the start
        }
    }

    private static Optional<FilterMapping> read(InputStream descriptor, String filter) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory(); // not a parser that comes with the application
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        Reading reading = new Reading(filter);
        XMLStreamReader reader = factory.createXMLStreamReader(descriptor);
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                reading.start(reader);
            } else if (event == XMLStreamReader.END_ELEMENT) {
                reading.end(reader.getLocalName());
            }
        }
        return reading.covered.isEmpty() ? Optional.empty()
                : Optional.of(new FilterMapping(filter, reading.covered, reading.async, reading.behind));
    }

    /** The parts of web.xml that have been read so far. */
    private static final class Reading {
        private final String filter;
        private final Map<String, Set<DispatcherType>> covered = new HashMap<>();
        private final Set<String> behind = new HashSet<>();
        private final Set<String> before = new HashSet<>();
        private boolean async;
        private boolean reached;
        // state of the element that is being read:
        private String name = "";
        private boolean asyncHere;
        private final Set<String> targets = new HashSet<>();
        private final Set<DispatcherType> types = EnumSet.noneOf(DispatcherType.class);

        Reading(String filter) {
            this.filter = filter;
        }

        void start(XMLStreamReader reader) throws XMLStreamException {
            String element = reader.getLocalName();
            switch (element) {
                case "filter", "filter-mapping" -> {
                    name = "";
                    asyncHere = false;
                    targets.clear();
                    types.clear();
                }
                case "filter-name" -> name = reader.getElementText().strip();
                case "async-supported" -> asyncHere = reader.getElementText().strip().equals("true");
                case "url-pattern", "servlet-name" -> targets.add(element + " " + reader.getElementText().strip());
                case "dispatcher" -> {
                    String type = reader.getElementText().strip();
                    Arrays.stream(DispatcherType.values()).filter(known -> known.name().equals(type)).forEach(types::add);
                }
                default -> { }
            }
        }

        void end(String element) {
            if (element.equals("filter")) {
                async |= name.equals(filter) && asyncHere;
            } else if (element.equals("filter-mapping") && name.equals(filter)) {
                Set<DispatcherType> here = types.isEmpty() ? EnumSet.of(DispatcherType.REQUEST) : EnumSet.copyOf(types);
                targets.forEach(target ->
                        covered.computeIfAbsent(target, none -> EnumSet.noneOf(DispatcherType.class)).addAll(here));
                // filters mapped to a servlet run after all filters mapped to a path
                reached |= targets.stream().anyMatch(target -> target.startsWith("url-pattern"));
            } else if (element.equals("filter-mapping") && !before.contains(name)) {
                (reached ? behind : before).add(name);
            }
        }
    }

    Optional<String> warning() {
        Set<String> missing = new TreeSet<>();
        for (Set<DispatcherType> covered : dispatchers.values()) {
            for (DispatcherType type : DispatcherType.values()) {
                boolean anywhere = EVERYTHING.stream().anyMatch(all -> dispatchers.getOrDefault(all, Set.of()).contains(type));
                if (!anywhere && !covered.contains(type)) {
                    missing.add(type.name());
                }
            }
        }
        if (missing.isEmpty() && async) {
            return Optional.empty();
        }
        return Optional.of("Filter " + name + " in web.xml "
                + (missing.isEmpty() ? "" : "is not mapped to the dispatcher types " + String.join(", ", missing)
                        + ", so an unprotected page could dispatch a request to a protected one. Add them to its filter-mapping")
                + (missing.isEmpty() || async ? "" : "; and it ")
                + (async ? "" : "lacks <async-supported>true</async-supported>, so asynchronous requests fail. Add it")
                + ".");
    }
}
