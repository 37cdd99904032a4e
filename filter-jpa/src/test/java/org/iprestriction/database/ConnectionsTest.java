package org.iprestriction.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private final List<String> calls = new ArrayList<>();
    private int timeout;
    private boolean unable;

    /** A driver that knows a network timeout, or does not. */
    private DataSource driver() {
        return proxy(DataSource.class, Map.of("getConnection", any -> proxy(Connection.class, Map.of(
                "getNetworkTimeout", none -> {
                    if (unable) {
                        throw new SQLFeatureNotSupportedException();
                    }
                    return timeout;
                },
                "setNetworkTimeout", arguments -> {
                    timeout = (Integer) arguments[1];
                    return null;
                },
                "isClosed", none -> false,
                "commit", none -> {
                    throw new SQLException("the driver's own");
                },
                "close", none -> calls.add("closed at " + timeout)))));
    }

    private interface Answer {
        Object to(Object[] arguments) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, Map<String, Answer> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader() == null ? ConnectionsTest.class.getClassLoader()
                : type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object answer = answers.getOrDefault(method.getName(), any -> {
                        throw new SQLFeatureNotSupportedException(method.getName());
                    }).to(arguments);
                    return method.getReturnType() == void.class ? null : answer;
                }));
    }

    @Test
    void aConnectionWaitsNoLongerThanFifteenSecondsAndGoesBackAsItCame() throws SQLException {
        try (Connections connections = new Connections(driver());
                Connection connection = connections.asDataSource().getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(15_000);
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class).hasMessage("the driver's own");
        }
        assertThat(calls).containsExactly("closed at 0");
    }

    @Test
    void aShorterLimitOfTheApplicationStays() throws SQLException {
        timeout = 2_000;
        try (Connections connections = new Connections(driver());
                Connection connection = connections.asDataSource().getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(2_000);
        }
    }

    @Test
    void aDriverWithoutALimitIsUsedAsItIs() throws SQLException {
        unable = true;
        try (Connections connections = new Connections(driver());
                Connection connection = connections.asDataSource().getConnection()) {
            assertThat(connection.isClosed()).isFalse();
        }
        assertThat(calls).containsExactly("closed at 0");
    }

    @Test
    void aConnectionThatIsNotOpenedWithinTenSecondsIsGivenUpAndClosedWhenItComesAfterAll() throws Exception {
        CountDownLatch silent = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        DataSource hanging = proxy(DataSource.class, Map.of("getConnection", any -> {
            awaitQuietly(silent);
            return proxy(Connection.class, Map.of("close", none -> {
                closed.countDown();
                return null;
            }));
        }));
        try (Connections connections = new Connections(hanging)) {
            assertThatThrownBy(() -> connections.asDataSource().getConnection()).isInstanceOf(SQLException.class)
                    .hasMessage("No connection could be opened within 10 s.");
            silent.countDown();
            assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void manyWhoAskAtOnceWaitForTheirTurn() throws Exception {
        CountDownLatch all = new CountDownLatch(60);
        DataSource slow = proxy(DataSource.class, Map.of("getConnection", any -> {
            LockSupport.parkNanos(20_000_000);
            return proxy(Connection.class, Map.of("close", none -> null, "getNetworkTimeout", none -> 1_000));
        }));
        try (Connections connections = new Connections(slow)) {
            for (int i = 0; i < 60; i++) {
                new Thread(() -> {
                    try (Connection connection = connections.asDataSource().getConnection()) {
                        all.countDown();
                        assertThat(connection).isNotNull();
                    } catch (SQLException refused) {
                        throw new IllegalStateException(refused);
                    }
                }).start();
            }
            assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aRefusalOfTheDatabaseIsPassedOn() {
        DataSource refusing = proxy(DataSource.class, Map.of("getConnection", any -> {
            throw new SQLException("password authentication failed", "28P01");
        }));
        try (Connections connections = new Connections(refusing)) {
            assertThatThrownBy(() -> connections.asDataSource().getConnection()).isInstanceOf(SQLException.class)
                    .hasMessage("password authentication failed");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatAUrlSaysItselfIsLeftToIt() {
        assertThat(Deadlines.properties("jdbc:postgresql://db/x")).containsEntry("socketTimeout", "15")
                .containsEntry("connectTimeout", "5");
        assertThat(Deadlines.properties("jdbc:postgresql://db/x?socketTimeout=60")).doesNotContainKey("socketTimeout");
        assertThat(Deadlines.properties("jdbc:mariadb://db/x?connectTimeout=1")).containsOnly(Map.entry("socketTimeout", "15000"));
        assertThat(Deadlines.properties("jdbc:h2:mem:x")).isEmpty();
    }
}
