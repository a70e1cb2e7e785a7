package io.guanxi.examples.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Signer;
import io.guanxi.application.access.Authorizer;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.examples.bench.Wide.WideId;
import io.guanxi.jdbc.JdbcStorage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How fast commands are written, beside plain JDBC that writes the same three rows (an event, a row of 25 attributes with five
 * indexes, a row of a timeline) into tables of the same shape with the same durability: in turns, so that both meet the same
 * machine; medians of the rounds, with the smallest and the largest ratio.
 */
public final class WritePath {

    private static final int AGGREGATES = 10_000;
    private static final int BATCH = 64;
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final long ROUND_MILLIS = Integer.getInteger("millis", 3_000);

    private WritePath() {}

    public static void main(String[] args) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%-44s %10s %10s %8s   %s%n",
                "commands a second, medians of " + ROUNDS + " rounds",
                "Guanxi",
                "plain",
                "ratio",
                "smallest and largest");
        for (String database : args.length > 0 ? List.of(args) : List.of("h2", "postgresql")) {
            measure(database);
        }
    }

    /** One way to write, for as long as a round lasts; returns how many commands it has written. */
    @FunctionalInterface
    private interface Way {
        long run(long end) throws Exception;
    }

    private static void measure(String database) throws Exception {
        EmbeddedPostgres postgres = database.equals("h2") ? null : startPostgres();
        Path folder = Files.createTempDirectory("guanxi-bench");
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        try (HikariDataSource source = pool(postgres, folder);
                Crm crm = crm(source, "crm_");
                Crm tables = crm(source, "plain_");
                Crm chained = chained(source, key)) {
            CrmSession session = crm.as(new Actor("ann", Set.of("sales")));
            fill(session);
            fill(tables.as(new Actor("ann", Set.of("sales"))));
            Plain plain = new Plain(source, database.equals("h2"));
            compare(
                    database + ", 1 client",
                    end -> clients(1, end, () -> one(session)),
                    end -> clients(1, end, plain::one));
            compare(
                    database + ", 16 clients",
                    end -> clients(16, end, () -> one(session)),
                    end -> clients(16, end, plain::one));
            compare(
                    database + ", 128 in flight : 16 plain clients",
                    end -> inFlight(session, 128, end),
                    end -> clients(16, end, plain::one));
            compare(
                    database + ", 128 in flight : plain batches of 64",
                    end -> inFlight(session, 128, end),
                    end -> clients(1, end, plain::batch));
            compare(
                    database + ", executeAll of 64 : plain batches of 64",
                    end -> clients(1, end, () -> all(session)),
                    end -> clients(1, end, plain::batch));
            compareChained(database, chained, session, key.getPublic());
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    /** With a chain over the log, and without. It is gone on with often, so that a round pays for its own events. */
    private static void compareChained(String database, Crm chained, CrmSession without, PublicKey key)
            throws Exception {
        CrmSession with = chained.as(new Actor("ann", Set.of("sales")));
        fill(with);
        compare(
                database + ", 1 client, chained : without",
                end -> clients(1, end, () -> one(with)),
                end -> clients(1, end, () -> one(without)));
        compare(
                database + ", 16 clients, chained : without",
                end -> clients(16, end, () -> one(with)),
                end -> clients(16, end, () -> one(without)));
        compare(
                database + ", 128 in flight, chained : without",
                end -> inFlight(with, 128, end),
                end -> inFlight(without, 128, end));
        chained.logHead();
        long begin = System.nanoTime();
        long events = chained.verifyLog(key).events();
        System.out.printf(
                Locale.ROOT,
                "%s, events verified a second: %.0f%n",
                database,
                events / ((System.nanoTime() - begin) / 1e9));
    }

    /** As careful with what it is given as in production. */
    static EmbeddedPostgres startPostgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .start();
    }

    /** @param postgres null for an H2 file in the folder */
    static HikariDataSource pool(@Nullable EmbeddedPostgres postgres, Path folder) {
        HikariConfig config = new HikariConfig();
        if (postgres == null) {
            config.setJdbcUrl("jdbc:h2:async:" + folder.resolve("bench") + ";WRITE_DELAY=0");
            config.setUsername("sa");
            config.setPassword("");
        } else {
            config.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
        }
        config.setMaximumPoolSize(20);
        return new HikariDataSource(config);
    }

    private static Crm crm(HikariDataSource source, String prefix) {
        return builder(source, prefix).build();
    }

    private static Crm chained(HikariDataSource source, KeyPair key) {
        return builder(source, "chained_")
                .chained(Signer.of(key.getPrivate()), Duration.ofMillis(100))
                .build();
    }

    private static CrmBuilder builder(HikariDataSource source, String prefix) {
        return Crm.builder()
                .storage(JdbcStorage.on(source).prefix(prefix).createTables())
                .authorizer(Authorizer.allowEverything())
                .feature(new Wide());
    }

    private static WideId id(int number) {
        return new WideId(new UUID(0x9e3779b97f4a7c15L * (number + 1), 0xc2b2ae3d27d4eb4fL * (number + 1)));
    }

    private static Wide.Set command() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long number = random.nextInt(1_000_000);
        return new Wide.Set(id(random.nextInt(AGGREGATES)), "some text about it, " + number, number);
    }

    private static void fill(CrmSession session) {
        for (int from = 0; from < AGGREGATES; from += 500) {
            List<Command> batch = new ArrayList<>();
            for (int i = from; i < from + 500; i++) {
                batch.add(new Wide.Set(id(i), "text " + i, i));
            }
            session.executeAll(batch);
        }
    }

    private static long one(CrmSession session) {
        session.execute(command());
        return 1;
    }

    private static long all(CrmSession session) {
        List<Command> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            batch.add(command());
        }
        session.executeAll(batch);
        return BATCH;
    }

    /** Something done again and again by one client. */
    @FunctionalInterface
    private interface Client {
        long call() throws SQLException;
    }

    private static long clients(int number, long end, Client client) throws InterruptedException {
        LongAdder done = new LongAdder();
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < number; i++) {
            Thread thread = new Thread(() -> {
                try {
                    while (System.nanoTime() < end) {
                        done.add(client.call());
                    }
                } catch (SQLException | RuntimeException failure) {
                    failures.add(failure);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.get(0));
        }
        return done.sum();
    }

    private static long inFlight(CrmSession session, int number, long end) throws InterruptedException {
        LongAdder done = new LongAdder();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        Semaphore places = new Semaphore(number);
        while (System.nanoTime() < end) {
            places.acquire();
            session.executeAsync(command())
                    .thenRun(done::increment)
                    .whenComplete((nothing, failure) -> places.release())
                    .exceptionally(failure -> {
                        failures.add(failure);
                        return null;
                    });
        }
        places.acquire(number);
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.peek());
        }
        return done.sum();
    }

    private static void compare(String name, Way ours, Way plains) throws Exception {
        double[] our = new double[ROUNDS];
        double[] plain = new double[ROUNDS];
        double[] ratio = new double[ROUNDS];
        rate(ours);
        rate(plains);
        for (int round = 0; round < ROUNDS; round++) {
            our[round] = rate(ours);
            plain[round] = rate(plains);
            ratio[round] = our[round] / plain[round];
        }
        Arrays.sort(ratio);
        System.out.printf(
                Locale.ROOT,
                "%-44s %10.0f %10.0f %8.2f   %.2f – %.2f%n",
                name,
                median(our),
                median(plain),
                ratio[ROUNDS / 2],
                ratio[0],
                ratio[ROUNDS - 1]);
    }

    private static double rate(Way way) throws Exception {
        long begin = System.nanoTime();
        long done = way.run(begin + TimeUnit.MILLISECONDS.toNanos(ROUND_MILLIS));
        return done / ((System.nanoTime() - begin) / 1e9);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The same three rows by hand. It neither reads nor decides anything. */
    private static final class Plain {

        private final HikariDataSource source;
        private final String event;
        private final String wide;
        private final String line;

        Plain(HikariDataSource source, boolean upperCase) {
            this.source = source;
            event =
                    "insert into plain_event (tenant, aggregate, sequence, feature, name, revision, payload, happened_at,"
                            + " recorded_at, actor, command_id, command, rules, correlation, cause) values ("
                            + marks(15)
                            + ")";
            StringBuilder sets = new StringBuilder("version = ?");
            for (String column : Wide.WideView.TYPE.attributes().keySet()) {
                sets.append(", ").append(quoted(column, upperCase)).append(" = ?");
            }
            wide = "update plain_v_wide set " + sets + ", document = ? where tenant = ? and id = ?";
            List<String> columns = new ArrayList<>(List.of("tenant", "id", "version"));
            Wide.Line.TYPE.attributes().keySet().forEach(each -> columns.add(quoted(each, upperCase)));
            columns.add("document");
            line = "insert into plain_v_line (" + String.join(", ", columns) + ") values (" + marks(columns.size())
                    + ")";
        }

        private static String quoted(String column, boolean upperCase) {
            return '"' + (upperCase ? column.toUpperCase(Locale.ROOT) : column) + '"';
        }

        private static String marks(int count) {
            return String.join(", ", Collections.nCopies(count, "?"));
        }

        long one() throws SQLException {
            try (Connection connection = source.getConnection()) {
                connection.setAutoCommit(false);
                write(connection, 1);
                connection.commit();
                connection.setAutoCommit(true);
            }
            return 1;
        }

        long batch() throws SQLException {
            try (Connection connection = source.getConnection()) {
                connection.setAutoCommit(false);
                write(connection, BATCH);
                connection.commit();
                connection.setAutoCommit(true);
            }
            return BATCH;
        }

        private void write(Connection connection, int rows) throws SQLException {
            List<Wide.Set> commands = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                commands.add(command());
            }
            // in the order of keys, as any careful writer does
            commands.sort((one, other) ->
                    one.aggregateId().value().compareTo(other.aggregateId().value()));
            try (PreparedStatement events = connection.prepareStatement(event);
                    PreparedStatement views = connection.prepareStatement(wide);
                    PreparedStatement lines = connection.prepareStatement(line)) {
                for (Wide.Set each : commands) {
                    event(events, each);
                    add(events, rows);
                }
                end(events, rows);
                for (Wide.Set each : commands) {
                    wide(views, each);
                    add(views, rows);
                }
                end(views, rows);
                for (Wide.Set each : commands) {
                    line(lines, each);
                    add(lines, rows);
                }
                end(lines, rows);
            }
        }

        private static void add(PreparedStatement statement, int rows) throws SQLException {
            if (rows > 1) {
                statement.addBatch();
            }
        }

        private static void end(PreparedStatement statement, int rows) throws SQLException {
            if (rows > 1) {
                statement.executeBatch();
            } else {
                statement.executeUpdate();
            }
        }

        private static String payload(Wide.Set command) {
            return "{\"aggregateId\":\"" + command.aggregateId().value() + "\",\"text\":\"" + command.text()
                    + "\",\"number\":" + command.number() + "}";
        }

        private static void event(PreparedStatement statement, Wide.Set command) throws SQLException {
            UUID id = command.aggregateId().value();
            OffsetDateTime now = Instant.now().atOffset(ZoneOffset.UTC);
            UUID cause = UUID.randomUUID();
            statement.setString(1, "main");
            statement.setObject(2, id);
            // a number that nobody else has; a careful writer would have read the last one before
            statement.setLong(3, 1_000_000 + ThreadLocalRandom.current().nextLong(Long.MAX_VALUE / 2));
            statement.setString(4, "wide");
            statement.setString(5, "wide.was-set");
            statement.setInt(6, 1);
            statement.setString(7, payload(command));
            statement.setObject(8, now);
            statement.setObject(9, now);
            statement.setString(10, "ann");
            statement.setObject(11, cause);
            statement.setString(12, "wide.set");
            statement.setInt(13, 1);
            statement.setObject(14, cause);
            statement.setNull(15, Types.VARCHAR);
        }

        private static void wide(PreparedStatement statement, Wide.Set command) throws SQLException {
            UUID id = command.aggregateId().value();
            int index = 0;
            statement.setLong(++index, 2);
            for (int i = 0; i < Wide.TEXTS; i++) {
                statement.setString(++index, i + " " + command.text());
            }
            for (int i = 0; i < 4; i++) {
                statement.setLong(++index, command.number() + i);
            }
            for (int i = 0; i < 3; i++) {
                statement.setBigDecimal(++index, BigDecimal.valueOf(command.number() + i, 2));
            }
            OffsetDateTime now = Instant.now().atOffset(ZoneOffset.UTC);
            statement.setObject(++index, now);
            statement.setObject(++index, now);
            statement.setBoolean(++index, command.number() % 2 == 0);
            statement.setString(++index, payload(command));
            statement.setString(++index, "main");
            statement.setObject(++index, id);
        }

        private static void line(PreparedStatement statement, Wide.Set command) throws SQLException {
            UUID id = UUID.randomUUID();
            UUID about = command.aggregateId().value();
            statement.setString(1, "main");
            statement.setObject(2, id);
            statement.setLong(3, 2);
            statement.setObject(4, about);
            statement.setObject(5, Instant.now().atOffset(ZoneOffset.UTC));
            statement.setString(6, "wide.was-set");
            statement.setString(7, "ann");
            statement.setString(
                    8,
                    "{\"id\":\"" + id + "\",\"about\":\"" + about
                            + "\",\"at\":\"2026-01-01T00:00:00Z\",\"what\":\"wide.was-set\",\"who\":\"ann\"}");
        }
    }
}
