package org.iprestriction.containers;

import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ListenerInfo;
import io.undertow.servlet.api.ServletInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Converts a web.xml to a deployment for Undertow, which does not read web.xml. Supports the elements that the probe uses. */
final class WebXml {

    private WebXml() {}

    static DeploymentInfo read(String text) throws Exception {
        Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).getDocumentElement();
        DeploymentInfo deployment = new DeploymentInfo();
        for (Element listener : elements(root, "listener")) {
            deployment.addListener(new ListenerInfo(type(listener, "listener-class").asSubclass(EventListener.class)));
        }
        for (Element filter : elements(root, "filter")) {
            FilterInfo info = new FilterInfo(text(filter, "filter-name"),
                    type(filter, "filter-class").asSubclass(Filter.class)).setAsyncSupported(true);
            elements(filter, "init-param").forEach(parameter ->
                    info.addInitParam(text(parameter, "param-name"), text(parameter, "param-value")));
            deployment.addFilter(info);
        }
        Map<String, ServletInfo> servlets = new TreeMap<>();
        for (Element servlet : elements(root, "servlet")) {
            servlets.put(text(servlet, "servlet-name"), new ServletInfo(text(servlet, "servlet-name"),
                    type(servlet, "servlet-class").asSubclass(Servlet.class)).setAsyncSupported(true));
        }
        for (Element mapping : elements(root, "servlet-mapping")) {
            elements(mapping, "url-pattern").forEach(pattern ->
                    servlets.get(text(mapping, "servlet-name")).addMapping(pattern.getTextContent()));
        }
        deployment.addServlets(servlets.values());
        elements(root, "filter-mapping").forEach(mapping -> map(deployment, mapping));
        elements(root, "error-page").forEach(page -> deployment.addErrorPage(
                new ErrorPage(text(page, "location"), Integer.parseInt(text(page, "error-code")))));
        return deployment;
    }

    private static void map(DeploymentInfo deployment, Element mapping) {
        String filter = text(mapping, "filter-name");
        for (Element dispatcher : elements(mapping, "dispatcher")) {
            DispatcherType type = DispatcherType.valueOf(dispatcher.getTextContent());
            elements(mapping, "url-pattern").forEach(pattern ->
                    deployment.addFilterUrlMapping(filter, pattern.getTextContent(), type));
            elements(mapping, "servlet-name").forEach(servlet ->
                    deployment.addFilterServletNameMapping(filter, servlet.getTextContent(), type));
        }
    }

    private static Class<?> type(Element element, String name) throws ClassNotFoundException {
        return Class.forName(text(element, name));
    }

    private static String text(Element element, String name) {
        return elements(element, name).get(0).getTextContent();
    }

    private static List<Element> elements(Element parent, String name) {
        List<Element> elements = new ArrayList<>();
        NodeList children = parent.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element element && element.getTagName().equals(name)) {
                elements.add(element);
            }
        }
        return elements;
    }
}
