package io.guanxi.jdbc;

import com.google.common.reflect.Reflection;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The versioned scripts, run by Flyway: the only class that knows it, so that it is loaded when there is something to do. */
final class Migrations {

    private static final String MARIADB_SUPPORT = "/org/flywaydb/database/mysql/mariadb/MariaDBDatabaseType.class";

    private final DataSource source;
    private final Names names;
    private final Dialect dialect;
    private final Map<String, String> placeholders;

    Migrations(DataSource source, Names names, Dialect dialect, Map<String, String> placeholders) {
        this.source = source;
        this.names = names;
        this.dialect = dialect;
        this.placeholders = placeholders;
    }

    /**
     * Runs what is missing.
     *
     * @param version where the tables are, if they were made without Flyway
     */
    void run(int version) {
        requireSupport();
        List<Connection> lent = new ArrayList<>();
        try {
            run(version, lending(lent));
        } finally {
            lent.forEach(Connections::abandon); // most of them for the second time, which does nothing
        }
    }

    /** Flyway leaves connections open when one of its calls fails, and the host's pool would miss them. */
    private DataSource lending(List<Connection> lent) {
        return Reflection.newProxy(DataSource.class, (proxy, method, arguments) -> {
            try {
                Object result = method.invoke(source, arguments);
                if (result instanceof Connection connection) {
                    lent.add(connection);
                }
                return result;
            } catch (InvocationTargetException failure) {
                throw Objects.requireNonNull(failure.getCause());
            }
        });
    }

    private void run(int version, DataSource lending) {
        FluentConfiguration configuration = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(lending)
                .locations("classpath:io/guanxi/jdbc/" + dialect.folder())
                .table(names.folded(names.prefix() + "schema_history"))
                .placeholders(placeholders)
                // the host's tables are there already, and are none of our business
                .baselineOnMigrate(true)
                .baselineVersion(Integer.toString(version));
        if (names.schema() != null) {
            configuration.defaultSchema(names.folded(names.schema()));
        }
        Flyway flyway = configuration.load();
        try {
            flyway.migrate();
        } catch (FlywayException failure) {
            if (Stream.of(flyway.info().all()).noneMatch(each -> each.getState().isFailed())) {
                throw failure;
            }
            // Where DDL is no part of a transaction a script may have been cut off; its statements can be repeated.
            flyway.repair();
            flyway.migrate();
        }
    }

    /** Each database beyond H2 is a jar of Flyway's; that for PostgreSQL comes along, as that for MariaDB does not. */
    private void requireSupport() {
        if (dialect == Dialects.MARIADB && Migrations.class.getResource(MARIADB_SUPPORT) == null) {
            throw new IllegalStateException("Flyway makes tables in MariaDB with the help of"
                    + " org.flywaydb:flyway-mysql, which is not on the class path: add it, or run what"
                    + " tablesSql() and viewsSql(…) give");
        }
    }
}
