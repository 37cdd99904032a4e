package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.iprestriction.admin.access.KnownDevices;
import org.iprestriction.example.launcher.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many passwords at the same time, in real time, behind a trusted proxy that names the callers. */
@Timeout(120)
class SignInCrowdTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String FROM = "192.0.2.1";

    @TempDir
    Path data;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(data, "/", Map.of("trusted-proxies", "127.0.0.1", "client-header", "X-Forwarded-For"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void forty_calls_at_once_with_the_right_password_are_all_answered() {
        assertThat(all(40, i -> call(TestServer.PASSWORD, FROM))).containsOnly(200);
    }

    @Test
    void a_thousand_guesses_at_once_gain_nothing() throws Exception {
        long begun = System.nanoTime();
        List<Integer> answers = all(1_000, i -> call("guess " + i, FROM));
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        assertThat(answers).containsOnly(401, 503);
        assertThat(answers.stream().filter(status -> status == 401).count()).as("really checked, in %s s", seconds)
                .isLessThanOrEqualTo(5 + 4 + seconds / 8);
        assertThat(call(TestServer.PASSWORD, FROM).get().statusCode()).as("somebody who is right").isEqualTo(200);
    }

    @Test
    void guesses_from_ever_new_addresses_keep_nobody_waiting_who_was_here_before() throws Exception {
        assertThat(call(TestServer.PASSWORD, FROM).get().statusCode()).isEqualTo(200);
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> guessers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            int number = i;
            Thread guesser = new Thread(() -> {
                for (int j = 0; !over.get(); j++) {
                    call("guess " + j, "10." + number + "." + j / 250 + "." + (j % 250 + 1)).join();
                }
            });
            guesser.start();
            guessers.add(guesser);
        }
        try {
            for (int i = 0; i < 20; i++) {
                long begun = System.nanoTime();
                assertThat(call(TestServer.PASSWORD, FROM).get().statusCode()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
            }
        } finally {
            over.set(true);
            for (Thread guesser : guessers) {
                guesser.join();
            }
        }
    }

    @Test
    void guesses_at_a_user_from_the_same_address_keep_no_known_device_of_theirs_waiting() throws Exception {
        String device = signIn("").headers().allValues("Set-Cookie").stream().filter(c -> c.startsWith(KnownDevices.COOKIE))
                .findFirst().orElseThrow().split(";", 2)[0];
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> guessers = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            int number = i;
            Thread guesser = new Thread(() -> {
                for (int j = 0; !over.get(); j++) {
                    call("guess " + number + " " + j, FROM).join();
                }
            });
            guesser.start();
            guessers.add(guesser);
        }
        try {
            for (int i = 0; i < 5; i++) {
                long begun = System.nanoTime();
                assertThat(signIn(device).statusCode()).isEqualTo(303);
                // guessers pause for 8 seconds; what is left is two processors that eighty of them keep busy
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
            }
        } finally {
            over.set(true);
            for (Thread guesser : guessers) {
                guesser.join();
            }
        }
    }

    private HttpResponse<String> signIn(String cookie) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(server.uri("/admin/ip-restriction/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded").header("Sec-Fetch-Site", "same-origin")
                .header("X-Forwarded-For", FROM).header("Cookie", cookie)
                .POST(BodyPublishers.ofString("user=admin&password="
                        + URLEncoder.encode(TestServer.PASSWORD, StandardCharsets.UTF_8))).build(), BodyHandlers.ofString());
    }

    private interface Call {
        CompletableFuture<HttpResponse<String>> number(int i);
    }

    private static List<Integer> all(int many, Call call) {
        List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            calls.add(call.number(i));
        }
        return calls.stream().map(done -> done.join().statusCode()).toList();
    }

    private CompletableFuture<HttpResponse<String>> call(String password, String from) {
        return HTTP.sendAsync(HttpRequest.newBuilder(server.uri(ApiClient.BASE + "/entries"))
                .header("Authorization", ApiClient.basic("admin", password)).header("X-Forwarded-For", from).build(),
                BodyHandlers.ofString());
    }
}
