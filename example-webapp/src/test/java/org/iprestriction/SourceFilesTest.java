package org.iprestriction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The size of what a reader has to read at once. */
class SourceFilesTest {
    private static final int LONGEST = 300;
    private static final int LONGEST_MEDIAN = 100;

    private static Map<String, Integer> lines;

    @BeforeAll
    static void count() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        lines = new TreeMap<>();
        for (String module : List.of("filter-core", "filter-jpa", "filter-admin", "example-webapp")) {
            try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src"))) {
                for (Path file : files.filter(f -> f.toString().matches(".*\\.(java|jte)")).toList()) {
                    lines.put(root.relativize(file).toString(), Files.readAllLines(file).size());
                }
            }
        }
    }

    @Test
    void noFileIsTooLongToRead() {
        assertThat(lines).isNotEmpty().allSatisfy((file, count) -> assertThat(count).isLessThanOrEqualTo(LONGEST));
    }

    @Test
    void mostFilesAreShort() {
        List<Integer> sorted = lines.values().stream().sorted().toList();

        assertThat(sorted.get(sorted.size() / 2)).isLessThan(LONGEST_MEDIAN);
    }
}
