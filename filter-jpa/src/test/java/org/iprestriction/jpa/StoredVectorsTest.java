package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iprestriction.jpa.TestStore.LIST;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iprestriction.access.Rule;
import org.iprestriction.address.Notation;
import org.iprestriction.database.Product;
import org.iprestriction.live.Changes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every text of the address table as somebody would put it straight into the database: a node applies it only if the store
 * would have written it so, and leaves it out otherwise. Nothing becomes wider by a second reading.
 */
class StoredVectorsTest {

    private static final Path TABLE = Path.of("../filter-core/src/test/resources/vectors/addresses.csv");
    private static final Pattern FIELD = Pattern.compile("\"((?:[^\"]|\"\")*)\"(?:,|$)");
    private static final int LONGEST_COLUMN = 100;

    private static TestStore test;
    private static long id;

    @BeforeAll
    static void openStore() throws Exception {
        test = new TestStore("largest-range-ipv4", "/1", "largest-range-ipv6", "/1");
        id = test.add("row", "192.0.2.1").id();
    }

    @AfterAll
    static void closeStore() throws Exception {
        test.close();
    }

    /** The texts; which of them may be saved, and as what, is told by the parser that the table was held against elsewhere. */
    static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE, StandardCharsets.US_ASCII)) {
            Matcher field = FIELD.matcher(line);
            if (field.find() && field.group(1).length() <= LONGEST_COLUMN) {
                texts.add(Pattern.compile("\\\\u([0-9A-Fa-f]{4})").matcher(field.group(1).replace("\"\"", "\"")).replaceAll(
                        hex -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex.group(1), 16)))));
            }
        }
        return texts;
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aNodeAppliesOnlyWhatTheStoreWouldHaveWritten(String text) throws SQLException {
        assumeTrue(TestDatabase.PRODUCT != Product.POSTGRESQL || text.indexOf(0) < 0, "PostgreSQL stores no NUL");
        Notation notation = canonical(text);
        String first = notation == null ? "0.0.0.0" : notation.range().first().toString();
        String last = notation == null ? "255.255.255.255" : notation.range().last().toString();
        test.sql("update ipr_entry_version set notation = ?, first_address = ?, last_address = ? where entry_id = ?", text, first,
                last, id);
        Changes changes = test.source().changesSince(null, Set.of(LIST));
        List<Rule> applied = changes.rules().getOrDefault(LIST, List.of()).stream()
                .filter(rule -> rule.from() < rule.until()).toList();
        if (notation == null) {
            assertThat(applied).isEmpty();
            assertThat(changes.skipped().get(LIST)).singleElement().asString().startsWith("Entry " + id + ", “").doesNotContain("\n");
        } else {
            assertThat(changes.skipped()).isEmpty();
            assertThat(applied).singleElement().satisfies(rule -> assertThat(rule.range()).isEqualTo(notation.range()));
        }
    }

    /** Returns what a text means if it is written exactly as the store writes it, or null. */
    private static Notation canonical(String text) {
        try {
            Notation notation = Notation.parse(text);
            return notation.toString().equals(text) ? notation.requireAtMost(1, 1) : null;
        } catch (IllegalArgumentException refused) {
            return null;
        }
    }
}
