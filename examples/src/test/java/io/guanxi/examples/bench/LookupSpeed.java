package io.guanxi.examples.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Scopes;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Views;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.jdbc.JdbcStorage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How fast somebody is found while a name is typed: the 95th percentile of several kinds of typed texts, in milliseconds and in process,
 * and what it costs to register customers with and without. {@code -Drows=1000000} says how many customers, 100,000 if not given,
 * {@code -Ddatabase=postgresql} or {@code h2} on which of both.
 */
public final class LookupSpeed {

    private static final int ROWS = Integer.getInteger("rows", 100_000);
    private static final int CHUNK = 500;
    private static final int ASKED = 1_000;
    private static final String[] SURNAMES = "王,李,张,刘,陈,杨,黄,赵,吴,周,徐,孙,马,朱,胡,郭,何,林,高,罗".split(",");
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英文华玉兰志建国三丰晓春宇航子涵欣怡梓轩浩然";
    private static final String[] PLACES = "北京,上海,深圳,广州,杭州,成都,武汉,南京,苏州,厦门".split(",");
    private static final String STEM = "华明新天宇恒信达通泰瑞丰金星海洋东方正大成立安康中科创智联合众力博远宏图盛世龙腾飞跃凯美佳";
    private static final String[] TRADES = "科技,贸易,电子,信息技术,网络科技,食品,机械,服装,建筑工程,物流,医药,文化传媒".split(",");
    private static final String[] FIRST =
            "James,Mary,John,Linda,Robert,Anna,Michael,Sarah,David,Emma,Thomas,Laura,Peter,Julia,Martin,Nina"
                    .split(",");
    private static final String[] LAST =
            "Smith,Müller,Jones,Garcia,Novak,Rossi,Schmidt,Brown,Dubois,Jensen,O'Neil,Kowalski,Silva,Andersson"
                    .split(",");

    private LookupSpeed() {}

