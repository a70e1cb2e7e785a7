package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.spi.Json;
import io.guanxi.application.view.Versioned;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.jdbc.Notes.Note;
import io.guanxi.jdbc.Notes.NoteCommand;
import io.guanxi.jdbc.Notes.NoteId;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What the contract of storages cannot ask, because only a database has it. */
@ParameterizedClass
@MethodSource("io.guanxi.jdbc.Databases#kinds")
class CrmOnDatabasesTest {

    private final Databases.Kind kind;

    private HikariDataSource pool;

    CrmOnDatabasesTest(Databases.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        pool = kind.pool();
    }

    @AfterEach
    void close() throws InterruptedException {
        Crms.await(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
        pool.close();
    }

    private JdbcStorage storage() {
        return JdbcStorage.on(pool).createTables();
    }

    private long rows(String table) {
        return Databases.number(pool, "select count(*) from " + table);
    }

    @Test
    void aPoolOfFourServesSixteenThreads() throws Exception {
        pool.setMaximumPoolSize(4);
        Queue<String> told = new ConcurrentLinkedQueue<>();
        List<CrmSession> inside = new CopyOnWriteArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (Crm crm = Crms.builder(storage())
                .on(CustomerEvent.Tagged.class, tagged -> told.add(tagged.tag()))
                .onInTransaction(
                        CustomerEvent.Registered.class,
                        registered -> inside.get(0).execute(new CustomerCommand.Tag(registered.customerId(), "new")))
                .build()) {
            CrmSession session = crm.as(Crms.ANN);
            inside.add(session);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                all.add(threads.submit(() -> {
                    for (int j = 0; j < 4; j++) {
                        CustomerId id = CustomerId.random();
                        session.execute(Register.organisation(id, "Acme"));
                        session.execute(new CustomerCommand.Tag(id, "vip"));
                        assertThat(session.views(CustomerView.TYPE)
                                        .count(CustomerView.TAGS.has("new").and(CustomerView.NAME.is("Acme"))))
                                .isPositive();
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
            Crms.await(() -> told.size() == 128);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aFailingViewLeavesNothing() {
        AtomicBoolean failing = new AtomicBoolean(true);
        Notes notes = Notes.with(1, text -> {
            if (failing.get()) {
                throw new IllegalStateException("the view fails");
            }
            return text;
        });
        NoteCommand write = new NoteCommand.Write(new NoteId(new UUID(0, 1)), "hello");
        try (Crm crm = Crms.builder(storage()).feature(notes).build()) {
            CrmSession session = crm.as(Crms.ANN);
            assertThatThrownBy(() -> session.executeAll(List.of(Crms.acme(CustomerId.random()), write)))
                    .hasMessage("the view fails");
            for (String table : List.of("crm_event", "crm_v_customer", "crm_v_note", "crm_claim")) {
                assertThat(rows(table)).as(table).isZero();
            }
            failing.set(false);
            session.execute(write);
            assertThat(rows("crm_v_note")).isEqualTo(1);
        }
    }

    @Test
    void aViewOfAnotherShapeIsFoldedAnew() {
        NoteId id = new NoteId(new UUID(0, 1));
        try (Crm crm =
                Crms.builder(storage()).feature(Notes.with(1, text -> text)).build()) {
            crm.as(Crms.ANN).execute(new NoteCommand.Write(id, "first"));
            crm.as(Crms.ANN).execute(new NoteCommand.Write(id, "second"));
        }
        Notes same = Notes.with(1, text -> text + " in another way");
        assertThat(textAfterOpening(same, id)).isEqualTo("second");
        Notes raised = Notes.with(2, text -> text + " in another way");
        assertThat(textAfterOpening(raised, id)).isEqualTo("second in another way");

        Notes shaped = Notes.withAnotherAttribute();
        JdbcStorage stopped = storage();
        assertThat(stopped.open(List.of(shaped.view()), new Json(), finished -> {}))
                .containsExactly(shaped.view());
        stopped.close();
        assertThat(rows("crm_v_note_3")).as("stopped before it was folded").isZero();
        assertThat(textAfterOpening(shaped, id)).isEqualTo("second");
        assertThat(Databases.number(pool, "select length from crm_v_note_3")).isEqualTo(6);
        assertThat(textAfterOpening(shaped, id)).isEqualTo("second");
    }

    private String textAfterOpening(Notes notes, NoteId id) {
        try (Crm crm = Crms.builder(storage()).feature(notes).build()) {
            Versioned<Note> seen =
                    crm.as(Crms.ANN).views(notes.view()).versioned(id).orElseThrow();
            assertThat(seen.version()).isEqualTo(2);
            return seen.view().text();
        }
    }

    @Test
    void twoCrmsShareADatabaseUnderTwoPrefixes() {
        CustomerId id = CustomerId.random();
        try (Crm one = Crms.builder(storage()).build();
                Crm other = Crms.builder(JdbcStorage.on(pool).prefix("").createTables())
                        .build()) {
            one.as(Crms.ANN).execute(Crms.acme(id));
            assertThat(other.as(Crms.ANN).views(CustomerView.TYPE).byId(id)).isEmpty();
            other.as(Crms.ANN).execute(Crms.acme(id));
        }
        assertThat(rows("crm_event")).isEqualTo(2);
        assertThat(rows("event")).isEqualTo(2);
    }

    @Test
    void theTablesAreInTheSchemaThatIsGiven() {
        String schema = Databases.freshName();
        CustomerId id = CustomerId.random();
        for (int i = 0; i < 2; i++) {
            try (Crm crm = Crms.builder(JdbcStorage.on(pool).schema(schema).createTables())
                    .build()) {
                crm.as(Crms.ANN).execute(Crms.acme(id));
                assertThat(crm.as(Crms.ANN).views(CustomerView.TYPE).count(CustomerView.NAME.is("Acme")))
                        .isEqualTo(1);
            }
        }
        assertThat(rows(schema + ".crm_event")).isEqualTo(2);
        assertThat(rows(schema + ".crm_v_customer")).isEqualTo(1);
    }
}
