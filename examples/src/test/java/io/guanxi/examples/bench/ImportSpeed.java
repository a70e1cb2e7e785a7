package io.guanxi.examples.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.imports.Import;
import io.guanxi.application.imports.ImportReport;
import io.guanxi.application.table.TableFile;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.jdbc.JdbcStorage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Customers a second through the general import, from a CSV file to PostgreSQL, beside plain JDBC that writes the same rows of the same
 * tables in batches, and the heap that it takes: it runs in a JVM of its own with {@code -Xmx256m}. Each customer has its original
 * id, an e-mail address, a city and an owner: five events, one view, one entry of the timeline, two claims. {@code -Drows=1000000}
 * says how many.
 */
public final class ImportSpeed {

    private static final int ROWS = Integer.getInteger("rows", 100_000);
    private static final int WARM = 20_000;
    private static final int BATCH = 500;
    private static final List<String> TABLES = List.of("event", "v_customer", "v_timeline", "claim");

    private ImportSpeed() {}

    /** Begins the JVM of its own. */
    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-Drows=" + ROWS,
                            "-cp",
                            System.getProperty("java.class.path"),
                            ImportSpeed.class.getName(),
                            "run")
                    .inheritIO()
                    .start()
                    .waitFor();
            return;
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("max_wal_size", "4GB")
                .start()) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
            config.addDataSourceProperty("reWriteBatchedInserts", "true");
            try (HikariDataSource source = new HikariDataSource(config)) {
                Path warm = file(0, WARM);
                Path file = file(WARM, WARM + ROWS);
                try (Crm crm = crm(source, "crm_")) {
                    take(crm, warm);
                    double seconds = take(crm, file);
                    System.out.printf(
                            Locale.ROOT,
                            "%,d customers imported in %.1f s, %,.0f a second; the heap holds %d MB of 256 after it%n",
                            ROWS,
                            seconds,
                            ROWS / seconds,
                            held() >> 20);
                }
                crm(source, "plain_").close();
                System.out.printf(
                        Locale.ROOT, "%,.0f a second by plain JDBC, in batches of %d%n", plain(source), BATCH);
                Files.delete(warm);
                Files.delete(file);
            }
        }
    }

    private static long held() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static Crm crm(HikariDataSource source, String prefix) {
        return Crm.builder()
                .storage(JdbcStorage.on(source).prefix(prefix).createTables())
                .authorizer(Authorizer.allowEverything())
                .without("process")
                .build();
    }

    private static double take(Crm crm, Path file) {
        long begin = System.nanoTime();
        ImportReport report = Import.with(crm.as(new Actor("ann", Set.of())))
                .source("erp")
                .table(RecordKind.ORGANISATION, TableFile.open(file))
                .run();
        if (report.created() != report.rows()) {
            throw new IllegalStateException(report.toJson());
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static Path file(int from, int to) throws IOException {
        Path file = Files.createTempFile("import", ".csv");
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            out.println("Account ID,Account Name,Email,Industry,Employees,Billing City,Billing Country,Account Owner");
            for (int i = from; i < to; i++) {
                out.println("A" + i + ",Firm " + Integer.toString(i, 36) + ",c" + i + "@acme.test,industry " + i % 40
                        + "," + i % 5_000 + ",Fuzhou,CN,user " + i % 200);
            }
        }
        return file;
    }

    /** The rows of the first customers once more, into tables of the same shape: customers a second. */
    private static double plain(HikariDataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            long nanos = 0;
            List<Copy> copies = new ArrayList<>();
            for (String table : TABLES) {
                copies.add(Copy.of(connection, table));
            }
            for (int chunk = 0; chunk < WARM / BATCH; chunk++) {
                long begin = System.nanoTime();
                for (Copy each : copies) {
                    each.insert(connection, chunk, WARM / BATCH);
                }
                connection.commit();
                nanos += System.nanoTime() - begin;
            }
            return WARM / (nanos / 1e9);
        }
    }

    /** Rows of one table on their way to another of the same shape. */
    private record Copy(String insert, List<Object[]> rows) {

        static Copy of(Connection connection, String table) throws SQLException {
            try (PreparedStatement select =
                            connection.prepareStatement("select * from crm_" + table + " limit " + most(table));
                    ResultSet result = select.executeQuery()) {
                ResultSetMetaData types = result.getMetaData();
                List<String> names = new ArrayList<>();
                List<Integer> kept = new ArrayList<>();
                for (int i = 1; i <= types.getColumnCount(); i++) {
                    if (!types.getColumnName(i).equals("position")) {
                        names.add('"' + types.getColumnName(i) + '"');
                        kept.add(i);
                    }
                }
                List<Object[]> rows = new ArrayList<>();
                while (result.next()) {
                    Object[] row = new Object[kept.size()];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = result.getObject(kept.get(i));
                    }
                    rows.add(row);
                }
                return new Copy(
                        "insert into plain_" + table + " (" + String.join(", ", names) + ") values ("
                                + String.join(", ", Collections.nCopies(names.size(), "?")) + ")",
                        rows);
            }
        }

        private static int most(String table) {
            return switch (table) {
                case "event" -> 5 * WARM;
                case "claim" -> 2 * WARM;
                default -> WARM;
            };
        }

        void insert(Connection connection, int part, int parts) throws SQLException {
            int size = rows.size() / parts;
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                for (Object[] row : rows.subList(part * size, (part + 1) * size)) {
                    for (int i = 0; i < row.length; i++) {
                        statement.setObject(i + 1, row[i]);
                    }
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
    }
}
