package io.guanxi.examples.bench;

import static io.guanxi.application.view.PageRequest.first;
import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Page;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.Views;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.jdbc.JdbcStorage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How reads on PostgreSQL get slower with the number of customers: the 95th percentile of each, in milliseconds and in process, with
 * 100,000 customers and with 1 million, each with two or three events. Also the start of a CRM over such a database, and what the
 * heap holds after it.
 */
public final class Size {

    private static final int[] SIZES = {Integer.getInteger("small", 100_000), Integer.getInteger("large", 1_000_000)};
    private static final int CHUNK = 500;
    private static final int PAGE = 20;
    private static final int DEEP = 10_000;

    private Size() {}

    /** A question; the number is another each time. */
    private interface Question {
        Object ask(int number);
    }

    public static void main(String[] args) throws Exception {
        Map<String, List<Double>> table = new LinkedHashMap<>();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .start()) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
            config.addDataSourceProperty("reWriteBatchedInserts", "true");
            try (HikariDataSource source = new HikariDataSource(config)) {
                int from = 0;
                for (int size : SIZES) {
                    long begin = System.nanoTime();
                    fill(source, from, size);
                    double seconds = (System.nanoTime() - begin) / 1e9;
                    System.out.printf(
                            Locale.ROOT,
                            "%,d customers registered in %.0f s, %,.0f a second%n",
                            size - from,
                            seconds,
                            (size - from) / seconds);
                    from = size;
                    measure(source, size, table);
                }
            }
        }
        System.out.printf(Locale.ROOT, "%n%-44s %14s %14s %8s%n", "ms, 95th percentile", SIZES[0], SIZES[1], "growth");
        table.forEach((name, values) -> System.out.printf(
                Locale.ROOT,
                "%-44s %14.2f %14.2f %8.1f%n",
                name,
                values.get(0),
                values.get(1),
                values.get(1) / values.get(0)));
    }

    private static Crm crm(HikariDataSource source) {
        return Crm.builder()
                .storage(JdbcStorage.on(source).createTables())
                .authorizer(Authorizer.allowEverything())
                .without("process")
                .build();
    }

    private static UUID id(int number) {
        return new UUID(0x9e3779b97f4a7c15L * (number + 1), 0xc2b2ae3d27d4eb4fL * (number + 1));
    }

    private static void fill(HikariDataSource source, int from, int to) throws Exception {
        try (Crm crm = crm(source)) {
            CrmSession session = crm.as(new Actor("ann", Set.of()));
            for (int chunk = from; chunk < to; chunk += CHUNK) {
                List<CustomerCommand> commands = new ArrayList<>();
                for (int i = chunk; i < Math.min(to, chunk + CHUNK); i++) {
                    Random random = new Random(i);
                    commands.add(new CustomerCommand.Register(
                            new CustomerId(id(i)),
                            i % 5 == 0 ? CustomerKind.PERSON : CustomerKind.ORGANISATION,
                            World.details("Customer " + Integer.toString(random.nextInt(Integer.MAX_VALUE), 36))
                                    .withIndustry("industry " + random.nextInt(40)),
                            List.of(new ContactPoint.Email(new EmailAddress("c" + i + "@acme.test"))),
                            i % 2 == 0 ? "user " + random.nextInt(200) : null));
                }
                session.executeAll(commands);
            }
        }
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        }
    }

    private static void measure(HikariDataSource source, int size, Map<String, List<Double>> table) throws Exception {
        long begin = System.nanoTime();
        try (Crm crm = crm(source)) {
            put(table, "start of a CRM, in a warm JVM", (System.nanoTime() - begin) / 1e6);
            System.gc();
            put(
                    table,
                    "heap after the start, MB",
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6);
            Views<CustomerView> views = crm.as(new Actor("ann", Set.of())).views(CustomerView.TYPE);
            PageRequest<CustomerView> page = first(PAGE).by(CustomerView.NAME);
            ask(table, "one by its id", 2_000, number -> views.byId(new CustomerId(id(number % size))));
            ask(table, "page 1 by name", 500, number -> views.find(Filter.everything(), page));
            ask(
                    table,
                    "page 1 of an owner's, by name",
                    500,
                    number -> views.find(CustomerView.OWNER.is("user " + number % 200), page));
            ask(
                    table,
                    "page 1 of those that start with 4 characters",
                    500,
                    number -> views.find(CustomerView.NAME.startsWith("Customer " + prefix(number)), page));
            ask(
                    table,
                    "page 1 by two attributes of no list",
                    20,
                    number -> views.find(
                            CustomerView.INDUSTRY
                                    .is("industry " + number % 40)
                                    .and(CustomerView.KIND.is(CustomerKind.PERSON)),
                            page));
            ask(
                    table,
                    "count and sum by industry",
                    10,
                    number -> views.group(
                            Filter.everything(),
                            Grouping.by(CustomerView.INDUSTRY)
                                    .count("n")
                                    .sum("revenue", CustomerView.ANNUAL_REVENUE, Filter.everything())));
            Page<CustomerView> last = views.find(Filter.everything(), page);
            int depth = Math.min(DEEP, size / PAGE - 600);
            for (int i = 1; i < depth; i++) {
                last = views.find(Filter.everything(), page.after(requireNonNull(last.next())));
            }
            AtomicReference<Page<CustomerView>> current = new AtomicReference<>(last);
            ask(table, "page " + DEEP + " and behind it, by name", 500, number -> {
                String place = requireNonNull(requireNonNull(current.get()).next());
                current.set(views.find(Filter.everything(), page.after(place)));
                return place;
            });
        }
    }

    private static String prefix(int number) {
        return Integer.toString(new Random(number).nextInt(Integer.MAX_VALUE), 36)
                .substring(0, 4);
    }

    private static void ask(Map<String, List<Double>> table, String name, int times, Question question) {
        for (int i = 0; i < times / 5; i++) {
            question.ask(7 * i);
        }
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            Object answer = question.ask(7919 * i);
            millis[i] = (System.nanoTime() - begin) / 1e6;
            if (answer == null) {
                throw new IllegalStateException(name);
            }
        }
        Arrays.sort(millis);
        put(table, name, millis[(int) (times * 0.95)]);
    }

    private static void put(Map<String, List<Double>> table, String name, double value) {
        table.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }
}
