package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @Test
    void an_unpaired_surrogate_can_be_echoed() {
        String lone = new String(StrictJson.bytes(StrictJson.newObject().put("a", "\uD800")), StandardCharsets.UTF_8);
        assertThat(lone).isEqualTo("{\"a\":\"?\"}");
    }

    @Test
    void the_sentence_says_where_and_shows_nothing_invisible() {
        assertThatThrownBy(() -> StrictJson.object("{\n\"a\": \u0001}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("line 2").message().matches("[^\\p{Cntrl}]*");
    }

    private static void assertMalformed(byte[] body) {
        assertThatThrownBy(() -> StrictJson.object(body)).isInstanceOfSatisfying(ApiProblem.class,
                problem -> assertThat(problem.answer()).extracting("status").isEqualTo(400));
    }
}
