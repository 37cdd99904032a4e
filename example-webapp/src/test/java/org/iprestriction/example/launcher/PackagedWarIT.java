package org.iprestriction.example.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher as its users meet it: the packaged file in a process of its own. */
class PackagedWarIT {
    private static final int STOPS_WITHIN_SECONDS = 5;

    @TempDir
    private static Path shared;
    private static WarProcess running;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        running = WarProcess.start(shared, Map.of("ADMIN_PASSWORD", "chosen password"));
        running.awaitGreeting();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void theFirstStartPrintsAllAVisitorNeedsAndLaterStartsAllButThePassword() throws Exception {
        String password;
        try (WarProcess first = WarProcess.start(directory, Map.of())) {
            List<String> greeting = first.awaitGreeting();
            password = first.printed("Password");
            assertThat(first.url()).matches("http://127\\.0\\.0\\.1:[0-9]+");
            assertThat(first.printed("User")).isEqualTo("admin");
            assertThat(password).matches("([a-z2-9]{5}-){3}[a-z2-9]{5}");
            assertThat(first.printed("Protected")).isEqualTo(first.url() + "/api/*");
            assertThat(first.printed("Try")).isEqualTo("curl -i " + first.url() + "/api/v1/hello");
            assertThat(String.join(" ", greeting)).contains("5 minutes").contains("403 now");

            assertThat(first.get("/api/v1/hello").statusCode()).isEqualTo(403);
            assertThat(first.get("/health/ready").body()).isEqualTo("{\"status\":\"ready\"}");
            first.terminate();
            first.awaitEnd(STOPS_WITHIN_SECONDS);
            assertThat(first.rest()).isBlank();
            assertThat(first.errors()).doesNotContain("WARN").doesNotContain("ERROR").doesNotContain(password);
        }
        assertThat(WarProcess.leftovers(directory)).isEmpty();
        assertThat(WarProcess.unpacked(directory)).isEmpty();
        assertThat(permissions("data")).isEqualTo("rwx------");
        assertThat(permissions("data/users.properties")).isEqualTo("rw-------");

        try (WarProcess second = WarProcess.start(directory, Map.of("IP_RESTRICTION_ACTIVATION", "PT90S"))) {
            List<String> greeting = second.awaitGreeting();
            assertThat(second.printed("Password")).isNull();
            assertThat(String.join(" ", greeting)).contains("printed at the first start")
                    .contains("1 minute 30 seconds").doesNotContain(password);
        }
        assertThat(new UsersFile(directory.resolve("data")).find("admin").orElseThrow().password().matches(password))
                .isTrue();
    }

    @Test
    void aTakenPortOrDatabaseIsToldInOneSentence() throws Exception {
        String port = String.valueOf(URI.create(running.url()).getPort());

        assertThat(refusal(Map.of("PORT", port)))
                .startsWith("Port " + port + " of 127.0.0.1 cannot be used (Address already in use).");
        assertThat(refusal(Map.of("DATA_DIR", shared.resolve("data").toString())))
                .startsWith("The database \"" + shared.resolve("data/ip-restriction.mv.db")
                        + "\" is in use by another process.");
        assertThat(running.get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void stopsInTimeWithARequestThatNeverEnds() throws Exception {
        try (WarProcess busy = WarProcess.start(directory, Map.of("IP_RESTRICTION_ALLOW", "127.0.0.1"))) {
            busy.awaitGreeting();
            try (Socket slow = new Socket("127.0.0.1", URI.create(busy.url()).getPort())) {
                OutputStream out = slow.getOutputStream();
                out.write(("POST /api/v1/echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 100\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                // 100 Continue: the servlet is waiting for the body now.
                assertThat(new String(slow.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 100");

                busy.terminate();
                busy.awaitEnd(STOPS_WITHIN_SECONDS);
            }
        }
        assertThat(WarProcess.leftovers(directory)).isEmpty();
    }

    @Test
    void givesAwayNothingOfTheServerAndNoFileOfTheWar() throws Exception {
        HttpResponse<String> hello = running.get("/api/v1/hello");
        assertThat(hello.headers().firstValue("Server")).isEmpty();
        assertThat(hello.headers().firstValue("X-Powered-By")).isEmpty();
        assertThat(hello.headers().firstValue("Set-Cookie")).isEmpty();
        for (String path : List.of("/org/iprestriction/example/launcher/WarMain.class", "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF", "/WEB-INF/", "/META-INF/", "/org/")) {
            HttpResponse<String> response = running.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(response.body()).doesNotContainIgnoringCase("jetty");
        }
        assertThat(running.get("/?" + "a".repeat(20_000)).statusCode()).isEqualTo(414);
    }

    @Test
    void aChosenPasswordIsNotPrinted() throws Exception {
        assertThat(running.printed("Password")).isNull();
        assertThat(new UsersFile(shared.resolve("data")).find("admin").orElseThrow().password()
                .matches("chosen password")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PORT                    | 80a         | PORT is "80a"; write a number from 1 to 65535
            IP_RESTRICTION_UNHEARD  | x           | IP_RESTRICTION_UNHEARD
            IP_RESTRICTION_MODE     | enforced    | enforced
            IP_RESTRICTION_JDBC_URL | jdbc:oracle:thin:x/secret@h | ip-restriction.jdbc-url is “jdbc:oracle:…”, but no JDBC driver on the class path accepts it.
            IP_RESTRICTION_JDBC_URL | jdbc:postgresql://h:99999/x?password=secret | ip-restriction.jdbc-url is “jdbc:postgresql:…”, but the driver of that database cannot read it.
            IP_RESTRICTION_JDBC_URL | jdbc:mariadb:h/x?password=secret | ip-restriction.jdbc-url is “jdbc:mariadb:…”, but the driver of that database cannot read it.
            IP_RESTRICTION_TRUSTED_PROXIES | 127.0.0.1 | trusted-proxies is set, but client-header is “none”: set it to the header
            """)
    void anUnusableSettingStopsTheStartWithOneSentence(String name, String value, String sentence) throws Exception {
        assertThat(refusal(Map.of(name, value))).contains(sentence);
    }

    @Test
    void aDamagedDatabaseStopsTheStartWithOneSentence() throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(data.resolve("ip-restriction.mv.db"), "not a database ".repeat(1000));

        assertThat(refusal(Map.of())).startsWith("The database \"").contains("cannot be opened");
        assertThat(data.resolve("users.properties")).doesNotExist();
    }

    @Test
    void anUnknownCommandIsRefused() throws Exception {
        assertThat(refusal(Map.of(), "run")).startsWith("\"run\" is not a command.");
    }

    @Test
    void hashPasswordPrintsWhatStandsForThePasswordInTheUsersFile() throws Exception {
        try (WarProcess command = WarProcess.start(directory, Map.of(), "hash-password")) {
            command.write("a further password\n");
            assertThat(command.awaitEnd(30)).isZero();
            assertThat(PasswordHash.parse(command.rest()).matches("a further password")).isTrue();
        }
    }

    /** What it says when it does not start: one line, exit code 1, nothing else. */
    private String refusal(Map<String, String> environment, String... args) throws Exception {
        try (WarProcess refused = WarProcess.start(directory, environment, args)) {
            assertThat(refused.awaitEnd(60)).isEqualTo(1);
            assertThat(refused.rest()).isEmpty();
            assertThat(refused.errors()).hasLineCount(1);
            return refused.errors();
        }
    }

    private String permissions(String file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file)));
    }
}
