package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.iprestriction.servers.SmallDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example as a program, with its data directory on a small disk that fills up, is cleared, and fills up again. */
class FullDiskIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ENTRIES = "/admin/api/v1/ip-restriction/entries";
    private static final String STATUS = "/admin/api/v1/ip-restriction/status";
    private static final String FULL = "the disk that holds the database is full";
    /** The activation; the poll interval is a tenth of it. */
    private static final Duration ACTIVATION = Duration.ofSeconds(10);

    @TempDir
    private Path directory;
    private Path disk;
    private SmallDisk small;
    private final List<String> acknowledged = new ArrayList<>();
    private int port;
    private ServerProcess running;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        small = SmallDisk.mount(disk, 64).orElseGet(() -> {
            String reason = "Only root can mount a small disk, so a full one is not tested.";
            if ("true".equals(System.getenv("CI"))) {
                fail(reason);
            }
            System.out.println(reason);
            return abort(reason);
        });
    }

    @AfterEach
    void unmount() {
        if (small != null) {
            small.close();
        }
    }

    @Test
    void the_store_comes_back_within_a_poll_and_keeps_all_that_was_acknowledged() throws Exception {
        try (ServerProcess war = start()) {
            assertThat(save("before")).isEqualTo(201);
            for (int round = 0; round < 3; round++) {
                small.fill(round * 40 * 1024);
                while (save("full " + round + " " + acknowledged.size()) == 201) {
                    assertThat(acknowledged).hasSizeLessThan(50);
                }
                assertThat(send("POST", ENTRIES, entry("refused")).body()).contains("Not saved: " + FULL);
                awaitStatus("\"problem\":\"", FULL.substring(4));
                assertThat(send("GET", "/health/ready", null).statusCode()).isEqualTo(200);
                assertThat(trace()).isEmpty();

                small.clear();
                Instant free = Instant.now();
                awaitStatus("\"store\":\"up\"", "\"problem\":null");
                assertThat(Duration.between(free, Instant.now())).isLessThan(ACTIVATION.dividedBy(2));
                assertThat(save("free " + round)).isEqualTo(201);
            }
            awaitOutput(war, "are current again|can be saved again"); // either a poll or a report ran into the full disk
            assertThat(war.printed()).contains("disk that holds the database is full").doesNotContain("\tat ");
        }
        try (ServerProcess again = start()) {
            assertThat(send("GET", ENTRIES, null).body()).as(again.output()).contains(acknowledged.stream().map(name -> "\"" + name + "\"").toList());
        }
    }

    @Test
    void a_disk_that_became_read_only_is_told_and_is_written_again_when_it_can_be() throws Exception {
        Files.write(disk.resolve("ballast"), new byte[20 * 1024 * 1024]); // leaves no space to unpack here, where a lock file would be open
        try (ServerProcess war = start()) {
            assertThat(save("before")).isEqualTo(201);
            small.fill(0);
            while (save("full " + acknowledged.size()) == 201) { // until H2 closes its file
                assertThat(acknowledged).hasSizeLessThan(50);
            }
            for (int tries = 0; command("mount", "-o", "remount,ro", disk.toString()) != 0; tries++) {
                assertThat(tries).as("busy").isLessThan(100);
            }
            assertThat(send("POST", ENTRIES, entry("refused")).body())
                    .contains("Not saved: the file system that holds the database is read-only.");

            command("mount", "-o", "remount,rw", disk.toString());
            small.clear();
            awaitStatus("\"store\":\"up\"", "\"problem\":null");
            assertThat(save("after")).isEqualTo(201);
            assertThat(war.printed()).contains("unpacked in", "read-only").doesNotContain("\tat ");
        }
    }

    @Test
    void a_disk_too_small_to_unpack_to_is_told_in_one_sentence() throws Exception {
        small.fill(8 * 1024 * 1024);
        try (ServerProcess refused = process("-Djava.io.tmpdir=" + directory.resolve("nowhere"))) {
            assertThat(ProcessHandle.of(refused.pid()).map(process -> process.onExit().orTimeout(60, TimeUnit.SECONDS).join()))
                    .isNotNull();
            assertThat(refused.printed().strip()).hasLineCount(1).startsWith("The example unpacks ")
                    .contains("\"" + disk.resolve("data") + "\" (").contains(" MB are free)").contains("-Djava.io.tmpdir=");
        }
        small.clear();
    }

    private ServerProcess start() throws Exception {
        ServerProcess process = process("-Djava.io.tmpdir=" + directory);
        Instant deadline = Instant.now().plusSeconds(120);
        while (!process.printed().contains("it answers") && !process.printed().contains("It answers")) {
            assertThat(Instant.now()).as(process.output()).isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(100); // between two looks at the condition
        }
        running = process;
        return process;
    }

    private ServerProcess process(String option) throws IOException {
        port = ServerProcess.freePort();
        return ServerProcess.start(directory, Map.of("PORT", String.valueOf(port), "DATA_DIR", disk.resolve("data").toString(),
                "ADMIN_PASSWORD", "chosen password", "IP_RESTRICTION_ACTIVATION", ACTIVATION.toString(),
                "IP_RESTRICTION_MAX_ENTRIES", "1000"),
                List.of(ServerProcess.java(), option, "-jar", System.getProperty("example.war")));
    }

    private int save(String name) throws Exception {
        HttpResponse<String> answer = send("POST", ENTRIES, entry(name));
        if (answer.statusCode() == 201) {
            acknowledged.add(name);
        } else {
            assertThat(answer.statusCode()).as(() -> answer.body() + " " + running.output()).isEqualTo(503);
        }
        return answer.statusCode();
    }

    private String entry(String name) {
        return "{\"name\":\"" + name + "\",\"address\":\"10.0.0." + acknowledged.size() + "\"}";
    }

    private void awaitStatus(String... parts) throws Exception {
        Instant deadline = Instant.now().plusSeconds(30);
        for (String status = ""; !Stream.of(parts).allMatch(status::contains); ) {
            assertThat(Instant.now()).as(status).isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(50); // between two looks at the condition
            status = send("GET", STATUS, null).body();
        }
    }

    /** Waits for a line that follows a poll or a report, which are some seconds apart. */
    private static void awaitOutput(ServerProcess war, String pattern) throws InterruptedException {
        Instant deadline = Instant.now().plus(ACTIVATION);
        while (!Pattern.compile(pattern).matcher(war.printed()).find()) {
            assertThat(Instant.now()).as(war.output()).isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(50); // between two checks of the output
        }
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        String basic = Base64.getEncoder().encodeToString("admin:chosen password".getBytes());
        return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Basic " + basic).header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    private List<Path> trace() throws IOException {
        try (Stream<Path> files = Files.list(disk.resolve("data"))) {
            return files.filter(file -> file.toString().endsWith(".trace.db")).toList();
        }
    }

    private static int command(String... words) throws Exception {
        return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }
}
