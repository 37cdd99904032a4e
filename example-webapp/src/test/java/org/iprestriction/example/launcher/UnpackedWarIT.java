package org.iprestriction.example.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the files that the packaged WAR unpacks. */
class UnpackedWarIT {
    private static final Map<String, String> PASSWORD = Map.of("ADMIN_PASSWORD", "chosen password");
    private static final String ENTRIES = "/admin/api/v1/ip-restriction/entries";

    @TempDir
    private Path directory;

    @Test
    void everyAnswerIsStillOursAfterSomebodyDeletedTheFilesAndTheWar() throws Exception {
        Path war = Files.copy(Path.of(System.getProperty("war")), directory.resolve("copy.war"));
        try (WarProcess running = WarProcess.start(war, directory, List.of(), PASSWORD)) {
            running.awaitGreeting();
            Files.delete(war);
            File[] unpacked = WarProcess.unpacked(directory);
            assertThat(unpacked).hasSize(1);
            delete(unpacked[0].toPath());

            assertThat(running.get("/api/v1/hello").statusCode()).isEqualTo(403);
            assertThat(running.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(running.get("/nothing").body()).isEqualTo("{\"error\":\"not_found\"}");
            assertThat(running.get("/admin/ip-restriction/sign-in").body()).contains("<form", "type=\"password\"");
            assertThat(running.get("/admin/ip-restriction/assets/favicon.svg").body()).startsWith("<svg");
            assertThat(running.get("/admin/ip-restriction/sign-in?to=/%0d%0a").body()).doesNotContain("jetty", "Exception");
            assertThat(running.get(ENTRIES).headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(send(running, "POST", "{\"name\":\"A\",\"address\":\"192.0.2.300\"}").statusCode()).isEqualTo(422);
            assertThat(send(running, "POST", "{\"name\":\"A\",\"address\":\"192.0.2.3\"}").statusCode()).isEqualTo(201);
            assertThat(send(running, "GET", null).body()).contains("192.0.2.3");
            assertThat(send(running, "POST", "{").body()).contains("\"type\":\"urn:ip-restriction:problem:");

            running.terminate();
            running.awaitEnd(30);
            assertThat(running.errors()).doesNotContain("\tat ").doesNotContain("stop cleanly");
        }
    }

    @Test
    void whatAKilledProcessLeftIsRemovedByTheNextStartAndWhatARunningOneUsesIsNot() throws Exception {
        try (WarProcess killed = WarProcess.start(directory, PASSWORD)) {
            killed.awaitGreeting();
        }
        assertThat(WarProcess.unpacked(directory)).hasSize(1);
        File left = WarProcess.unpacked(directory)[0];

        try (WarProcess next = WarProcess.start(directory, PASSWORD)) {
            next.awaitGreeting();
            assertThat(WarProcess.unpacked(directory)).hasSize(1).doesNotContain(left);
            File used = WarProcess.unpacked(directory)[0];
            // The database refuses it, after it has looked for what others left.
            try (WarProcess second = WarProcess.start(directory, PASSWORD)) {
                assertThat(second.awaitEnd(60)).isEqualTo(1);
            }
            assertThat(WarProcess.unpacked(directory)).containsExactly(used);
        }
    }

    @Test
    void theFolderForTemporaryFilesIsNotNeeded() throws Exception {
        List<String> nowhere = List.of("-Djava.io.tmpdir=" + directory.resolve("nowhere"));
        try (WarProcess running = WarProcess.start(Path.of(System.getProperty("war")), directory, nowhere, PASSWORD)) {
            running.awaitGreeting();
            assertThat(running.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(running.get("/admin/ip-restriction/sign-in").statusCode()).isEqualTo(200);
        }
        assertThat(directory.resolve("nowhere")).doesNotExist();
    }

    @Test
    void anAddressThatThisJavaCannotListenOnIsToldWithItsReason() throws Exception {
        try (WarProcess refused = WarProcess.start(Path.of(System.getProperty("war")), directory,
                List.of("-Djava.net.preferIPv4Stack=true"), Map.of("BIND", "::"))) {
            assertThat(refused.awaitEnd(60)).isEqualTo(1);
            assertThat(refused.errors()).hasLineCount(1).startsWith("Port 0 of 0:0:0:0:0:0:0:0 cannot be used (IPv6 is switched"
                    + " off in this Java by java.net.preferIPv4Stack, or in this computer). ");
        }
        assertThat(WarProcess.unpacked(directory)).isEmpty();
    }

    private static HttpResponse<String> send(WarProcess war, String method, String body)
            throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString("admin:chosen password".getBytes());
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(war.url() + ENTRIES))
                .header("Authorization", "Basic " + basic).header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
