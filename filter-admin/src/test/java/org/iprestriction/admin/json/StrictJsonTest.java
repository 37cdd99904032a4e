package org.iprestriction.admin.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "null", "[]", "\"text\"", "7", "{", "{}{}", "{} x", "{\"a\":1,\"a\":2}", "{\"a\":{\"b\":1,\"b\":1}}", "{\"a\":NaN}",
        "{\"a\":Infinity}", "{\"a\":+1}", "{\"a\":01}", "{'a':1}", "{a:1}", "{\"a\":1,}", "{\"a\":[1,]}", "{\"a\":1}//x", "/**/{}",
        "{\"a\":\"\t\"}", "{\"a\":\"\\x\"}", "{\"a\":tru}", "\uFEFF{}", "{\"a\":.5}", "{\"a\":1.}",
    })
    void what_is_not_one_json_object_is_malformed(String text) {
        assertMalformed(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void only_utf_8_is_read() {
        assertMalformed("{\"a\":1}".getBytes(StandardCharsets.UTF_16));
        assertMalformed("{\"a\":1}".getBytes(Charset.forName("UTF-32")));
        assertMalformed(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'});
        assertMalformed(new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'});
    }

    @Test
    void depth_and_numbers_are_bounded() {
        assertMalformed(("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
        assertMalformed(("{\"a\":" + "9".repeat(1_000) + "}").getBytes(StandardCharsets.UTF_8));
        assertThat(StrictJson.object("{\"a\":[[[[]]]]}".getBytes(StandardCharsets.UTF_8)).has("a")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {"a":}           | Unexpected character ('}' (code 125)): expected a valid value (JSON String, Number, Array, Object or token \
            'null', 'true' or 'false') (line 1, column 6).
            {"a":1,}         | Unexpected character ('}' (code 125)): was expecting double-quote to start field name (line 1, column 8).
            {"a":NaN}        | Non-standard token 'NaN': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow (line 1, column 9).
            {"a":01}         | Invalid numeric value: Leading zeroes not allowed (line 1, column 7).
            {"a":1,"a":2}    | Duplicate field 'a' (line 1, column 11).
            /**/{}           | Unexpected character ('/' (code 47)): maybe a (non-standard) comment? (not recognized as one since Feature \
            'ALLOW_COMMENTS' not enabled for parser) (line 1, column 1).
            """)
    void the_sentence_says_what_is_wrong_and_where(String text, String sentence) {
        assertThatThrownBy(() -> read(text)).hasMessage("The body is not JSON: " + sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "-0.0", "1.0", "1e400", "-1e400", "1e-400", "1e999999999999", "2147483648", "9223372036854775808",
        "123456789012345678901234567890"})
    void every_number_is_read_however_large_or_small(String number) {
        assertThat(read("{\"a\":" + number + "}").get("a")).isInstanceOf(Number.class);
    }

    @Test
    void a_number_has_at_most_a_hundred_digits() {
        assertThat(read("{\"a\":" + "9".repeat(100) + "}").get("a")).hasToString("9".repeat(100));
        assertThatThrownBy(() -> read("{\"a\":" + "9".repeat(101) + "}")).hasMessageContaining("exceeds the maximum allowed (100");
    }

    @Test
    void what_is_read_is_what_was_written() {
        String text = "{\"b\":[1,-7,{\"x\":[]},[{}]],\"a\":\"\u00e9\\\"\\\\\\n\uD83D\uDE00/\",\"t\":true,\"f\":false,\"n\":null}";
        assertThat(JsonWriter.bytes(read(text))).asString(StandardCharsets.UTF_8).isEqualTo(text);
        assertThat(read(text).has("n")).isTrue();
        assertThat(read("{\"a\":\"\\ud800\"}").get("a")).isEqualTo("\uD800");
    }

    @Test
    void what_json_does_not_know_is_not_written() {
        JsonObject object = new JsonObject().put("at", Instant.EPOCH);
        assertThatThrownBy(() -> JsonWriter.bytes(object)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_unpaired_surrogate_can_be_echoed() {
        String lone = new String(JsonWriter.bytes(new JsonObject().put("a", "\uD800")), StandardCharsets.UTF_8);
        assertThat(lone).isEqualTo("{\"a\":\"?\"}");
    }

    @Test
    void the_sentence_says_where_and_shows_nothing_invisible() {
        assertThatThrownBy(() -> StrictJson.object("{\n\"a\": \u0001}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("line 2").message().matches("[^\\p{Cntrl}]*");
    }

    private static JsonObject read(String text) {
        return StrictJson.object(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertMalformed(byte[] body) {
        assertThatThrownBy(() -> StrictJson.object(body)).isInstanceOf(MalformedJsonException.class);
    }
}
