package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.iprestriction.admin.ApiClient.Reply;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.admin.access.PasswordChecks;
import org.iprestriction.example.launcher.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords, guesses and how often a user may change something, with the clock of the counters in the test's hand. */
class ApiSignInTest {
    private static final String FORGED_FOR = "X-Forwarded-For";

    @TempDir
    static Path data;
    private static final AtomicLong NANOS = new AtomicLong();
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(data, "/", Map.of("trusted-proxies", "127.0.0.1", "client-header", FORGED_FOR),
                new PasswordChecks(NANOS::get, (monitor, nanos) -> NANOS.addAndGet(nanos)), new ChangeRate(NANOS::get));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void anHourLater() {
        NANOS.addAndGet(Duration.ofHours(1).toNanos());
    }

    @Test
    void guessing_a_password_is_slowed_down_for_that_user_and_address() {
        for (int i = 0; i < 5; i++) {
            assertThat(took(() -> wrong("admin", "192.0.2.1"))).as("the first five").isZero();
        }
        for (long seconds : new long[] {1, 2, 4, 8, 8, 8}) {
            assertThat(took(() -> wrong("admin", "192.0.2.1"))).isEqualTo(Duration.ofSeconds(seconds));
        }
        assertThat(took(() -> wrong("admin", "192.0.2.2"))).as("from elsewhere").isZero();
        assertThat(took(() -> wrong("viewer", "192.0.2.1"))).as("another user").isZero();
    }

    @Test
    void the_right_password_is_never_refused_for_what_others_guessed() {
        for (int i = 0; i < 10; i++) {
            wrong("admin", "192.0.2.1");
        }
        Reply right = guess("admin", TestServer.PASSWORD, "192.0.2.1");
        assertThat(right.status()).isEqualTo(200);
    }

    @Test
    void thirty_names_that_nobody_has_shut_nobody_out() {
        for (int i = 0; i < 30; i++) {
            assertThat(took(() -> wrong("nobody" + NANOS.incrementAndGet(), "192.0.2.7"))).isLessThan(Duration.ofSeconds(1));
        }
        wrong("another", "192.0.2.7");
        assertThat(took(() -> wrong("yet another", "192.0.2.7"))).isGreaterThan(Duration.ZERO);
        assertThat(guess("admin", TestServer.PASSWORD, "192.0.2.7").status()).isEqualTo(200);
    }

    @Test
    void a_caller_behind_a_proxy_that_cannot_be_told_signs_in_all_the_same() {
        assertThat(new ApiClient(server, "admin").get("/entries").status()).isEqualTo(200);
        assertThat(guess("admin", TestServer.PASSWORD, "nonsense").status()).isEqualTo(200);
    }

    @Test
    void the_sixty_first_change_in_a_minute_waits() {
        ApiClient api = new ApiClient(server, "admin").with(FORGED_FOR, "192.0.2.1");
        Reply added = api.post("/entries", "{\"name\":\"Office\",\"address\":\"192.0.2.1\"}");
        String path = "/entries/" + added.json().get("id");
        for (int i = 0; i < 59; i++) {
            Reply put = api.with("If-Match", api.get(path).header("ETag")).put(path, "{\"name\":\"N" + i + "\",\"address\":\"192.0.2.1\"}");
            assertThat(put.status()).isEqualTo(200);
        }
        Reply slowed = api.with("If-Match", "*").delete(path);
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.header("Retry-After")).isEqualTo("60");
        assertThat(slowed.detail()).isEqualTo("Too many changes in a short time. Try again in 60 seconds.");
        assertThat(api.get(path).status()).as("reading is not a change").isEqualTo(200);
        NANOS.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(api.with("If-Match", "*").delete(path).status()).isEqualTo(204);
    }

    private static void wrong(String user, String from) {
        Reply wrong = guess(user, "wrong " + NANOS.incrementAndGet(), from);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.detail()).isEqualTo("The user name or the password is wrong.");
    }

    /** How long the counters had {@code attempt} wait, in whole seconds. */
    private static Duration took(Runnable attempt) {
        long before = NANOS.get();
        attempt.run();
        return Duration.ofSeconds(Math.round((NANOS.get() - before) / 1e9));
    }

    private static Reply guess(String user, String password, String from) {
        return new ApiClient(server, null, "Authorization", ApiClient.basic(user, password), FORGED_FOR, from).get("/entries");
    }
}
