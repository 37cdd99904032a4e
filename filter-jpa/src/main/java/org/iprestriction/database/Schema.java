package org.iprestriction.database;

import jakarta.persistence.Column;
import jakarta.persistence.Table;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Checks that all tables and columns exist in the version that this library supports. The library never changes a
 * schema; its message names the script. The check runs before a persistence provider is started, because that takes
 * seconds and logs a lot.
 */
public final class Schema {

    private static final Logger LOG = System.getLogger(Schema.class.getName());
    private static final int PATIENCE_SECONDS = 10;
    /** What is said if the row that orders all writers is missing. */
    public static final String NO_STATE = "The row of the table ipr_state is missing. Restore it from a backup.";

    private Schema() {
    }

    /**
     * Checks the tables of a database.
     *
     * @param dataSource the database, not null
     * @param rows the entity classes, each of which is a table
     * @param expected the version of the tables
     * @return the database product
     * @throws StoreUnavailableException if the database does not respond or is not supported, or if a table or column
     *     is missing
     */
    public static Product check(DataSource dataSource, List<Class<?>> rows, int expected) {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            Product product = Product.of(connection.getMetaData().getDatabaseProductName());
            statement.setQueryTimeout(PATIENCE_SECONDS);
            for (Class<?> row : rows) {
                check(statement, row, product);
            }
            checkVersion(statement, product, expected);
            if (!connection.getAutoCommit()) {
                connection.rollback(); // otherwise a pool may do it after close(), without a time limit
            }
            return product;
        } catch (SQLException e) {
            throw new StoreUnavailableException(StoreUnavailableException.NO_ANSWER, e);
        }
    }

    private static void check(Statement statement, Class<?> row, Product product) throws SQLException {
        String table = row.getAnnotation(Table.class).name();
        String columns = Arrays.stream(row.getDeclaredFields()).filter(field -> field.isAnnotationPresent(Column.class))
                .map(Schema::column).collect(Collectors.joining(", "));
        try {
            statement.executeQuery("select " + columns + " from " + table + " where 1 = 0").close();
        } catch (SQLException e) {
            if (isAboutNames(e)) {
                LOG.log(Level.DEBUG, "A table cannot be read", e);
                throw new StoreUnavailableException("The table " + table + " is missing, lacks a column or may not be read. Run the"
                        + " script " + product.script() + " as the owner of the schema, and grant this user select, insert, update"
                        + " and delete.", null); // without the cause, which is less helpful
            }
            throw e;
        }
    }

    private static String column(Field field) {
        return field.getAnnotation(Column.class).name();
    }

    private static void checkVersion(Statement statement, Product product, int expected) throws SQLException {
        try (ResultSet state = statement.executeQuery("select schema_version from ipr_state where id = 1")) {
            if (!state.next()) {
                throw new StoreUnavailableException(NO_STATE, null);
            }
            int version = state.getInt(1);
            if (version != expected) {
                throw new StoreUnavailableException("The tables have version " + version + ", but this library supports version "
                        + expected + (version > expected ? ". Update the library on this node."
                        : ". Run the script " + product.script() + "."), null);
            }
        }
    }

    /** Returns whether the SQL state is of class 42: unknown tables and columns, missing grants. */
    private static boolean isAboutNames(SQLException failure) {
        return failure.getSQLState() != null && failure.getSQLState().startsWith("42");
    }
}
