package org.iprestriction.admin.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A parser for JSON exactly as RFC 8259 defines it: UTF-8 without a byte order mark, one value, no duplicate member names, at
 * most 16 levels deep.
 */
public final class StrictJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16).maxNumberLength(100).maxNameLength(1_000).build())
            .build();

    static final String ONE_OBJECT = "The body must be one JSON object, for example {}.";

    private StrictJson() {}

    /** Reads the text of a body. */
    interface Reading<T> {
        T of(JsonParser parser) throws IOException;
    }

    /** Parses {@code body} as one object. Anything else is refused with a {@link MalformedJsonException}. */
    public static JsonObject object(byte[] body) {
        return parse(body, parser -> {
            if (parser.nextToken() != null && value(parser) instanceof JsonObject object && parser.nextToken() == null) {
                return object;
            }
            throw new MalformedJsonException(ONE_OBJECT);
        });
    }

    /** Returns the value that begins at the current token of {@code parser}, as {@link JsonObject} describes it. */
    static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> items(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IllegalStateException("no value begins with " + parser.currentToken());
        };
    }

    private static JsonObject members(JsonParser parser) throws IOException {
        JsonObject object = new JsonObject();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static List<Object> items(JsonParser parser) throws IOException {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    /** Has {@code reading} read {@code body}. A text that is not JSON is refused with a {@link MalformedJsonException}. */
    static <T> T parse(byte[] body, Reading<T> reading) {
        try {
            // Decoded here, because the parser would guess UTF-16 and UTF-32 and accept overlong forms.
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            try (JsonParser parser = JSON.createParser(text)) {
                return reading.of(parser);
            }
        } catch (CharacterCodingException e) {
            throw new MalformedJsonException("The body is not UTF-8. Send JSON in UTF-8.");
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException("The body is not JSON: " + reason(e));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }

    private static String reason(JsonProcessingException e) {
        String said = e.getOriginalMessage();
        StringBuilder text = new StringBuilder();
        // The parser quotes the input, so the message is reduced to one short line of visible characters.
        said.codePoints().limit(160).map(c -> Character.isISOControl(c) ? ' ' : c).forEach(text::appendCodePoint);
        if (e.getLocation() != null && e.getLocation().getLineNr() > 0) {
            text.append(" (line ").append(e.getLocation().getLineNr())
                    .append(", column ").append(e.getLocation().getColumnNr()).append(')');
        }
        return text.append('.').toString();
    }
}
