package org.iprestriction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/threats.md names a test for each threat; here every name is a file, and every threat has a name or a reason. */
class ThreatsPageTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path PAGE = ROOT.resolve("docs/threats.md");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Tests?|IT))`");
    private static final String NO_TEST = "–";

    private static Set<String> named(String text) {
        return TEST.matcher(text).results().map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns whether a file is a test, by itself or by what it extends. */
    private static boolean isTest(Path file) {
        try {
            return ROOT.relativize(file).toString().matches("[a-z-]+/src/test/java/.*\\.java")
                    && Pattern.compile("@(Test|ParameterizedTest|FuzzTest)\\b|IT extends ").matcher(Files.readString(file)).find();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> written() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(ThreatsPageTest::isTest).map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void everyTestThatThePageNamesIsThere() throws IOException {
        assertThat(named(Files.readString(PAGE))).hasSizeGreaterThan(40).isSubsetOf(written());
    }

    /** Rows of the tables: threat | what is done | test. The last cell is tests, or a dash where there is nothing to test. */
    @Test
    void everyThreatHasATestOrSaysWhyThereIsNone() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| ")).toList();
        assertThat(rows).hasSizeGreaterThan(80).allSatisfy(row -> {
            String[] cells = row.split(" \\| ?");
            assertThat(cells).as(row).hasSize(3);
            String last = cells[2].strip();
            assertThat(last.equals("Test") || last.startsWith(NO_TEST) || !named(last).isEmpty()).as(row).isTrue();
        });
    }
}
