package org.iprestriction.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

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
        return type.cast(Proxy.newProxyInstance(type.getClassLoader() == null ? DeadlinesTest.class.getClassLoader()
                : type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object answer = answers.get(method.getName()).to(arguments);
                    return method.getReturnType() == void.class ? null : answer;
                }));
    }

    @Test
    void aConnectionWaitsNoLongerThanFifteenSecondsAndGoesBackAsItCame() throws SQLException {
        try (Connection connection = Deadlines.over(driver()).getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(15_000);
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class).hasMessage("the driver's own");
        }
        assertThat(calls).containsExactly("closed at 0");
    }

    @Test
    void aShorterLimitOfTheApplicationStays() throws SQLException {
        timeout = 2_000;
        try (Connection connection = Deadlines.over(driver()).getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(2_000);
        }
    }

    @Test
    void aDriverWithoutALimitIsUsedAsItIs() throws SQLException {
        unable = true;
        try (Connection connection = Deadlines.over(driver()).getConnection()) {
            assertThat(connection.isClosed()).isFalse();
        }
        assertThat(calls).containsExactly("closed at 0");
    }

    @Test
    void whatAUrlSaysItselfIsLeftToIt() {
        assertThat(Deadlines.properties("jdbc:postgresql://db/x")).containsEntry("socketTimeout", "15")
                .containsEntry("connectTimeout", "5");
        assertThat(Deadlines.properties("jdbc:postgresql://db/x?socketTimeout=60")).doesNotContainKey("socketTimeout");
        assertThat(Deadlines.properties("jdbc:mariadb://db/x")).containsEntry("connectTimeout", "5000");
        assertThat(Deadlines.properties("jdbc:h2:mem:x")).isEmpty();
    }
}
