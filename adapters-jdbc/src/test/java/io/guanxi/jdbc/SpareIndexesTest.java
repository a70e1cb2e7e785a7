package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.ViewSource;
import io.guanxi.application.view.Fields;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.Sort;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.schema.FieldDetails;
import io.guanxi.domain.schema.FieldShape;
import io.guanxi.domain.schema.FieldType;
import io.guanxi.domain.schema.SchemaCommand.DefineField;
import io.guanxi.domain.schema.SchemaCommand.Open;
import io.guanxi.domain.schema.SchemaId;
import io.guanxi.domain.schema.SetFields;
import io.guanxi.jdbc.Sample.SampleId;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The indexes of spare columns, which databases that cannot leave out empty rows get with a column's first value. */
@ParameterizedClass
@MethodSource("lateKinds")
class SpareIndexesTest {

    private static final TenantId TENANT = TenantId.MAIN;

    private final Databases.Kind kind;
    private HikariDataSource pool;
    private JdbcStorage storage;

    SpareIndexesTest(Databases.Kind kind) {
        this.kind = kind;
    }

    static List<Databases.Kind> lateKinds() {
        return Databases.kinds().stream()
                .filter(each -> each != Databases.Kind.POSTGRESQL)
                .toList();
    }

    @BeforeEach
    void makeTables() {
        pool = kind.pool();
        storage = storage();
        open();
    }

    @AfterEach
    void close() {
        storage.close();
        pool.close();
    }

    private JdbcStorage storage() {
        return JdbcStorage.on(pool).createTables().lookEvery(Duration.ofMillis(10));
    }

    private void open() {
        storage.open(List.of(Sample.TYPE), Set.of(), new Json(), finished -> {});
    }

    /** As a start of another process, which knows nothing of what this one has done. */
    private void openAgain() {
        storage.close();
        storage = storage();
        open();
    }

