package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The header table, sent over the network: the result must not depend on how a container processes header lines. */
interface VectorTests extends OnServer {

    Path TABLE = Path.of(System.getProperty("basedir", "."))
            .resolve("../filter-core/src/test/resources/vectors/forwarded.csv");

    @Test
    default void header_lines_mean_on_this_server_what_the_table_says() throws Exception {
        List<String> wrong = new ArrayList<>();
        int rows = 0;
        for (List<String> row : behindOneProxy()) {
            rows++;
            String header = row.get(2);
            String[] lines = row.get(3).equals("<absent>") ? new String[0]
                    : Arrays.stream(row.get(3).split(" \\|\\| ", -1)).map(line -> header + ": " + line).toArray(String[]::new);
            String path = header.equals("Forwarded") ? "/named/forwarded/x" : "/named/x-forwarded-for/x";
            Answer answer = server().get(Caller.through(row.toString(), "127.0.0.1", lines), path);
            boolean right = row.get(4).equals("reject") ? !answer.isSuccess()
                    : answer.said("client").equals(row.get(4)) || answer.status() == 400 && !isPlain(row.get(3));
            if (!right) {
                wrong.add(row + " -> " + answer.status() + " " + answer.said("client"));
            }
        }
        assertThat(rows).isGreaterThan(100);
        assertThat(wrong).isEmpty();
    }

    /** Returns whether every container has to accept these lines. */
    private static boolean isPlain(String lines) {
        return lines.chars().allMatch(c -> c >= ' ' && c <= '~' || c == '\t');
    }

    /** Replaces escapes by characters, since the table is plain ASCII. */
    private static String unescaped(String text) {
        return Pattern.compile("\\\\u([0-9A-Fa-f]{4})").matcher(text).replaceAll(escape ->
                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    private static List<List<String>> behindOneProxy() throws Exception {
        Pattern field = Pattern.compile("\"((?:[^\"]++|\"\")*+)\"(?:,|$)");
        List<List<String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            List<String> row = new ArrayList<>();
            for (Matcher matcher = field.matcher(line); matcher.find();) {
                row.add(unescaped(matcher.group(1).replace("\"\"", "\"")));
            }
            if (row.get(0).equals("10.0.0.1") && row.get(1).equals("10.0.0.1/32")
                    && !row.get(3).matches("(?s).*[\\r\\n].*")) {
                rows.add(row);
            }
        }
        return rows;
    }
}
