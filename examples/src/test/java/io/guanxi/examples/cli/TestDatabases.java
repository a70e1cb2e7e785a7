package io.guanxi.examples.cli;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Databases for tests, each new. One PostgreSQL serves the whole JVM and ends with it. */
public final class TestDatabases {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestDatabases() {}

    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    /** Where a command line finds it. */
    public static String h2(Path directory) {
        return "jdbc:h2:file:" + directory.resolve("crm" + NUMBER.incrementAndGet());
    }

    /** Where a command line finds it, with parameters. */
    public static String postgres() {
        String name = "crm" + NUMBER.incrementAndGet();
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return Server.POSTGRES.getJdbcUrl("postgres", name);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /**
     * How many events are in the log, without those of reactions, which come when they come.
     */
    public static long events(String url) {
        boolean h2 = url.startsWith("jdbc:h2:");
        try (Connection connection =
                        h2 ? DriverManager.getConnection(url, "sa", "") : DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select count(*) from crm_event where name <> 'customer.dealt'")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** A number that a database in PostgreSQL tells; 0 as long as there are no tables. */
    public static long count(String url, String query) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException broken) {
            if ("42P01".equals(broken.getSQLState())) {
                return 0;
            }
            throw new IllegalStateException(broken);
        }
    }
}
