package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.Meta;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.jdbc.Sample.SampleId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What only MariaDB does: transactions that see nothing new, deadlocks that undo all, DDL that is not undone. */
@Tag("mariadb")
class MariaDbTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private HikariDataSource pool;
    private Transactions transactions;

    @BeforeEach
    void open() {
        pool = Databases.mariaDb();
        Databases.run(
                pool, "create table t (a varchar(20) primary key, n int)", "insert into t values ('a', 0), ('b', 0)");
        transactions = new Transactions(pool, Dialects.MARIADB);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        pool.close();
    }

    private HikariDataSource poolWith(String variables) {
        return Databases.pool(pool.getJdbcUrl() + "&sessionVariables=" + variables, 2);
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (Statement plain = connection.createStatement()) {
            plain.execute(statement);
        }
    }

    private void write(String statement) {
        transactions.write(connection -> {
            run(connection, statement);
            return true;
        });
    }

    private long sum() {
        return transactions.read(connection -> {
            try (Statement statement = connection.createStatement();
                    var rows = statement.executeQuery("select sum(n) from t")) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    // ---- transactions
    // -----------------------------------------------------------------------------------------------------

    @Test
    void ourTransactionsSeeWhatIsCommittedMeanwhileAndThoseOfTheHostAreAsBefore() throws SQLException {
        pool.setMaximumPoolSize(2);
        transactions.executeInTransaction(() -> {
            assertThat(sum()).isZero();
            Databases.run(pool, "update t set n = 1 where a = 'a'");
            assertThat(sum()).isEqualTo(1);
        });
        for (int i = 0; i < 2; i++) {
            try (Connection hosts = pool.getConnection()) {
                hosts.setAutoCommit(false);
                long before = transactions.joining(hosts, this::sum);
                Databases.run(pool, "update t set n = n + 1 where a = 'a'");
                assertThat(transactions.<Long>joining(hosts, this::sum)).isEqualTo(before);
                hosts.commit();
                hosts.setAutoCommit(true);
            }
        }
    }

    @Test
    void aClaimThatTheHostsTransactionCannotSeeIsRefusedAllTheSame() throws SQLException {
        try (Crm crm = Crms.builder(JdbcStorage.on(pool).createTables()).build();
                Connection hosts = pool.getConnection()) {
            hosts.setAutoCommit(false);
            run(hosts, "select * from crm_claim");
            crm.as(Crms.ANN).execute(Crms.acme(CustomerId.random()));
            run(hosts, "update t set n = 1 where a = 'a'");
            var session = crm.joining(hosts).as(Crms.ANN);
            assertThatThrownBy(() -> session.execute(Crms.acme(CustomerId.random())))
                    .isInstanceOfSatisfying(
                            CrmException.Refused.class,
                            refused -> assertThat(refused.rule()).isEqualTo(CustomerRule.EMAIL_TAKEN));
            session.execute(Register.organisation(CustomerId.random(), "Ajax"));
            hosts.commit();
            hosts.setAutoCommit(true);
            assertThat(sum()).isEqualTo(1);
            assertThat(crm.as(Crms.ANN).views(CustomerView.TYPE).count(CustomerView.NAME.in("Acme", "Ajax")))
                    .isEqualTo(2);
        }
    }

    /** The other one has written more, so that it is ours that is undone. */
    private void deadlock() {
        try (Connection other = pool.getConnection()) {
            other.setAutoCommit(false);
            run(other, "insert into t select concat('x', seq), 0 from seq_1_to_100");
            run(other, "update t set n = 100 where a = 'b'");
            write("update t set n = 1 where a = 'a'");
            Future<?> waiting = threads.submit(() -> {
                run(other, "update t set n = 100 where a = 'a'");
                return true;
            });
            Crms.await(() -> Databases.number(
                            pool, "select count(*) from information_schema.innodb_trx where trx_state = 'LOCK WAIT'")
                    > 0);
            try {
                write("update t set n = 1 where a = 'b'");
            } finally {
                waiting.get(20, TimeUnit.SECONDS);
                other.rollback();
                other.setAutoCommit(true);
            }
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void afterADeadlockNothingIsCommittedThoughItIsIgnored() {
        assertThatThrownBy(() -> transactions.executeInTransaction(() -> {
                    write("insert into t values ('before', 1)");
                    assertThatThrownBy(this::deadlock).isInstanceOf(ConflictException.class);
                    write("insert into t values ('after', 1)");
                }))
                .isInstanceOf(ConflictException.class);
        assertThat(sum()).isZero();
    }

    @Test
    void afterADeadlockTheHostIsToldToRollBack() throws SQLException {
        try (Connection hosts = pool.getConnection()) {
            hosts.setAutoCommit(false);
            run(hosts, "insert into t values ('order', 1)");
            assertThatThrownBy(() -> transactions.joining(hosts, () -> {
                        deadlock();
                        return true;
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("roll the transaction back")
                    .hasCauseInstanceOf(ConflictException.class);
            hosts.rollback();
            hosts.setAutoCommit(true);
        }
        assertThat(sum()).isZero();
    }

    @Test
    void whoeverWaitsForALockInVainMayTryAgain() throws SQLException {
        try (Connection other = pool.getConnection();
                HikariDataSource impatient = poolWith("innodb_lock_wait_timeout=1")) {
            other.setAutoCommit(false);
            run(other, "update t set n = 1 where a = 'a'");
            transactions = new Transactions(impatient, Dialects.MARIADB);
            assertThatThrownBy(() -> write("update t set n = 2 where a = 'a'")).isInstanceOf(ConflictException.class);
            other.rollback();
            other.setAutoCommit(true);
        }
    }

    /** As MariaDB does from 11.8 on if not told otherwise. */
    @Test
    void aRowThatIsNewerThanTheHostsTransactionIsAConflict() throws SQLException {
        try (HikariDataSource strict = poolWith("innodb_snapshot_isolation=1");
                Connection hosts = strict.getConnection()) {
            hosts.setAutoCommit(false);
            run(hosts, "insert into t values ('order', 1)");
            run(hosts, "select * from t");
            Databases.run(pool, "update t set n = 0 where a = 'a'", "update t set n = 5 where a = 'a'");
            assertThatThrownBy(() -> transactions.joining(hosts, () -> {
                        write("update t set n = n + 1 where a = 'a'");
                        return true;
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("roll the transaction back")
                    .hasCauseInstanceOf(ConflictException.class);
            hosts.rollback();
            hosts.setAutoCommit(true);
        }
        assertThat(sum()).isEqualTo(5);
    }

    // ---- tables
    // -----------------------------------------------------------------------------------------------------------

    @Test
    void aMigrationThatWasBrokenOffIsDoneAgain() {
        Databases.run(pool, "create view crm_schema_version as select 0 as version");
        assertThatThrownBy(
                        () -> Crms.builder(JdbcStorage.on(pool).createTables()).build())
                .isInstanceOf(RuntimeException.class);
        assertThat(Databases.number(pool, "select count(*) from crm_view_type")).isZero();
        Databases.run(pool, "drop view crm_schema_version");
        for (int i = 0; i < 2; i++) {
            Crms.builder(JdbcStorage.on(pool).createTables()).build().close();
        }
        assertThat(Databases.number(pool, "select count(*) from crm_schema_version"))
                .isEqualTo(1);
    }

    @Test
    void nodesThatStartTogetherMakeTheTablesOnce() throws Exception {
        List<ViewType<?>> views = Crms.views();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(threads.submit(() -> JdbcStorage.on(pool).createTables().open(views, new Json(), finished -> {})));
        }
        for (Future<?> each : all) {
            each.get(60, TimeUnit.SECONDS);
        }
        JdbcStorage.on(pool).validateTables().open(views, new Json(), finished -> {});
        assertThat(Databases.number(pool, "select count(*) from crm_view_type")).isEqualTo(views.size());
        assertThat(Databases.number(pool, "select count(*) from crm_schema_version"))
                .isEqualTo(1);
    }

    @Test
    void connectionsThatStoreSomethingElseThanIsSaidAreRefused() {
        for (String mode : new String[] {"''", "'STRICT_TRANS_TABLES,EMPTY_STRING_IS_NULL'"}) {
            try (HikariDataSource careless = poolWith("sql_mode=" + mode)) {
                assertThatThrownBy(() -> Crms.builder(JdbcStorage.on(careless).createTables())
                                .build())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("sql_mode");
            }
        }
    }

    @Test
    void aTextOfADeclaredListIsShorterThanOthersAndNeverCutOff() {
        JdbcStorage storage = JdbcStorage.on(pool).createTables();
        storage.open(List.of(Sample.TYPE), new Json(), finished -> {});
        put(storage, sample("福".repeat(340), Set.of("福".repeat(100_000)), null, null));
        assertThatThrownBy(() -> put(storage, sample("x".repeat(341), Set.of(), null, null)))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        failure -> assertThat(failure.sqlState()).isEqualTo("22001"));
        storage.close();
    }

    @Test
    void timesAndDaysOfAllYearsAreKept() {
        JdbcStorage storage = JdbcStorage.on(pool).createTables();
        storage.open(List.of(Sample.TYPE), new Json(), finished -> {});
        // the second is an hour that comes twice on the Chatham Islands, where the tests are
        for (String time :
                new String[] {"0001-01-01T00:00:00Z", "2026-04-04T14:15:16.123456Z", "2026-04-04T13:15:16Z"}) {
            Instant instant = Instant.parse(time);
            LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
            put(storage, sample("a", Set.of(), day, instant));
            assertThat(storage.views()
                            .count(
                                    Sample.TYPE,
                                    TenantId.MAIN,
                                    Sample.TIME.is(instant).and(Sample.DAY.is(day))))
                    .as(time)
                    .isEqualTo(1);
            assertThat(storage.views()
                            .group(
                                    Sample.TYPE,
                                    TenantId.MAIN,
                                    Filter.everything(),
                                    Grouping.by(Sample.TIME, Sample.DAY)))
                    .extracting(each -> each.keys())
                    .containsExactly(List.of(instant, day));
        }
        storage.close();
    }

    private static void put(JdbcStorage storage, Sample sample) {
        storage.views().put(Sample.TYPE, TenantId.MAIN, List.of(new Versioned<>(sample, 1)));
    }

    private static Sample sample(String text, Set<String> words, @Nullable LocalDate day, @Nullable Instant time) {
        return new Sample(new SampleId(new UUID(0, 1)), text, null, null, null, null, day, time, null, words);
    }

    // ---- the log
    // ----------------------------------------------------------------------------------------------------------

    @Test
    void aLongLogIsReadWholeAndInOrder() {
        JdbcStorage storage = JdbcStorage.on(pool).createTables();
        storage.open(List.of(), new Json(), finished -> {});
        List<StoredEvent> events = new ArrayList<>();
        for (int i = 0; i < 2_400; i++) {
            events.add(event(new UUID(i % 2 == 0 ? i % 7 : -1 - i % 7, i % 7), i / 14 + 1));
        }
        storage.transactions().executeInTransaction(() -> storage.log().append(events));
        assertThat(storage.log().head()).isEqualTo(2_400);
        List<List<StoredEvent>> streams = new ArrayList<>();
        storage.log().forEachStream("sample", streams::add);
        assertThat(streams).hasSize(14);
        assertThat(streams.stream().mapToInt(List::size).sum()).isEqualTo(2_400);
        for (List<StoredEvent> stream : streams) {
            assertThat(stream)
                    .extracting(StoredEvent::aggregate)
                    .containsOnly(stream.get(0).aggregate());
            assertThat(stream).extracting(each -> each.meta().sequence()).isSorted();
        }
        assertThat(streams)
                .extracting(each -> each.get(0).aggregate().toString())
                .isSorted();
        storage.close();
    }

    private static StoredEvent event(UUID aggregate, long sequence) {
        Instant now = Instant.parse("2026-03-02T12:00:00Z");
        UUID command = new UUID(0, sequence);
        Meta meta = new Meta(TenantId.MAIN, sequence, now, now, "ann", command, "customer.tag", 1, command, null);
        return new StoredEvent(0, "sample", aggregate, "sample.done", 1, "{}", meta);
    }
}
