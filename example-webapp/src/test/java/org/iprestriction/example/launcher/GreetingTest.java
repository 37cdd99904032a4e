package org.iprestriction.example.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreetingTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, at most a second", "PT0.25S, 250 milliseconds", "PT1S, 1 second", "PT2S, 2 seconds",
        "PT5M, 5 minutes", "PT1M30S, 1 minute 30 seconds", "PT26H, 26 hours",
    })
    void namesTheActivationInWords(Duration duration, String words) {
        assertThat(Greeting.words(duration)).isEqualTo(words);
    }

    @Test
    void aListThatCouldNotBeReadIsNotPromisedToAnswer() {
        assertThat(printed(false, false, null)).contains("It answers 503").doesNotContain("answers 403");
    }

    @Test
    void aPasswordFromTheEnvironmentIsNamedByItsVariable() {
        assertThat(printed(true, true, null)).contains("the password in ADMIN_PASSWORD");
    }

    @Test
    void noLineIsWiderThanATerminalWouldShow() {
        assertThat(printed(true, false, "abcde-fghij-kmnpq-rstuv").lines()).allSatisfy(
                line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(printed(true, true, null).lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    private static String printed(boolean ready, boolean chosen, String password) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String url = "http://127.0.0.1:8080";
        new Greeting(url, url + "/admin/ip-restriction", Duration.ofMinutes(5), Path.of("data/users.properties"), ready, chosen, password)
                .print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
