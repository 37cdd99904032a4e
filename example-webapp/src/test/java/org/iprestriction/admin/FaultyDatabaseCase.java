package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.iprestriction.admin.ApiClient.Reply;
import org.iprestriction.example.launcher.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The running application with a database that is not as it should be, and what everybody sees of it. */
abstract class FaultyDatabaseCase {
    static final String GRANT = "Grant it select, insert, update and delete on the tables whose names begin with ipr_.";
    static final Duration SOME_POLLS = Duration.ofMillis(1_500);
    /** The longest time between two polls. Here it is 200 ms, but the provider has to be started, and the machine may be slow. */
    static final Duration LONGEST_RECOVERY = Duration.ofSeconds(30);
    static final HttpClient HTTP = HttpClient.newHttpClient();

    final Logger logger = Logger.getLogger("org.iprestriction");
    final Queue<String> warnings = new ConcurrentLinkedQueue<>();
    final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                warnings.add(new SimpleFormatter().formatMessage(line));
            }
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    interface Mend {
        void run() throws SQLException;
    }

    @TempDir
    Path data;
    StoreDatabase database;
    TestServer server;
    ApiClient api;

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void close() throws SQLException {
        logger.removeHandler(handler);
        if (server != null) {
            server.close();
        }
        if (database != null) {
            database.close();
        }
    }

    void start(Map<String, String> settings) throws Exception {
        server = new TestServer(data, "/", settings);
        api = new ApiClient(server, "admin");
    }

    HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(server.uri(path)).build(), BodyHandlers.ofString());
    }

    interface Condition {
        boolean holds() throws Exception;
    }

    void await(Condition condition, Duration longest) throws Exception {
        long end = System.nanoTime() + longest.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(get("/health/ready").body() + api.get("/status").text() + warnings);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    JsonNode list() {
        return api.get("/status").json().at("/lists/0");
    }

    void save(String name, String address, int status) {
        Reply reply = api.post("/entries", "{\"name\":\"" + name + "\",\"address\":\"" + address + "\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }

    /** Everything is blocked, and everybody who asks is told why; the log says it once, whatever is polled. */
    void thenBlocks(String code, String sentence) throws Exception {
        String reasons = code.compareTo("list_not_loaded") < 0 ? "\"" + code + "\",\"list_not_loaded\"" : "\"list_not_loaded\",\"" + code + "\"";
        String body = "{\"reasons\":[" + reasons + "],\"status\":\"not_ready\"}";
        await(() -> get("/health/ready").body().equals(body), Duration.ofSeconds(60));
        assertThat(list().path("problem").asText()).isEqualTo(sentence);
        long end = System.nanoTime() + SOME_POLLS.toNanos();
        while (System.nanoTime() < end) {
            assertThat(get("/api/v1/hello").statusCode()).isEqualTo(503);
            HttpResponse<String> ready = get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).isEqualTo(body);
            LockSupport.parkNanos(50_000_000);
        }
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(warnings).filteredOn(line -> line.contains(sentence)).singleElement().asString()
                .isEqualTo("The access lists cannot be loaded; every request is blocked until they can: " + sentence);
        assertThat(api.get("/status").text() + warnings).doesNotContain("jdbc:", StoreDatabase.PASSWORD);
    }

    void thenRecoversWhen(Mend mend) throws Exception {
        mend.run();
        long mended = System.nanoTime();
        await(() -> get("/health/ready").body().equals("{\"status\":\"ready\"}"), LONGEST_RECOVERY);
        System.out.println(StoreDatabase.PRODUCT + ": ready after " + (System.nanoTime() - mended) / 1_000_000 + " ms");
        assertThat(list().path("problem").isNull()).isTrue();
        save("caller", "127.0.0.1", 201);
        await(() -> get("/api/v1/hello").statusCode() == 200, Duration.ofSeconds(30));
        assertThat(warnings).anyMatch(line -> line.startsWith("The access lists are current again"));
    }
}
