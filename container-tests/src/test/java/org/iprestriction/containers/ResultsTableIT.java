package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Runs after all other tests and checks that docs/containers.md matches their results; with {@code -Drecord=true} it
 * updates that page. For servers that were not run this time, the recorded results are used.
 */
class ResultsTableIT {

    private static final Path NEW = Path.of(System.getProperty("results"));
    private static final Path RECORDED = Path.of("results");
    private static final Path PAGE = Path.of("../docs/containers.md");

    @Test
    void the_page_says_what_the_tests_showed() throws IOException {
        if (Boolean.getBoolean("record")) {
            record();
        }
        for (Path file : files(NEW)) {
            assertThat(Results.read(RECORDED.resolve(file.getFileName()))).as("results/%s is out of date: run again with"
                    + " -Drecord=true and commit it with docs/containers.md", file.getFileName())
                    .containsAllEntriesOf(Results.read(file));
        }
        assertThat(PAGE).as("run again with -Drecord=true and commit it").hasContent(page());
    }

    private static void record() throws IOException {
        Files.createDirectories(RECORDED);
        for (Path file : files(NEW)) {
            assertThat(Results.read(file).values()).as("what failed is not recorded: %s", file.getFileName())
                    .noneMatch(result -> result.startsWith("NO"));
            Files.copy(file, RECORDED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(PAGE, page());
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
        }
    }

    private static String page() throws IOException {
        Map<String, Map<String, String>> servers = new TreeMap<>();
        for (Path file : files(RECORDED)) {
            servers.put(file.getFileName().toString().replace(".txt", "").replace('-', ' '), Results.read(file));
        }
        return Wars.resource("containers.md").replace("@table@", table(servers))
                .replace("@upgrade-filter@", JettyHome.upgradeFilter("ee10").stripIndent().strip());
    }

    private static String table(Map<String, Map<String, String>> servers) {
        StringBuilder table = new StringBuilder("| |").append(servers.keySet().stream().map(name -> " " + name + " |")
                .collect(Collectors.joining())).append("\n|---|").append("---|".repeat(servers.size())).append('\n');
        TreeSet<String> tests = servers.values().stream().flatMap(results -> results.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        for (String test : tests) {
            table.append("| ").append(test.replace('_', ' ')).append(" |");
            servers.values().forEach(results -> table.append(' ').append(results.getOrDefault(test, "–")).append(" |"));
            table.append('\n');
        }
        return table.toString().strip();
    }
}
