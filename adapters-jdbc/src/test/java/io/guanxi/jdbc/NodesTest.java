package io.guanxi.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Duty;
import io.guanxi.application.Feature;
import io.guanxi.application.Recorded;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.Versioned;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerEvent.Tagged;
import io.guanxi.domain.customer.CustomerEvent.Untagged;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CrmException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Several processes on one database: they share what is to be done after commands evenly, one at a time does a duty, none decides on
 * what it remembers and another has changed, and what a killed one has left is taken over.
 */
@ParameterizedClass
@MethodSource("servers")
class NodesTest {

    private static final int NODES = 3;
    private static final int LISTENERS = 3;
    private static final int SEGMENTS = 2;
    private static final int CUSTOMERS = 6;

    /** Which of them is killed. */
    private static final int KILLED = 1;

    /** When each listener was told of each customer for the first time after that. */
    private static final String FIRST_HEARD_AFTER =
            "select who, about, min(at) as at from noted where what = 'heard' and at >"
                    + " (select at from noted where what = 'killed') group by who, about";

    private final Databases.Kind kind;
    private final List<Process> nodes = new ArrayList<>();

    @TempDir
    private Path directory;

    private HikariDataSource pool;

    NodesTest(Databases.Kind kind) {
        this.kind = kind;
    }

    /** Those that more than one process can open. */
    static Stream<Databases.Kind> servers() {
        return Databases.kinds().stream().filter(each -> each != Databases.Kind.H2);
    }

    private static CustomerId customer(int number) {
        return new CustomerId(new UUID(7, number));
    }

    /** Tags what is to be done, and notes when. */
    private record Chores(DataSource source, String node) implements Feature {

        @Override
        public String name() {
            return "chores";
        }

        @Override
        public List<Duty<?>> duties() {
            return List.of(new Duty<>(
                    "chore",
                    CustomerView.TYPE,
                    now -> CustomerView.TAGS
                            .has("todo")
                            .and(CustomerView.TAGS.has("done").not()),
                    view -> {
                        note(source, "began", "chore", node, view.id(), 0);
                        pause(20);
                        note(source, "ended", "chore", node, view.id(), 0);
                        return new CustomerCommand.Tag(view.id(), "done");
                    }));
        }
    }

