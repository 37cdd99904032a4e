package org.iprestriction.admin.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.RunScript;
import org.iprestriction.entry.Author;
import org.iprestriction.entry.EntrySpec;
import org.iprestriction.jpa.IpRestriction;
import org.iprestriction.settings.Settings;
import org.junit.jupiter.api.Test;

class ListReaderTest {

    private static final Settings SETTINGS = Settings.of(Map.of());

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean silent;

    /** A database that can go silent: it neither answers nor refuses. */
    private DataSource database(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    if (silent) {
                        over.await();
                    }
                    try {
                        return method.invoke(source, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void whoeverLooksWhileTheDatabaseIsSilentIsAnsweredWithinASecondOrTwoFromMemory() throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        try (Connection keepsItAlive = source.getConnection();
                Reader script = new InputStreamReader(IpRestriction.class.getResourceAsStream(
                        "schema/h2/R__ip_restriction_access_lists.sql"), StandardCharsets.UTF_8)) {
            RunScript.execute(keepsItAlive, script);
            try (IpRestriction open = IpRestriction.open(database(source), SETTINGS)) {
                open.entries().add("default", EntrySpec.of(null, "a", "192.0.2.1", null, true, null, SETTINGS),
                        new Author("mary", null, null));
                ListReader recent = new ListReader(open.entries());
                assertThat(recent.read("default").current()).isTrue();
                silent = true;
                for (int i = 0; i < 12; i++) { // more than may be on their way at once
                    long before = System.nanoTime();
                    ListReading shown = recent.read("default");
                    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
                    assertThat(shown.current()).isFalse();
                    assertThat(shown.listing().entries()).extracting(entry -> entry.name()).containsExactly("a");
                }
                silent = false;
                over.countDown();
                long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
                while (!recent.read("default").current()) {
                    assertThat(System.nanoTime()).as("gave up waiting for it to be current again").isLessThan(end);
                }
            }
        }
    }
}
