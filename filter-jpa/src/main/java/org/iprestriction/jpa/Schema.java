package org.iprestriction.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Table;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;

/** Checks that every table is there with every column. The library never alters a schema; it names the script. */
final class Schema {

    private static final Logger LOG = System.getLogger(Schema.class.getName());

    private Schema() {
    }

    static void check(EntityManagerFactory factory, DatabaseClock product) {
        for (Class<?> row : AccessListsUnit.ROWS) {
            try (EntityManager entities = factory.createEntityManager()) {
                entities.createQuery("select r from " + row.getSimpleName() + " r where 1 = 0", row).getResultList();
            } catch (PersistenceException e) {
                if (isAboutNames(e)) {
                    LOG.log(Level.DEBUG, "A table cannot be read", e);
                    throw new StoreUnavailableException("The table " + row.getAnnotation(Table.class).name()
                            + " is missing or lacks a column. Run the script org/iprestriction/jpa/schema/"
                            + product.schema() + "/V1__access_lists.sql.", null); // without the cause, which says less
                }
                throw new StoreUnavailableException("The database does not answer.", e);
            }
        }
    }

    /** SQL states of class 42 are "syntax error or access rule violation": unknown tables and columns, missing grants. */
    private static boolean isAboutNames(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null && sql.getSQLState().startsWith("42")) {
                return true;
            }
        }
        return false;
    }
}