    public static void main(String[] args) throws Exception {
        String database = System.getProperty("database", "postgresql h2");
        System.out.printf(Locale.ROOT, "%,d customers%n", ROWS);
        if (database.contains("postgresql")) {
            try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setServerConfig("shared_buffers", "512MB")
                    .setServerConfig("max_wal_size", "4GB")
                    .start()) {
                run("PostgreSQL", postgres.getJdbcUrl("postgres", "postgres"), null);
            }
        }
        if (database.contains("h2")) {
            Path folder = Files.createTempDirectory("guanxi-bench");
            run("H2", "jdbc:h2:async:" + folder.resolve("bench") + ";WRITE_DELAY=0", "sa");
        }
    }

    private static void run(String name, String url, @Nullable String user) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        if (user != null) {
            config.setUsername(user);
            config.setPassword("");
        }
        try (HikariDataSource source = new HikariDataSource(config)) {
            int some = Math.min(ROWS, 50_000);
            try (Crm without = builder(source, "without_").build()) {
                fill(without, some / 5); // warms up
                System.out.printf(
                        Locale.ROOT, "%s: %,.0f customers registered a second without%n", name, fill(without, some));
            }
            try (Crm with = builder(source, "crm_").lookup(CustomerView.TYPE).build()) {
                System.out.printf(Locale.ROOT, "%s: %,.0f with lookup%n", name, fill(with, ROWS));
                if (user == null) {
                    execute(source, "vacuum analyze");
                }
                measure(name, with);
            }
        }
    }

    private static CrmBuilder builder(HikariDataSource source, String prefix) {
        return Crm.builder()
                .storage(JdbcStorage.on(source).prefix(prefix).createTables())
                .authorizer(Scopes.commands((actor, command) -> true)
                        .see(
                                CustomerView.TYPE,
                                actor -> actor.id().equals("ann")
                                        ? Filter.everything()
                                        : CustomerView.OWNER.is(actor.id())))
                .without("process");
    }

    private static void execute(HikariDataSource source, String statement) throws Exception {
        try (Connection connection = source.getConnection();
                Statement plain = connection.createStatement()) {
            plain.execute(statement);
        }
    }

    private static double fill(Crm crm, int rows) {
        CrmSession session = crm.as(new Actor("ann", Set.of()));
        UUID run = UUID.randomUUID();
        long begin = System.nanoTime();
        for (int from = 0; from < rows; from += CHUNK) {
            List<CustomerCommand> commands = new ArrayList<>();
            for (int i = from; i < Math.min(rows, from + CHUNK); i++) {
                Random random = new Random(i);
                commands.add(new CustomerCommand.Register(
                        new CustomerId(new UUID(
                                0x9e3779b97f4a7c15L * (i + 1) ^ run.getMostSignificantBits(),
                                0xc2b2ae3d27d4eb4fL * (i + 1))),
                        i % 3 == 0 ? CustomerKind.ORGANISATION : CustomerKind.PERSON,
                        World.details(name(random, i)),
                        List.of(
                                new ContactPoint.Email(new EmailAddress(
                                        "c" + i + run.toString().substring(0, 4) + "@acme.test")),
                                new ContactPoint.Phone(new PhoneNumber(
                                        "+86138" + String.format(Locale.ROOT, "%08d", random.nextInt(100_000_000))))),
                        "user " + random.nextInt(200)));
            }
            session.executeAll(commands);
        }
        return rows / ((System.nanoTime() - begin) / 1e9);
    }

    private static String name(Random random, int number) {
        return switch (number % 3) {
            case 0 -> any(random, PLACES) + some(random, STEM, 2 + random.nextInt(2)) + any(random, TRADES) + "有限公司";
            case 1 -> any(random, SURNAMES) + some(random, GIVEN, 1 + random.nextInt(2));
            default ->
                any(random, FIRST) + " "
                        + Integer.toString(random.nextInt(Integer.MAX_VALUE), 36)
                                .substring(0, 3) + " " + any(random, LAST);
        };
    }

    private static String any(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }

    private static String some(Random random, String of, int count) {
        StringBuilder some = new StringBuilder();
        for (int i = 0; i < count; i++) {
            some.append(of.charAt(random.nextInt(of.length())));
        }
        return some.toString();
    }

    private static void measure(String name, Crm crm) {
        Views<CustomerView> all = crm.as(new Actor("ann", Set.of())).views(CustomerView.TYPE);
        Views<CustomerView> own = crm.as(new Actor("user 7", Set.of())).views(CustomerView.TYPE);
        Map<String, IntFunction<String>> kinds = new LinkedHashMap<>();
        kinds.put("one letter", i -> String.valueOf((char) ('a' + i % 26)));
        kinds.put("three letters of a surname", i -> any(new Random(i), LAST).substring(0, 3));
        kinds.put(
                "a given name and the next letters",
                i -> any(new Random(i), FIRST) + " "
                        + Integer.toString(new Random(i).nextInt(Integer.MAX_VALUE), 36)
                                .substring(0, 2));
        kinds.put("a given name and a surname", i -> any(new Random(i), FIRST) + " " + any(new Random(i + 1), LAST));
        kinds.put("a Chinese surname", i -> any(new Random(i), SURNAMES));
        kinds.put("a Chinese name", i -> any(new Random(i), SURNAMES) + some(new Random(i), GIVEN, 1));
        kinds.put("two inner characters", i -> some(new Random(i), STEM, 2));
        kinds.put("a place and a trade", i -> any(new Random(i), PLACES) + " " + any(new Random(i + 1), TRADES));
        kinds.put("pinyin of a surname", i -> any(new Random(i), "wang", "zhang", "li", "chen", "zhao"));
        kinds.put(
                "pinyin in full, in two words",
                i -> any(new Random(i), "wang", "zhang", "li") + " "
                        + any(new Random(i + 1), "wei", "fang", "xiao", "jianguo"));
        kinds.put("initials of a company", i -> any(new Random(i), "bjhm", "shxt", "szhx", "gztr", "hzzk"));
        kinds.put("the last four digits", i -> String.format(Locale.ROOT, "%04d", i * 7 % 10_000));
        kinds.put(
                "a whole number", i -> "138" + String.format(Locale.ROOT, "%08d", new Random(i).nextInt(100_000_000)));
        System.out.printf(Locale.ROOT, "%n%-40s %8s %8s %8s%n", name + ", ms", "median", "p95", "own p95");
        List<Double> every = new ArrayList<>();
        kinds.forEach((kind, typed) -> {
            double[] seen = ask(all, typed);
            double[] owned = ask(own, typed);
            for (double each : seen) {
                every.add(each);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-40s %8.2f %8.2f %8.2f%n",
                    kind,
                    seen[ASKED / 2],
                    seen[(int) (ASKED * 0.95)],
                    owned[(int) (ASKED * 0.95)]);
        });
        double[] whole =
                every.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-40s %8.2f %8.2f%n%n",
                "all of them",
                whole[whole.length / 2],
                whole[(int) (whole.length * 0.95)]);
    }

    private static double[] ask(Views<CustomerView> views, IntFunction<String> typed) {
        for (int i = 0; i < ASKED / 5; i++) {
            views.lookup(typed.apply(31 * i), 10);
        }
        double[] millis = new double[ASKED];
        for (int i = 0; i < ASKED; i++) {
            String text = typed.apply(7919 * i);
            long begin = System.nanoTime();
            views.lookup(text, 10);
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }
}
