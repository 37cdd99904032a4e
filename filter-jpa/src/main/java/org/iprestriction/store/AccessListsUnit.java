package org.iprestriction.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The persistence unit, defined in code. Application servers would pick up a {@code META-INF/persistence.xml} and use
 * their own provider and driver.
 */
public final class AccessListsUnit implements PersistenceUnitInfo {

    /** The version of the tables. */
    public static final int SCHEMA_VERSION = 1;

    /** The entity classes, in an order in which the tables can be filled. */
    public static final List<Class<?>> ROWS =
            List.of(StateRow.class, EntryRow.class, VersionRow.class, ChangeRow.class, ListRow.class, NodeRow.class);
    /** Those that a node reads to decide. */
    public static final List<Class<?>> LISTS = ROWS.subList(0, 4);

    private final DataSource dataSource;
    private final URL root;

    private AccessListsUnit(DataSource dataSource, URL root) {
        this.dataSource = dataSource;
        this.root = root;
    }

    /** Creates the factory with the first provider that is visible to this library's class loader. */
    public static EntityManagerFactory create(DataSource dataSource) {
        PersistenceProvider provider = ServiceLoader.load(PersistenceProvider.class, loader()).findFirst()
                .orElseThrow(() -> new PersistenceException("There is no Jakarta Persistence provider on the class path."));
        // EclipseLink requires a root URL; Hibernate would open and scan it, and servers use URL types that it may not support
        boolean hibernate = provider.getClass().getName().startsWith("org.hibernate.");
        URL root = hibernate ? null : AccessListsUnit.class.getProtectionDomain().getCodeSource().getLocation();
        EntityManagerFactory factory =
                provider.createContainerEntityManagerFactory(new AccessListsUnit(dataSource, root), Map.of());
        if (factory == null) {
            throw new PersistenceException(provider.getClass().getName() + " does not accept a unit described in code.");
        }
        return factory;
    }

    /**
     * Returns a factory of the application, after checking that it knows the entity classes and leaves transactions to us.
     *
     * @throws IllegalArgumentException if it does not
     */
    public static EntityManagerFactory requireUsable(EntityManagerFactory factory) {
        for (Class<?> row : ROWS) {
            if (factory.getMetamodel().getEntities().stream().noneMatch(entity -> row.equals(entity.getJavaType()))) {
                throw new IllegalArgumentException("The persistence unit of the given EntityManagerFactory does not contain "
                        + row.getName() + ". Add all classes of IpRestriction.entityClasses() to it, or open the lists without a factory.");
            }
        }
        try (EntityManager entities = factory.createEntityManager()) {
            entities.getTransaction();
        } catch (IllegalStateException e) { // as the specification says of JTA
            throw new IllegalArgumentException("The given EntityManagerFactory leaves its transactions to JTA. Give one whose"
                    + " persistence unit has the transaction type RESOURCE_LOCAL, or open the lists without a factory.", e);
        }
        return factory;
    }

    private static ClassLoader loader() {
        return AccessListsUnit.class.getClassLoader();
    }

    @Override
    public String getPersistenceUnitName() {
        return "ip-restriction";
    }

    @Override
    public String getPersistenceProviderClassName() {
        return null;
    }

    @Override
    public PersistenceUnitTransactionType getTransactionType() {
        return PersistenceUnitTransactionType.RESOURCE_LOCAL;
    }

    @Override
    public DataSource getJtaDataSource() {
        return null;
    }

    @Override
    public DataSource getNonJtaDataSource() {
        return dataSource;
    }

    @Override
    public List<String> getMappingFileNames() {
        return List.of();
    }

    @Override
    public List<URL> getJarFileUrls() {
        return List.of();
    }

    @Override
    public URL getPersistenceUnitRootUrl() {
        return root;
    }

    @Override
    public List<String> getManagedClassNames() {
        return ROWS.stream().map(Class::getName).toList();
    }

    @Override
    public boolean excludeUnlistedClasses() {
        return true;
    }

    @Override
    public SharedCacheMode getSharedCacheMode() {
        return SharedCacheMode.NONE;
    }

    @Override
    public ValidationMode getValidationMode() {
        return ValidationMode.NONE;
    }

    @Override
    public Properties getProperties() {
        Properties properties = new Properties();
        properties.setProperty("jakarta.persistence.schema-generation.database.action", "none");
        // EclipseLink gives units of one name the same connections, even if they have different data sources
        properties.setProperty("eclipselink.session-name", "ip-restriction-" + UUID.randomUUID());
        return properties;
    }

    @Override
    public String getPersistenceXMLSchemaVersion() {
        return "3.0";
    }

    @Override
    public ClassLoader getClassLoader() {
        return loader();
    }

    @Override
    public void addTransformer(ClassTransformer transformer) {
        // the entities are plain objects and need no weaving
    }

    @Override
    public ClassLoader getNewTempClassLoader() {
        return null;
    }

    // The next two methods belong to Jakarta Persistence 3.2. We compile against 3.1, so they have no @Override.

    /** Returns no scope: the unit is not a bean. */
    public String getScopeAnnotationName() {
        return null;
    }

    /** Returns no qualifiers: the unit is not a bean. */
    public List<String> getQualifierAnnotationNames() {
        return List.of();
    }
}
