package io.guanxi.examples.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Rebuild;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.jdbc.JdbcStorage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How fast the customer view is folded anew from a log of a million events, beside the one that is read: alone, and while a client
 * gives commands. The events of a customer lie far apart in the log. Prints medians of the rounds: events a second while folding,
 * events a second from the call to the swap (with planning, announcement and indexes), commands a second.
 */
public final class RebuildSpeed {

    private static final int EVENTS = Integer.getInteger("events", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final UUID TEMPLATE = new UUID(0x1234567890abcdefL, 0x8234567890abcdefL);

    private RebuildSpeed() {}

    public static void main(String[] args) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%-44s %12s %12s %12s%n",
                "events a second, medians of " + ROUNDS + " rounds",
                "folding",
                "call to swap",
                "commands/s");
        for (String database : args.length > 0 ? List.of(args) : List.of("h2", "postgresql")) {
            for (int length : new int[] {2, 10}) {
                measure(database, length);
            }
        }
    }

    private static void measure(String database, int length) throws Exception {
        EmbeddedPostgres postgres = database.equals("h2") ? null : WritePath.startPostgres();
        Path folder = Files.createTempDirectory("guanxi-bench");
        try (HikariDataSource source = WritePath.pool(postgres, folder)) {
            try (Crm crm = crm(source)) {
                fill(crm.as(new Actor("ann", Set.of())), length);
            }
            multiply(source, EVENTS / length, postgres != null);
            List<UUID> ids = ids(source);
            try (Crm crm = crm(source)) {
                crm.rebuild(CustomerView.TYPE).done().join(); // warms up, and fills the table that commands read
                String name = database + ", " + length + " events a customer";
                rounds(name + ", alone", crm, null);
                rounds(name + ", 1 client meanwhile", crm, ids);
            }
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    private static Crm crm(HikariDataSource source) {
        return Crm.builder()
                .storage(JdbcStorage.on(source).createTables())
                .authorizer(Authorizer.allowEverything())
                .without("process")
                .build();
    }

    /** One customer with as many events. */
    private static void fill(CrmSession session, int length) {
        CustomerId id = new CustomerId(TEMPLATE);
        session.execute(World.register(id, "template"));
        for (int i = 2; i < length; i++) {
            session.execute(new CustomerCommand.Tag(id, "tag " + i));
        }
    }

    /** The same customer again and again, under ids of their own: all first events, all second events, and so on. */
    private static void multiply(HikariDataSource source, int customers, boolean postgres) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    postgres
                            ? "create table bench_id as select x, gen_random_uuid() as id from generate_series(1, "
                                    + customers + ") x"
                            : "create table bench_id as select x, random_uuid() as id from system_range(1, " + customers
                                    + ")");
            String same = "happened_at, recorded_at, actor, command_id, command, rules, correlation, cause";
            statement.execute("insert into crm_event (tenant, aggregate, sequence, feature, name, revision, payload, "
                    + same + ") select tenant, b.id, sequence, feature, name, revision, replace(payload, '" + TEMPLATE
                    + "', cast(b.id as varchar(36))), " + same
                    + " from crm_event cross join bench_id b order by sequence, x");
            if (postgres) {
                statement.execute("vacuum analyze crm_event");
                statement.execute("checkpoint");
            }
        }
    }

    private static List<UUID> ids(HikariDataSource source) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from bench_id where x <= 10000")) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    private static void rounds(String name, Crm crm, @Nullable List<UUID> ids) throws InterruptedException {
        double[] folding = new double[ROUNDS];
        double[] whole = new double[ROUNDS];
        double[] commands = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            AtomicBoolean stop = new AtomicBoolean();
            LongAdder given = new LongAdder();
            Thread client = new Thread(() -> give(crm, ids == null ? List.of() : ids, stop, given));
            client.start();
            long start = System.nanoTime();
            Rebuild rebuild = crm.rebuild(CustomerView.TYPE);
            Rebuild.Progress end = rebuild.done().join();
            double seconds = (System.nanoTime() - start) / 1e9;
            stop.set(true);
            client.join();
            folding[i] = end.eventsPerSecond();
            whole[i] = end.events() / seconds;
            commands[i] = given.sum() / seconds;
            Thread.sleep(4_000); // for the table before to be dropped
        }
        System.out.printf(
                Locale.ROOT, "%-44s %12.0f %12.0f %12.0f%n", name, median(folding), median(whole), median(commands));
    }

    private static void give(Crm crm, List<UUID> ids, AtomicBoolean stop, LongAdder given) {
        CrmSession session = crm.as(new Actor("ann", Set.of()));
        while (!stop.get() && !ids.isEmpty()) {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            CustomerId id = new CustomerId(ids.get(random.nextInt(ids.size())));
            session.execute(new CustomerCommand.Tag(id, "t" + random.nextInt(100)));
            given.increment();
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