    private static void note(DataSource source, String what, String who, String node, CustomerId about, long number) {
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into noted (what, who, node, about, number) values (?, ?, ?, ?, ?)")) {
            insert.setString(1, what);
            insert.setString(2, who);
            insert.setString(3, node);
            insert.setString(4, about.value().toString());
            insert.setLong(5, number);
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** One process. It tags and untags the same customers with the same tags as all others, until it is told to stop. */
    public static final class Node {

        private static volatile boolean enough;

        public static void main(String[] arguments) throws Exception {
            var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String name = arguments[1];
            HikariDataSource source = Databases.pool(arguments[0], 8);
            CrmBuilder builder = Crms.builder(JdbcStorage.on(source))
                    .without("process")
                    .without("ticket")
                    .feature(new Chores(source, name))
                    .segments(SEGMENTS)
                    .dutiesEvery(Duration.ofMillis(100));
            for (int i = 0; i < LISTENERS; i++) {
                String listener = "listener-" + i;
                builder.on(
                        listener,
                        Tagged.class,
                        heard -> note(
                                source,
                                "heard",
                                listener,
                                name,
                                heard.event().customerId(),
                                heard.meta().sequence()));
            }
            Crm crm = builder.build();
            Thread writer = new Thread(() -> write(crm.as(Crms.ANN)));
            writer.start();
            orders.readLine();
            enough = true;
            writer.join();
            orders.readLine();
            crm.close();
            System.exit(0);
        }

        private static void write(CrmSession session) {
            Random random = new Random();
            try {
                while (!enough) {
                    CustomerId id = customer(random.nextInt(CUSTOMERS));
                    String tag = "t" + random.nextInt(20);
                    try {
                        session.execute(
                                random.nextBoolean()
                                        ? new CustomerCommand.Tag(id, tag)
                                        : new CustomerCommand.Untag(id, tag));
                    } catch (CrmException.Stale another) {
                        // three at once at one customer
                    }
                    pause(10);
                }
            } catch (RuntimeException failure) {
                failure.printStackTrace();
                Runtime.getRuntime().halt(1);
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @BeforeEach
    void open() {
        pool = kind.pool();
        Databases.run(
                pool,
                "create table noted (what varchar(10), who varchar(40), node varchar(40), about varchar(40),"
                        + " number bigint, at timestamp(6)"
                        + (kind == Databases.Kind.POSTGRESQL ? " with time zone" : "")
                        + " default current_timestamp(6))");
        try (Crm crm = Crms.builder(JdbcStorage.on(pool).createTables()).build()) {
            for (int i = 0; i < CUSTOMERS; i++) {
                crm.as(Crms.ANN).execute(CustomerCommand.Register.organisation(customer(i), "Customer " + i));
                crm.as(Crms.ANN).execute(new CustomerCommand.Tag(customer(i), "todo"));
            }
        }
    }

    private static Crm crm(JdbcStorage storage) {
        return Crms.builder(storage).without("process").without("ticket").build();
    }

    @AfterEach
    void close() {
        nodes.forEach(Process::destroyForcibly);
        pool.close();
    }

    private void startNode() throws IOException {
        nodes.add(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx200m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Node.class.getName(),
                        pool.getJdbcUrl(),
                        "node-" + nodes.size())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("node-" + nodes.size()).toFile())
                .start());
    }

    private void tell(String order) throws IOException {
        for (Process each : nodes) {
            if (each.isAlive()) {
                each.getOutputStream().write(order.getBytes(StandardCharsets.UTF_8));
                each.getOutputStream().flush();
            }
        }
    }

    private void end() throws Exception {
        tell("end\n");
        for (int i = 0; i < nodes.size(); i++) {
            int code = nodes.get(i).waitFor();
            assertThat(code).as(said(i)).isEqualTo(i == KILLED ? 128 + 9 : 0);
        }
    }

    private long number(String select) {
        return Databases.number(pool, select);
    }

    /** How many segments each node has that has any. */
    private List<Long> parts() {
        return numbers(
                "select count(*) as n from crm_token where processor_name like 'listener-%' and owner is not null"
                        + " group by owner order by 1");
    }

    private List<Long> numbers(String select) {
        return Databases.rows(pool, select).stream()
                .map(each -> Long.valueOf(each.replaceAll("\\D", "")))
                .toList();
    }

    @Test
    void nodesShareTheWorkAndTakeOverWhatAKilledOneHasLeft() throws Exception {
        for (int i = 0; i < NODES; i++) {
            startNode();
        }
        awaitEvenParts(NODES);
        await(() -> number("select count(*) from crm_event") > 200);

        nodes.get(KILLED).destroyForcibly().waitFor();
        note(pool, "killed", "", "node-" + KILLED, customer(0), 0);
        await(() -> number("select count(*) from (" + FIRST_HEARD_AFTER + ") f") == LISTENERS * CUSTOMERS);
        System.out.printf(
                "%s: of %d processes one was killed; within %d ms all it had to tell went on%n",
                kind, NODES, silence());
        awaitEvenParts(NODES - 1);

        startNode();
        awaitEvenParts(NODES);
        tell("stop\n");
        awaitAllHeard();
        await(() -> number("select count(*) from crm_v_customer where tags like '%|done|%'") == CUSTOMERS);
        end();
        requireRightDecisions();
        requireOneRunnerAtATime();
    }

    private void awaitEvenParts(int alive) throws InterruptedException {
        List<Long> even = Collections.nCopies(alive, (long) LISTENERS * SEGMENTS / alive);
        await(() -> parts().equals(even));
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        Crms.await(() -> {
            for (int i = 0; i < nodes.size(); i++) {
                assertThat(nodes.get(i).isAlive() || i == KILLED).as(said(i)).isTrue();
            }
            return condition.getAsBoolean();
        });
    }

    private String said(int node) {
        try {
            return Files.readString(directory.resolve("node-" + node));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The longest time from the kill until a listener was told again of a customer, in milliseconds. */
    private long silence() {
        Timestamp killed = time("select at from noted where what = 'killed'");
        Timestamp last = time("select max(f.at) from (" + FIRST_HEARD_AFTER + ") f");
        return last.getTime() - killed.getTime();
    }

    private Timestamp time(String select) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(select)) {
            rows.next();
            return rows.getTimestamp(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void awaitAllHeard() throws InterruptedException {
        for (int i = 0; i < CUSTOMERS; i++) {
            List<Long> told;
            try (Crm crm = crm(JdbcStorage.on(pool))) {
                told = crm.as(Crms.ANN).history(customer(i)).stream()
                        .filter(each -> each.event() instanceof Tagged tagged
                                && !tagged.tag().equals("todo"))
                        .map(each -> each.meta().sequence())
                        .toList();
            }
            for (int j = 0; j < LISTENERS; j++) {
                String heard = "select distinct number from noted where what = 'heard' and who = 'listener-" + j
                        + "' and about = '" + customer(i).value() + "' order by 1";
                Crms.await(() -> numbers(heard).containsAll(told));
            }
        }
    }

    /** Views are what the log folds to; and whoever decided on what he remembers would tag again what another has tagged. */
    private void requireRightDecisions() {
        try (Crm crm = crm(JdbcStorage.on(pool))) {
            for (int i = 0; i < CUSTOMERS; i++) {
                Set<String> tags = new HashSet<>();
                List<Recorded<?>> history = crm.as(Crms.ANN).history(customer(i));
                assertThat(crm.as(Crms.ANN).views(CustomerView.TYPE).versioned(customer(i)))
                        .contains(
                                new Versioned<>(requireNonNull(CustomerView.TYPE.fold(null, history)), history.size()));
                for (Recorded<?> each : history) {
                    if (each.event() instanceof Tagged tagged) {
                        assertThat(tags.add(tagged.tag())).isTrue();
                    } else if (each.event() instanceof Untagged untagged) {
                        assertThat(tags.remove(untagged.tag())).isTrue();
                    }
                }
            }
        }
    }

    /** A chore begun by one process and not ended yet is not begun by another, but for that which was killed over it. */
    private void requireOneRunnerAtATime() {
        String open = "";
        for (String each : Databases.rows(
                pool,
                "select what, node, about from noted where who = 'chore' and node <> 'node-" + KILLED
                        + "' order by at")) {
            boolean begun = each.contains("what=began");
            String chore = each.replaceFirst("what=[a-z]+", "");
            assertThat(open).isEqualTo(begun ? "" : chore);
            open = begun ? chore : "";
        }
    }
}
