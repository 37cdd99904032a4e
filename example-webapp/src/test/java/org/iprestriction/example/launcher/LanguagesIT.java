package org.iprestriction.example.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged file on machines of other languages: whatever it prints can be read, and searched, by everybody. */
class LanguagesIT {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"-Duser.language=ar -Duser.country=EG", "-Duser.language=tr -Duser.country=TR",
        "-Duser.language=th -Duser.country=TH -Duser.extensions=u-nu-thai"})
    void everyLineItPrintsIsInAsciiDigitsAndEnglish(String options) throws Exception {
        try (WarProcess process = WarProcess.start(directory, Map.of("JDK_JAVA_OPTIONS", options,
                "IP_RESTRICTION_TRUSTED_PROXIES", "::/1", "IP_RESTRICTION_CLIENT_HEADER", "X-Forwarded-For"))) {
            process.awaitGreeting();
            assertThat(process.get("/api/v1/hello").body()).contains("127.0.0.1");
            process.terminate();
            process.awaitEnd(10);

            String log = process.errors();
            assertThat(log.lines().filter(line -> line.contains("org.iprestriction")))
                    .anyMatch(line -> line.contains("trusted-proxies contains ::/1, 2,147,483,648 networks of /32"))
                    .anyMatch(line -> line.contains("Refused GET /api/v1/hello from 127.0.0.1"))
                    .allMatch(line -> line.matches("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} (INFO|WARNING) .*"));
            assertThat(log.codePoints().filter(c -> Character.isDigit(c) && c > '9')).as(log).isEmpty();
        }
    }
}
