package org.iprestriction;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the tables of cases: quoted fields, {@code \\uXXXX} for one UTF-16 unit. */
public final class Vectors {

    private Vectors() {
    }

    public static Stream<List<String>> rows(String name) {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return text.lines().skip(1).map(Vectors::fields);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c == '\\' && line.startsWith("\\u", i)) {
                field.append((char) Integer.parseInt(line.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
