package org.iprestriction.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;
import org.iprestriction.settings.SettingsException;

/**
 * A data source that opens a new connection to a JDBC URL for each request. It finds the driver with this library's
 * class loader, which DriverManager often cannot do in a server. To use a pool, pass a data source to the listener
 * instead.
 */
public final class DriverDataSource implements DataSource {

    private final Driver driver;
    private final String url;
    /** The user, the password and the deadlines. */
    private final Properties properties = new Properties();
    private volatile SQLException lastFailure;

    private DriverDataSource(Driver driver, String url) {
        this.driver = driver;
        this.url = url;
    }

    /**
     * Returns a data source for a URL, with the user and the password of the settings.
     *
     * @param url the JDBC URL, not null
     * @param settings the settings of the application, not null
     * @return the data source
     * @throws SettingsException if no driver accepts the URL
     */
    public static DriverDataSource of(String url, Settings settings) {
        for (Driver driver : ServiceLoader.load(Driver.class, DriverDataSource.class.getClassLoader())) {
            if (accepts(driver, url) || accepts(driver, shown(url) + "//host/name")) {
                requireReadable(driver, url);
                DriverDataSource dataSource = new DriverDataSource(driver, url);
                dataSource.properties.putAll(Deadlines.properties(url));
                settings.text(Setting.JDBC_USER).ifPresent(user -> dataSource.properties.setProperty("user", user));
                settings.text(Setting.JDBC_PASSWORD).ifPresent(word -> dataSource.properties.setProperty("password", word));
                return dataSource;
            }
        }
        throw new SettingsException("ip-restriction.jdbc-url is “" + shown(url) + "…”, but no JDBC driver on the class path accepts it."
                + " Add the jar of the database's driver (to WEB-INF/lib), or correct the URL.");
    }

    /** Returns the beginning that names the product. Never more: a URL may contain a password. */
    private static String shown(String url) {
        int product = url.indexOf(':', "jdbc:".length());
        return product < 0 ? "jdbc:" : url.substring(0, product + 1);
    }

    private static void requireReadable(Driver driver, String url) {
        try {
            driver.getPropertyInfo(url, new Properties()); // with which some drivers read the whole URL
            if (driver.acceptsURL(url)) {
                return;
            }
        } catch (SQLException | RuntimeException e) { // its message may contain the URL
            throw unreadable(url);
        }
        throw unreadable(url);
    }

    private static SettingsException unreadable(String url) {
        return new SettingsException("ip-restriction.jdbc-url is “" + shown(url) + "…”, but the driver of that database cannot read it."
                + " Write it as the driver's documentation says, such as " + shown(url) + "//HOST:PORT/DATABASE.");
    }

    private static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) { // a driver that fails does not accept the URL
            return false;
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect(properties);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Properties given = new Properties();
        given.putAll(properties);
        given.setProperty("user", user);
        given.setProperty("password", password);
        return connect(given);
    }

    /**
     * Returns why the last attempt to open a connection failed. A pool may not tell it.
     *
     * @return the failure; null if the last attempt succeeded, or if there was none
     */
    public SQLException lastFailure() {
        return lastFailure;
    }

    private Connection connect(Properties properties) throws SQLException {
        try {
            Connection connection = driver.connect(url, properties);
            if (connection == null) {
                throw new SQLException("The driver " + driver.getClass().getName() + " does not accept its URL any more.");
            }
            lastFailure = null;
            return connection;
        } catch (SQLException e) {
            lastFailure = e;
            throw e;
        } catch (RuntimeException e) { // MariaDB's driver, with a port that does not exist
            lastFailure = new SQLException(e);
            throw lastFailure;
        }
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // nothing is logged here
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("Put the timeout into the JDBC URL.");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("This is not a " + type.getName() + ".");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
