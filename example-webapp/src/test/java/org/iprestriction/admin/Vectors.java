package org.iprestriction.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.iprestriction.address.IpRange;
import org.iprestriction.address.Notation;

/** The rows of {@code addresses.csv}, which filter-core keeps for all modules. */
final class Vectors {
    private static final Path FILE = Path.of("../filter-core/src/test/resources/vectors/addresses.csv");

    /** One row; {@code canonical} is empty when {@code text} is to be refused. */
    record Row(String text, String kind, boolean accepted, String canonical, String reason) {
        IpRange range() {
            return Notation.parse(canonical).range();
        }
    }

    private Vectors() {}

    static List<Row> rows(String kind) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(FILE)) {
            List<String> fields = fields(line);
            if (fields.get(1).equals(kind)) {
                rows.add(new Row(fields.get(0), kind, fields.get(2).equals("accept"), fields.get(3), fields.get(4)));
            }
        }
        if (rows.isEmpty()) {
            throw new IllegalStateException("no row of kind " + kind + " in " + FILE);
        }
        return rows;
    }

    /** Every field is quoted, a quotation mark doubled, and {@code \}{@code uXXXX} is one UTF-16 unit. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = null;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (field == null) {
                field = c == '"' ? new StringBuilder() : null;
            } else if (c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                fields.add(field.toString());
                field = null;
            } else if (c == '\\') {
                field.append((char) Integer.parseInt(line.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                field.append(c);
            }
        }
        return fields;
    }
}
