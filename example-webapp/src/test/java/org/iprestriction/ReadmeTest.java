package org.iprestriction;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.iprestriction.servlet.IpRestrictionFilter;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The Java examples in README.md and docs compile, and the XML in the README names only classes and settings that exist. */
class ReadmeTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(java|xml)\\n(.*?)^```$");
    private static final String IMPORTS = """
            import jakarta.persistence.EntityManagerFactory;
            import jakarta.servlet.*;
            import jakarta.servlet.http.*;
            import java.util.*;
            import javax.sql.DataSource;
            import org.iprestriction.jpa.*;
            import org.iprestriction.servlet.*;
            import %s;
            """.formatted(Settings.class.getName());
    /** What the examples use of the application around them. */
    private static final String AROUND = """
            String accountOf(String user) { return user; }
            void example(DataSource dataSource, EntityManagerFactory entityManagerFactory, ServletContext servletContext,
                    HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws java.io.IOException, ServletException {
            """;
    /** The part of Spring that the examples use; Spring itself is not on the class path. */
    private static final String SPRING = """
            @interface Bean { String destroyMethod() default ""; }
            class FilterRegistrationBean<T extends Filter> {
                FilterRegistrationBean(T filter) { }
                void setName(String name) { }
                void addUrlPatterns(String... patterns) { }
                void setDispatcherTypes(EnumSet<DispatcherType> types) { }
                void setOrder(int order) { }
                void addInitParameter(String name, String value) { }
            }
            class ServletListenerRegistrationBean<T extends EventListener> {
                ServletListenerRegistrationBean(T listener) { }
            }
            """;

    /** A fenced code block of a page. */
    record Block(String page, int line, String text) {
        @Override
        public String toString() {
            return page + ", line " + line;
        }
    }

    static List<Block> javaBlocks() throws IOException {
        List<Block> blocks = blocks("README.md", "java");
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            for (Path page : pages.filter(file -> file.toString().endsWith(".md")).sorted().toList()) {
                blocks.addAll(blocks("docs/" + page.getFileName(), "java"));
            }
        }
        return blocks;
    }

    static List<Block> xmlBlocks() throws IOException {
        return blocks("README.md", "xml");
    }

    private static List<Block> blocks(String page, String language) throws IOException {
        String text = Files.readString(ROOT.resolve(page));
        List<Block> blocks = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(text); block.find(); ) {
            if (block.group(1).equals(language)) {
                blocks.add(new Block(page, text.substring(0, block.start()).split("\n", -1).length, block.group(2)));
            }
        }
        return blocks;
    }

    @ParameterizedTest
    @MethodSource("javaBlocks")
    void javaCompiles(Block block, @TempDir Path classes) {
        Map<Boolean, String> lines = block.text().lines().collect(partitioningBy(line -> line.startsWith("import "), joining("\n")));
        String members = block.text().contains("@Bean") ? lines.get(false)
                : AROUND + lines.get(false) + "\n}";
        String source = IMPORTS + lines.get(true) + "class Example {\n" + members + "\n}\n" + SPRING;
        StringWriter errors = new StringWriter();
        boolean compiles = ToolProvider.getSystemJavaCompiler().getTask(errors, null, null,
                List.of("-proc:none", "-d", classes.toString(), "-classpath", System.getProperty("java.class.path")), null,
                List.of(new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                })).call();

        assertThat(compiles).as("the example at %s does not compile:%n%s", block, errors).isTrue();
    }

    @ParameterizedTest
    @MethodSource("xmlBlocks")
    void xmlNamesOnlyWhatExists(Block block) throws Exception {
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader("<web-app>" + block.text() + "</web-app>")));
        for (Element element : elements(document, "*")) {
            String value = element.getTextContent().strip();
            switch (element.getNodeName()) {
                case "filter-class", "listener-class", "servlet-class" -> assertThatCode(() -> Class.forName(value))
                        .as("%s: the class %s does not exist", block, value).doesNotThrowAnyException();
                case "context-param" -> assertThatCode(() -> Settings.of(Map.of(text(element, "param-name"), text(element, "param-value"))))
                        .as("%s: the context-param is not a valid setting", block).doesNotThrowAnyException();
                case "init-param" -> assertThat(refusal(text(element, "param-name"), text(element, "param-value")))
                        .as("%s: the init-param is not a valid setting", block).matches("|list is .*, but nothing loads lists: .*");
                default -> { }
            }
        }
    }

    private static List<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent().strip();
    }

    /** Returns the message with which a filter refuses to start with an init-param; empty if it starts. */
    private static String refusal(String name, String value) {
        ServletContext context = (ServletContext) Proxy.newProxyInstance(ReadmeTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getInitParameterNames" -> Collections.emptyEnumeration();
                    case "getFilterRegistrations", "getServletRegistrations" -> Map.of();
                    case "getContextPath" -> "";
                    default -> null;
                });
        FilterConfig config = (FilterConfig) Proxy.newProxyInstance(ReadmeTest.class.getClassLoader(),
                new Class<?>[] {FilterConfig.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getInitParameterNames" -> Collections.enumeration(List.of(name));
                    case "getInitParameter" -> arguments[0].equals(name) ? value : null;
                    case "getServletContext" -> context;
                    default -> "readme";
                });
        IpRestrictionFilter filter = new IpRestrictionFilter();
        try {
            filter.init(config);
            return "";
        } catch (Exception refused) {
            return String.valueOf(refused.getMessage());
        } finally {
            filter.destroy();
        }
    }
}
