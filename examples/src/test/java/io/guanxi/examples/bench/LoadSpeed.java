package io.guanxi.examples.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.jdbc.JdbcStorage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * How long a command takes on a customer of 10 and of 1,000 events that nobody remembers, with and without a snapshot every 100
 * events, and how long plain JDBC takes to read the rows. The command finds its tag there and changes nothing, so nothing but
 * loading is measured; each round has a CRM of its own, and so no memory. Prints medians in milliseconds.
 */
public final class LoadSpeed {

    private static final int CUSTOMERS = 40;
    private static final int ROUNDS = 15;
    private static final int EVERY = 100;

    private LoadSpeed() {}

    public static void main(String[] args) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%-28s %14s %14s %14s %14s%n",
                "ms a command, median",
                "from the log",
                "from snapshots",
                "remembered",
                "rows by JDBC");
        for (String database : List.of("h2", "postgresql")) {
            EmbeddedPostgres postgres = database.equals("h2") ? null : WritePath.startPostgres();
            Path folder = Files.createTempDirectory("guanxi-bench");
            try (HikariDataSource source = WritePath.pool(postgres, folder)) {
                for (int length : new int[] {10, 1_000}) {
                    measure(database, source, length);
                }
            }
            if (postgres != null) {
                postgres.close();
            }
        }
    }

    private static CrmBuilder crm(HikariDataSource source) {
        return Crm.builder()
                .storage(JdbcStorage.on(source).createTables())
                .authorizer(Authorizer.allowEverything())
                .without("process");
    }

    private static CustomerId id(int length, int number) {
        return new CustomerId(new UUID(length, number));
    }

    private static void measure(String database, HikariDataSource source, int length) throws SQLException {
        try (Crm crm = crm(source).snapshots("customer", EVERY).build()) {
            CrmSession session = crm.as(new Actor("ann", Set.of()));
            for (int i = 0; i < CUSTOMERS; i++) {
                session.execute(World.register(id(length, i), "c" + length + "-" + i));
                List<CustomerCommand> tags = new ArrayList<>();
                for (int j = 2; j < length; j++) {
                    // of which a customer has but some, however long its history
                    tags.add(
                            j % 2 == 0
                                    ? new CustomerCommand.Tag(id(length, i), "t" + j)
                                    : new CustomerCommand.Untag(id(length, i), "t" + (j - 1)));
                }
                tags.add(new CustomerCommand.Tag(id(length, i), "last"));
                session.executeAll(tags);
            }
        }
        List<Double> fromLog = new ArrayList<>();
        List<Double> fromSnapshots = new ArrayList<>();
        List<Double> remembered = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (Crm crm = crm(source).build()) {
                ask(crm, length, fromLog);
                ask(crm, length, remembered);
            }
            try (Crm crm = crm(source).snapshots("customer", EVERY).build()) {
                ask(crm, length, fromSnapshots);
            }
            read(source, length, plain);
        }
        System.out.printf(
                Locale.ROOT,
                "%-28s %14.2f %14.2f %14.2f %14.2f%n",
                database + ", " + length + " events",
                median(fromLog),
                median(fromSnapshots),
                median(remembered),
                median(plain));
    }

    private static void ask(Crm crm, int length, List<Double> millis) {
        CrmSession session = crm.as(new Actor("ann", Set.of()));
        for (int i = 0; i < CUSTOMERS; i++) {
            long begin = System.nanoTime();
            session.execute(new CustomerCommand.Tag(id(length, i), "last"));
            millis.add((System.nanoTime() - begin) / 1e6);
        }
    }

    private static void read(HikariDataSource source, int length, List<Double> millis) throws SQLException {
        for (int i = 0; i < CUSTOMERS; i++) {
            long begin = System.nanoTime();
            int bytes = 0;
            try (Connection connection = source.getConnection();
                    PreparedStatement select = connection.prepareStatement("select * from crm_event where tenant = ?"
                            + " and aggregate = ? order by tenant, aggregate, sequence")) {
                select.setString(1, "main");
                select.setObject(2, id(length, i).value());
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        bytes += rows.getString("payload").length();
                    }
                }
            }
            if (bytes == 0) {
                throw new IllegalStateException("nothing was read");
            }
            millis.add((System.nanoTime() - begin) / 1e6);
        }
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(each -> each).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
