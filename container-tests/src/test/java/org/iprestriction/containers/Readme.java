package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What the README tells people to add to their application, as it stands there; without it a test fails. */
final class Readme {

    private static final String IN_THE_FILTER = "<!-- inside the <filter> element: -->";

    private Readme() {}

    /** The lines for web.xml, put together as the README says; {@code servlet} is the name of the API's servlet. */
    static String webXml(String servlet) throws IOException {
        String filter = replace(xml(0), "your-api", servlet);
        String lists = xml(1);
        assertThat(lists).contains(IN_THE_FILTER);
        int cut = lists.indexOf(IN_THE_FILTER);
        return replace(filter, "</filter>", lists.substring(cut) + "</filter>") + lists.substring(0, cut) + xml(2);
    }

    /** What Jetty needs besides, for the realm that the servers of these tests have. */
    static String loginConfig() throws IOException {
        return replace(xml(3), "your-realm", "samples");
    }

    private static String xml(int number) throws IOException {
        List<String> blocks = blocks("xml");
        assertThat(blocks).as("filter, lists, pages and sign-in").hasSize(4);
        return blocks.get(number);
    }

    /** The calls for applications without a web.xml. */
    static List<String> calls() throws IOException {
        List<String> blocks = blocks("java");
        assertThat(blocks).hasSize(1);
        String pages = "AdminPages.register(servletContext, lists)";
        assertThat(section()).contains("`" + pages + "`");
        return List.of((blocks.get(0).replaceAll(" *//.*", "") + pages + ";").split("\n"));
    }

    /** Replaces what has to be there once. */
    static String replace(String text, String what, String by) {
        assertThat(text).containsOnlyOnce(what);
        return text.replace(what, by);
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE).matcher(section())
                .results().map(block -> block.group(1)).toList();
    }

    private static String section() throws IOException {
        String text = Files.readString(Path.of("../README.md"));
        String heading = "\n## Add it to your application\n";
        assertThat(text).containsOnlyOnce(heading);
        String rest = text.substring(text.indexOf(heading) + heading.length());
        return rest.substring(0, rest.indexOf("\n## "));
    }
}
