package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.iprestriction.admin.ApiClient.Reply;
import org.iprestriction.admin.json.JsonItems;
import org.iprestriction.example.launcher.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of one megabyte that would be much more if all of it were read before anything is checked. */
class ApiLongListsTest {
    private static final int MEGABYTE = 1024 * 1024;

    @TempDir
    static Path data;
    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(data, "/", Map.of("max-entries", "1000000"));
        api = new ApiClient(server, "admin", "If-Match", "\"r0\"");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\":1}", "{\"name\":1}", "[]", "1", "{\"name\":\"\"}", "{\"x\":{\"x\":{\"x\":{}}}}"})
    void what_is_wrong_with_a_hundred_items_is_enough(String item) {
        Reply refused = api.put("/entries", "{\"items\":[" + repeated(item) + "]}");
        assertThat(refused.status()).isIn(400, 422);
        assertThat(refused.json().path("errors").size()).isBetween(1, 100);
    }

    @Test
    void an_item_with_very_many_members_is_none() {
        StringBuilder members = new StringBuilder("\"a\":0");
        for (int i = 0; i < 60_000; i++) {
            members.append(",\"a").append(i).append("\":0");
        }
        assertThat(api.put("/entries", "{\"items\":[{" + members + "}]}").detail()).contains("more than 1000 names and values");
        Reply top = api.put("/entries", "{" + members + ",\"items\":[]}");
        assertThat(top.code()).isEqualTo("unknown_member");
        assertThat(top.json().path("errors").size()).isEqualTo(100);
    }

    @Test
    void many_empty_items_cost_next_to_nothing() {
        byte[] body = ("{\"items\":[" + repeated("{}") + "]}").getBytes(StandardCharsets.US_ASCII);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int[] count = {0};
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            JsonItems.read(body, new JsonItems.Taker() {
                @Override
                public void item(Object item, int index) {
                    if (++count[0] > 100) {
                        throw new IllegalStateException("enough");
                    }
                }

                @Override
                public void other(String name) {
                    throw new AssertionError(name);
                }
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("enough");
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).as("bytes, the text itself among them")
                .isLessThan(4L * MEGABYTE);
    }

    private static String repeated(String item) {
        return (item + ",").repeat((MEGABYTE - 100) / (item.length() + 1)) + item;
    }
}
