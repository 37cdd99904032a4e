package org.iprestriction.servlet;

import jakarta.servlet.DispatcherType;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * How web.xml maps a filter; the servlet API cannot be asked.
 *
 * @param name the name of the filter
 * @param dispatchers the dispatcher types that some mapping of it covers
 * @param async whether it is declared to support asynchronous requests
 */
record FilterMapping(String name, Set<DispatcherType> dispatchers, boolean async) {

    static Optional<FilterMapping> read(InputStream descriptor, String filter) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(descriptor);
        Set<DispatcherType> covered = EnumSet.noneOf(DispatcherType.class);
        boolean mapped = false;
        boolean async = false;
        String name = "";
        boolean asyncHere = false;
        Set<DispatcherType> here = EnumSet.noneOf(DispatcherType.class);
        while (reader.hasNext()) {
            int event = reader.next();
            String element = event == XMLStreamReader.START_ELEMENT || event == XMLStreamReader.END_ELEMENT
                    ? reader.getLocalName() : "";
            boolean section = element.equals("filter") || element.equals("filter-mapping");
            if (event == XMLStreamReader.START_ELEMENT) {
                switch (element) {
                    case "filter", "filter-mapping" -> {
                        name = "";
                        asyncHere = false;
                        here.clear();
                    }
                    case "filter-name" -> name = reader.getElementText().strip();
                    case "async-supported" -> asyncHere = reader.getElementText().strip().equals("true");
                    case "dispatcher" -> dispatcher(reader.getElementText().strip()).ifPresent(here::add);
                    default -> { }
                }
            } else if (section && name.equals(filter)) {
                async |= element.equals("filter") && asyncHere;
                if (element.equals("filter-mapping")) {
                    mapped = true;
                    covered.addAll(here.isEmpty() ? EnumSet.of(DispatcherType.REQUEST) : here);
                }
            }
        }
        return mapped ? Optional.of(new FilterMapping(filter, covered, async)) : Optional.empty();
    }

    private static Optional<DispatcherType> dispatcher(String text) {
        return Arrays.stream(DispatcherType.values()).filter(type -> type.name().equals(text)).findFirst();
    }

    Optional<String> warning() {
        Set<String> missing = new TreeSet<>();
        for (DispatcherType type : DispatcherType.values()) {
            if (!dispatchers.contains(type)) {
                missing.add(type.name());
            }
        }
        if (missing.isEmpty() && async) {
            return Optional.empty();
        }
        return Optional.of("Filter " + name + " in web.xml "
                + (missing.isEmpty() ? "" : "is not mapped to the dispatcher types " + String.join(", ", missing)
                        + ", so an open page could hand a request on to what it protects. Add them to its filter-mapping")
                + (missing.isEmpty() || async ? "" : "; and it ")
                + (async ? "" : "lacks <async-supported>true</async-supported>, so asynchronous requests fail. Add it")
                + ".");
    }
}
