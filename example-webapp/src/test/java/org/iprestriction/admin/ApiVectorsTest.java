package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.iprestriction.address.Notation;
import org.iprestriction.admin.ApiClient.Reply;
import org.iprestriction.example.launcher.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the address vectors gets its verdict from the JSON API; ranges may be as large as half a family. */
class ApiVectorsTest {
    @TempDir
    static Path data;
    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() throws Exception {
        server = ApiClient.unhurriedServer(data,
                Map.of("largest-range-ipv4", "/1", "largest-range-ipv6", "/1", "max-entries", "1000"));
        api = new ApiClient(server, "admin");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<Vectors.Row> entries() throws IOException {
        return Vectors.rows("entry");
    }

    static List<Vectors.Row> addresses() throws IOException {
        return Vectors.rows("address");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void validate_answers_as_the_vectors_say(Vectors.Row row) {
        Reply reply = api.post("/validate", "{\"address\":" + ApiClient.quoted(row.text()) + "}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("ok").booleanValue()).isEqualTo(row.accepted());
        if (row.accepted()) {
            assertThat(Notation.parse(reply.json().get("canonical").textValue()).range()).isEqualTo(row.range());
            assertThat(reply.json().get("first").textValue()).isEqualTo(row.range().first().toString());
            assertThat(reply.json().get("last").textValue()).isEqualTo(row.range().last().toString());
            assertThat(reply.json().get("count").textValue()).isEqualTo(row.range().size().toString());
        } else {
            assertThat(reply.json().at("/errors/0/pointer").textValue()).isEqualTo("#/address");
            assertThat(reply.json().at("/errors/0/detail").textValue()).endsWith(".");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("addresses")
    void check_answers_as_the_vectors_say(Vectors.Row row) {
        Reply reply = api.get("/check?address=" + ApiClient.encoded(row.text()));
        assertThat(reply.status()).isEqualTo(row.accepted() ? 200 : 422);
        if (row.accepted()) {
            assertThat(reply.json().get("address").textValue()).isEqualTo(row.canonical());
            assertThat(reply.json().get("allowed").booleanValue()).isFalse();
        } else {
            assertThat(reply.code()).isEqualTo("validation");
            assertThat(reply.json().at("/errors/0/parameter").textValue()).isEqualTo("address");
        }
    }

    @Test
    void every_entry_can_be_added_or_is_refused_alike() throws IOException {
        int added = 0;
        for (Vectors.Row row : entries()) {
            Reply reply = api.post("/entries", "{\"name\":\"row " + added + "\",\"address\":" + ApiClient.quoted(row.text()) + "}");
            if (!row.accepted()) {
                assertThat(reply.status()).as(row.toString()).isEqualTo(422);
            } else if (reply.status() == 409) {
                // Another row wrote the same range in another notation.
                assertThat(reply.code()).as(row.toString()).isEqualTo("address.duplicate");
            } else {
                assertThat(reply.status()).as(row.toString()).isEqualTo(201);
                assertThat(Notation.parse(reply.json().get("address").textValue()).range()).isEqualTo(row.range());
                added++;
            }
        }
        assertThat(api.get("/entries").json().get("items")).hasSize(added).hasSizeGreaterThan(30);
    }
}