    /** The spare columns of a table that have an index. */
    private Set<String> indexed(String table) {
        try (Connection connection = pool.getConnection()) {
            DatabaseMetaData data = connection.getMetaData();
            String name = data.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
            Set<String> columns = new TreeSet<>();
            try (ResultSet rows =
                    data.getIndexInfo(connection.getCatalog(), connection.getSchema(), name, false, true)) {
                while (rows.next()) {
                    String column = rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT);
                    if (column.startsWith("custom_")) {
                        columns.add(column);
                    }
                }
            }
            return columns;
        } catch (SQLException failure) {
            if (failure.getCause() instanceof ConcurrentModificationException) {
                // H2 was just adding one
                return indexed(table);
            }
            throw new IllegalStateException(failure);
        }
    }

    private static Sample sample(Map<String, Object> fields) {
        return new Sample(new SampleId(UUID.randomUUID()), "one", null, null, null, null, null, null, null, Set.of())
                .with(fields);
    }

    private void put(Sample... samples) {
        List<Versioned<Sample>> rows = new ArrayList<>();
        for (Sample each : samples) {
            rows.add(new Versioned<>(each, 1));
        }
        storage.transactions().executeInTransaction(() -> storage.views().put(Sample.TYPE, TENANT, rows));
    }

    private long count(String motto) {
        return storage.views()
                .count(Sample.TYPE, TENANT, Sample.FIELDS.text("motto").is(motto));
    }

    @Test
    void aTableBeginsWithoutThemAndGetsOneWithTheFirstValue() throws Exception {
        put(sample(Map.of()));
        assertThat(indexed("crm_v_sample")).isEmpty();
        put(sample(Map.of("motto", "onward")));
        Crms.await(() -> indexed("crm_v_sample").equals(Set.of("custom_text1")));
        put(sample(Map.of("born", java.time.LocalDate.of(2000, 1, 1), "gold", true)));
        Crms.await(() -> indexed("crm_v_sample").equals(Set.of("custom_text1", "custom_date1")));
        assertThat(count("onward")).isEqualTo(1);
    }

    @Test
    void aPageIsReadByItsIndex() throws Exception {
        put(sample(Map.of("motto", "m0")));
        Crms.await(() -> indexed("crm_v_sample").equals(Set.of("custom_text1")));
        Sample[] more = new Sample[200];
        for (int i = 0; i < more.length; i++) {
            more[i] = sample(i < 100 ? Map.of("motto", "m" + (1_000 + i)) : Map.of());
        }
        put(more);
        CountingSource source = new CountingSource(pool);
        JdbcStorage asking = JdbcStorage.on(source).createTables();
        asking.open(List.of(Sample.TYPE), Set.of(), new Json(), finished -> {});
        source.statements.remove();
        List<Versioned<Sample>> page = asking.views()
                .find(
                        Sample.TYPE,
                        new ViewSource.Query<>(
                                TENANT,
                                Sample.FIELDS.text("motto").atLeast("m1002"),
                                List.of(new Sort<>(Sample.FIELDS.text("motto"), false)),
                                null,
                                3));
        asking.close();
        assertThat(page).hasSize(3);
        if (kind == Databases.Kind.H2) {
            String select = source.statements.get().stream()
                    .filter(each -> each.contains("order by"))
                    .reduce((one, other) -> other)
                    .orElseThrow();
            assertThat(explained(select))
                    .containsIgnoringCase("crm_v_sample_i4")
                    .contains("index sorted");
        }
    }

    private String explained(String select) {
        try (Connection connection = pool.getConnection();
                var explain = connection.prepareStatement("explain " + select)) {
            explain.setString(1, "main");
            explain.setString(2, "m1002");
            explain.setInt(3, 1); // anything: see Dialect.unrepeated
            explain.setInt(4, 3);
            try (ResultSet plan = explain.executeQuery()) {
                plan.next();
                return plan.getString(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void theNextStartFindsThemAndMakesThoseOfFurtherColumns() throws Exception {
        put(sample(Map.of("motto", "onward")));
        Crms.await(() -> indexed("crm_v_sample").size() == 1);
        openAgain();
        put(sample(Map.of("motto", "upward", "seats", java.math.BigDecimal.TEN)));
        Crms.await(() -> indexed("crm_v_sample").equals(Set.of("custom_text1", "custom_number1")));
    }

    @Test
    void manyWhoWriteTheFirstValuesLoseNothing() throws Exception {
        int threads = 4;
        int each = 50;
        ExecutorService writers = Executors.newFixedThreadPool(threads);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            all.add(writers.submit(() -> {
                for (int j = 0; j < each; j++) {
                    put(sample(Map.of("motto", "onward", "seats", java.math.BigDecimal.ONE)));
                }
            }));
        }
        for (Future<?> one : all) {
            one.get(60, TimeUnit.SECONDS);
        }
        writers.shutdown();
        // whoever came in between may have kept it from being made; the next value has it made
        Crms.await(() -> {
            put(sample(Map.of("motto", "later", "seats", java.math.BigDecimal.ONE)));
            return indexed("crm_v_sample").equals(Set.of("custom_text1", "custom_number1"));
        });
        assertThat(count("onward")).isEqualTo((long) threads * each);
    }

    @Test
    void whatCannotBeMadeNowIsMadeWithALaterValueAndTheCommandIsDone() throws Exception {
        try (Connection other = pool.getConnection()) {
            other.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            other.setAutoCommit(false);
            try (var update = other.createStatement()) {
                update.executeUpdate("update crm_v_sample set version = 2 where tenant = 'nobody'");
            }
            put(sample(Map.of("motto", "onward")));
            // which waits for the attempt
            storage.close();
            assertThat(indexed("crm_v_sample")).isEmpty();
            other.commit();
            other.setAutoCommit(true);
        }
        storage = storage();
        open();
        assertThat(count("onward")).isEqualTo(1);
        put(sample(Map.of("motto", "upward")));
        Crms.await(() -> indexed("crm_v_sample").equals(Set.of("custom_text1")));
    }

    @Test
    void nothingIsMadeForWhoMayNotMakeTables() {
        storage.close();
        storage = JdbcStorage.on(pool);
        open();
        put(sample(Map.of("motto", "onward")));
        storage.close();
        assertThat(indexed("crm_v_sample")).isEmpty();
        assertThat(storage.viewsSql(List.of(Sample.TYPE)))
                .containsIgnoringCase("sample_i4")
                .containsIgnoringCase("sample_i11")
                .containsIgnoringCase("custom_reference1");
    }

    /** On H2 nobody could read or write such a table meanwhile. */
    @Test
    void thatOfALargeTableIsLeftToTheNextStart() throws Exception {
        if (kind == Databases.Kind.H2) {
            Databases.run(
                    pool,
                    "insert into crm_v_sample (tenant, id, version, document)"
                            + " select 'main', random_uuid(), 1, '{}' from system_range(1, " + (SpareIndexes.BRIEF + 1)
                            + ")");
        }
        put(sample(Map.of("motto", "onward")));
        if (kind == Databases.Kind.H2) {
            Crms.await(() -> Databases.number(
                            pool,
                            "select count(*) from information_schema.columns where remarks = 'to be indexed'"
                                    + " and table_name = 'CRM_V_SAMPLE'")
                    == 1);
            assertThat(indexed("crm_v_sample")).isEmpty();
            openAgain();
            assertThat(indexed("crm_v_sample")).containsExactly("custom_text1");
            assertThat(Databases.number(
                            pool, "select count(*) from information_schema.columns where remarks = 'to be indexed'"))
                    .isZero();
        } else {
            Crms.await(() -> indexed("crm_v_sample").equals(Set.of("custom_text1")));
        }
        assertThat(count("onward")).isEqualTo(1);
    }

    @Test
    void viewsThatAreFoldedAnewHaveThemToo() throws Exception {
        try (Crm crm = Crms.builder(storage()).build()) {
            CrmSession session = crm.as(Crms.ANN);
            SchemaId schema = SchemaId.of("customer");
            session.executeAll(List.of(
                    Open.of("customer"),
                    new DefineField(
                            schema, "motto", FieldShape.of(FieldType.TEXT).indexed(), FieldDetails.PLAIN)));
            CustomerId acme = CustomerId.random();
            session.execute(Register.organisation(acme, "Acme"));
            session.execute(SetFields.of(acme).set("motto", "onward"));
            Crms.await(() -> indexed("crm_v_customer").equals(Set.of("custom_text1")));
            crm.rebuild(CustomerView.TYPE).done().get(60, TimeUnit.SECONDS);
            assertThat(indexed("crm_v_customer_2")).containsExactly("custom_text1");
            Fields<CustomerView> fields = session.fields(CustomerView.TYPE);
            assertThat(session.views(CustomerView.TYPE)
                            .find(
                                    fields.text("motto").is("onward"),
                                    PageRequest.first(5).by(fields.text("motto")))
                            .views())
                    .extracting(View::id)
                    .containsExactly(acme);
        }
    }
}
