package io.guanxi.jdbc;

import com.google.common.base.Splitter;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Databases for tests: each asks for a place of its own. One PostgreSQL serves the whole JVM and ends with it. */
final class Databases {

    private static final AtomicInteger PLACES = new AtomicInteger();

    private Databases() {}

    /** Each kind of database that the storage knows. */
    enum Kind {
        H2,
        POSTGRESQL;

        /** A pool on a place of its own. */
        HikariDataSource pool() {
            return this == H2 ? h2() : postgres();
        }
    }

    /** Started by whoever asks first. */
    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
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

    /** A pool on a database in memory that lives as long as the pool. */
    static HikariDataSource h2() {
        return pool("jdbc:h2:mem:" + freshName(), 8);
    }

    static HikariDataSource pool(String url, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(5_000);
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
                        row.add(name + "=" + rows.getString(i));
                    }
                }
                all.add(row.toString());
            }
            return all;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
