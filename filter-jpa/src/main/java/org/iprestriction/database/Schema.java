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
import java.util.Set;
import java.util.TreeSet;
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

    /**
     * Returns the exception for a failed transaction. If the database did not understand a statement, the tables are checked, because
     * they may have changed while the application runs.
     *
     * @param failure the exception of the transaction, not null
     * @param dataSource the database, not null
     * @param rows the entity classes, each of which is a table
     * @param expected the version of the tables
     * @return the exception with the best known sentence, not null
     */
    public static StoreUnavailableException explain(Throwable failure, DataSource dataSource, List<Class<?>> rows, int expected) {
        StoreUnavailableException unavailable = new StoreUnavailableException(StoreUnavailableException.NO_ANSWER, failure);
        if (!unavailable.saysWhatToDo() && Outage.isSyntax(failure)) {
            try {
                check(dataSource, rows, expected);
            } catch (StoreUnavailableException better) {
                return better;
            }
        }
        return unavailable;
    }

    private static void check(Statement statement, Class<?> row, Product product) throws SQLException {
        String table = row.getAnnotation(Table.class).name();
        List<Field> columns = Arrays.stream(row.getDeclaredFields()).filter(field -> field.isAnnotationPresent(Column.class)).toList();
        try {
            statement.executeQuery("select " + columns.stream().map(Schema::column).collect(Collectors.joining(", ")) + " from "
                    + table + " where 1 = 0").close();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "A table cannot be read", e);
            throw fault(e, statement, table, columns, product).exception(); // the cause is less helpful
        }
        List<String> texts = columns.stream().filter(field -> field.getType() == String.class).map(Schema::column).toList();
        try (ResultSet equal = statement.executeQuery(comparesInexactly(table, texts))) {
            if (equal.next() && equal.getInt(1) > 0) {
                throw new StoreUnavailableException(Reason.COLLATION_INEXACT, "The table " + table + " compares text without regard to case or to spaces at the"
                        + " end. Give its columns the collation that they have in the script " + product.script() + ".");
            }
        }
    }

    /** Returns a query that counts a row if a column has a collation by which texts are equal that are not the same. */
    private static String comparesInexactly(String table, List<String> columns) {
        return "select count(*) from (select "
                + columns.stream().map(column -> "max(" + column + ") as " + column).collect(Collectors.joining(", "))
                + " from " + table + " where 1 = 0) t where "
                + columns.stream().map(column -> "coalesce(" + column + ", 'a') in ('A', 'a ')").collect(Collectors.joining(" or "));
    }

    private static Fault fault(SQLException failure, Statement statement, String table, List<Field> columns, Product product)
            throws SQLException {
        return switch (String.valueOf(failure.getSQLState())) {
            case "42P01", "42S02", "42S03", "42S04" -> new Fault(Reason.TABLE_MISSING, "The table " + table + " is missing. Run the script "
                    + product.script() + " as the owner of the schema, and grant this user select, insert, update and delete on its"
                    + " tables.");
            case "42703", "42S22" -> new Fault(Reason.COLUMN_MISSING, "The table " + table + " lacks the column "
                    + missing(statement, table, columns) + ". Run the script " + product.script() + " as the owner of the schema."
                    + " If the column is still missing then, restore the table from a backup.");
            case "42501", "42000", "90096" -> new Fault(Reason.PERMISSION_MISSING, "This database user may not read the table " + table
                    + ". Grant it select, insert, update and delete on the tables whose names begin with ipr_.");
            default -> throw failure;
        };
    }

    private static String missing(Statement statement, String table, List<Field> columns) throws SQLException {
        if (!statement.getConnection().getAutoCommit()) {
            statement.getConnection().rollback(); // on PostgreSQL, the transaction has failed
        }
        Set<String> present = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        try (ResultSet all = statement.executeQuery("select * from " + table + " where 1 = 0")) {
            for (int i = 1; i <= all.getMetaData().getColumnCount(); i++) {
                present.add(all.getMetaData().getColumnName(i));
            }
        }
        return columns.stream().map(Schema::column).filter(column -> !present.contains(column)).collect(Collectors.joining(", "));
    }

    private static String column(Field field) {
        return field.getAnnotation(Column.class).name();
    }

    private static void checkVersion(Statement statement, Product product, int expected) throws SQLException {
        try (ResultSet state = statement.executeQuery("select schema_version from ipr_state where id = 1")) {
            if (!state.next()) {
                throw noState();
            }
            requireVersion(state.getInt(1), expected, product);
        }
    }

    /**
     * Checks the version of the tables.
     *
     * @param version the version that the database names
     * @param expected the version that this library supports
     * @param product the database product, not null
     * @throws StoreUnavailableException if they differ
     */
    public static void requireVersion(int version, int expected, Product product) {
        if (version != expected) {
            boolean newer = version > expected;
            throw new StoreUnavailableException(newer ? Reason.SCHEMA_NEWER : Reason.SCHEMA_OLDER, "The tables have version " + version
                    + ", but this library supports version " + expected
                    + (newer ? ". Update the library on this node." : ". Run the script " + product.script() + "."));
        }
    }

    /**
     * Returns the exception for a missing row that orders all writers.
     *
     * @return the exception, not null
     */
    public static StoreUnavailableException noState() {
        return new StoreUnavailableException(Reason.ROW_MISSING, "The row of the table ipr_state is missing. Restore it from a backup.");
    }
}
