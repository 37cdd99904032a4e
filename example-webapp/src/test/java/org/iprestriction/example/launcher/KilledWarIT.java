package org.iprestriction.example.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is ended while administrators save; what was acknowledged is there afterwards. */
class KilledWarIT {
    private static final String PASSWORD = "chosen password";
    private static final int ROUNDS = Boolean.getBoolean("long") ? 25 : 3;
    private static final int WRITERS = 4;
    /** A user may make 60 changes a minute; the count begins anew with each process. */
    private static final int SAVES_A_ROUND = 56;

    @TempDir
    private Path directory;
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

    /** Ends a process in one way or another, while others save. */
    private interface End {
        void of(WarProcess war) throws InterruptedException;
    }

    @Test
    void noAcknowledgedEntryIsLostByAKill() throws Exception {
        thenNothingIsLostBy(WarProcess::close, ROUNDS);
    }

    @Test
    void noAcknowledgedEntryIsLostByAStopInTheMiddleOfSaves() throws Exception {
        thenNothingIsLostBy(war -> {
            war.terminate();
            war.awaitEnd(30);
        }, Math.max(1, ROUNDS / 5));
    }

    private void thenNothingIsLostBy(End end, int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            int killAfter = acknowledged.size() + 1 + new Random(round).nextInt(SAVES_A_ROUND - WRITERS);
            try (WarProcess war = start()) {
                saveUntil(end, war, round, killAfter);
            }
            try (WarProcess again = start()) {
                String entries = send(again.url(), "GET", null).body();
                assertThat(acknowledged).isNotEmpty().allSatisfy(name -> assertThat(entries).contains("\"" + name + "\""));
            }
        }
    }

    private WarProcess start() throws IOException {
        WarProcess war = WarProcess.start(directory, Map.of("ADMIN_PASSWORD", PASSWORD, "IP_RESTRICTION_MAX_ENTRIES", "100000"));
        war.awaitGreeting();
        return war;
    }

    private void saveUntil(End end, WarProcess war, int round, int killAfter) throws InterruptedException {
        String url = war.url();
        CountDownLatch kill = new CountDownLatch(1);
        List<Thread> writers = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
            int writer = w;
            Thread thread = new Thread(() -> save(url, round, writer, killAfter, kill));
            thread.start();
            writers.add(thread);
        }
        kill.await();
        end.of(war); // in the middle of what the others save
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private void save(String url, int round, int writer, int killAfter, CountDownLatch kill) {
        try {
            for (int i = 0; i < SAVES_A_ROUND / WRITERS; i++) {
                String name = "Round " + round + " writer " + writer + " entry " + i;
                String body = "{\"name\":\"" + name + "\",\"address\":\"10." + round + "." + writer + "." + i + "\"}";
                if (send(url, "POST", body).statusCode() == 201) {
                    acknowledged.add(name);
                }
                if (acknowledged.size() >= killAfter) {
                    kill.countDown();
                }
            }
        } catch (IOException | InterruptedException killed) {
            // that save was not acknowledged
        } finally {
            kill.countDown();
        }
    }

    private static HttpResponse<String> send(String url, String method, String body)
            throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpClient.newHttpClient().send(HttpRequest
                .newBuilder(URI.create(url + "/admin/api/v1/ip-restriction/entries"))
                .header("Authorization", "Basic " + basic).header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }
}
