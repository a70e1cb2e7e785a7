package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Rebuild;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.jdbc.Notes.NoteCommand;
import io.guanxi.jdbc.Notes.NoteId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Views that are folded anew beside those that are read. That they are right in the end is a part of the contract of storages. */
@ParameterizedClass
@MethodSource("io.guanxi.jdbc.Databases#kinds")
class RebuildTest {

    private static final int NOTES = 5_000;

    private final Databases.Kind kind;

    private HikariDataSource pool;

    RebuildTest(Databases.Kind kind) {
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
        return JdbcStorage.on(pool).createTables().lookEvery(Duration.ofMillis(100));
    }

    private Crm crm(Notes notes) {
        return Crms.builder(storage()).feature(notes).build();
    }

    private static NoteId id(int number) {
        return new NoteId(new UUID(number * 0x9e3779b97f4a7c15L, number));
    }

    private static void write(Crm crm, int from, int count) {
        List<Command> all = IntStream.range(from, from + count)
                .<Command>mapToObj(each -> new NoteCommand.Write(id(each), "note " + each))
                .toList();
        crm.as(Crms.ANN).executeAll(all);
    }

    private static Rebuild.Progress end(Rebuild rebuild) throws Exception {
        return rebuild.done().get(60, TimeUnit.SECONDS);
    }

    /** The table that is read. */
    private String table(String view) {
        long edition =
                Databases.number(pool, "select max(edition) from crm_view_type where folded and name = '" + view + "'");
        return "crm_v_" + view + (edition == 1 ? "" : "_" + edition);
    }

    private List<String> rows(String view) {
        return Databases.rows(pool, "select * from " + table(view) + " order by tenant, id", "_newest");
    }

    private List<String> terms(String view) {
        return Databases.rows(
                pool, "select * from " + table(view).replace("crm_v_", "crm_t_") + " order by tenant, term, id", "");
    }

    @Test
    void theTableEqualsThatOfAFreshFoldToTheLastColumnAndOfTheOthersNothingIsLeft() throws Exception {
        try (Crm crm = Crms.builder(storage()).lookup(CustomerView.TYPE).build()) {
            CrmSession session = crm.as(Crms.ANN);
            for (int i = 0; i < 30; i++) {
                CustomerId id = CustomerId.random();
                session.execute(CustomerCommand.Register.organisation(id, "Customer " + i));
                session.execute(new CustomerCommand.Tag(id, "vip"));
            }
            List<String> before = rows("customer");
            List<String> terms = terms("customer");
            Databases.run(
                    pool,
                    "update crm_v_customer set document = '{}', name = 'wrong'",
                    "delete from crm_t_customer where term = 'customer'");
            Rebuild.Progress progress = end(crm.rebuild(CustomerView.TYPE));
            assertThat(rows("customer")).isEqualTo(before).hasSize(30);
            assertThat(terms("customer")).isEqualTo(terms).hasSize(90);
            assertThat(progress.streams()).isEqualTo(30);
            assertThat(progress.ofStreams()).isEqualTo(30);
            assertThat(progress.events()).isEqualTo(60);
            Crms.await(() -> Databases.number(pool, "select count(*) from crm_view_type where name = 'customer'") == 1);
            assertThat(table("customer")).isEqualTo("crm_v_customer_2");
            for (String gone : List.of("crm_v_customer", "crm_t_customer")) {
                assertThatThrownBy(() -> Databases.number(pool, "select count(*) from " + gone))
                        .isInstanceOf(IllegalStateException.class);
            }
            assertThat(Databases.number(pool, "select count(*) from crm_view_part"))
                    .isZero();
        }
    }

    /** As long as it has not ended, all that is read is old; and from then on new. */
    @Test
    void aReaderSeesAllOldViewsOrAllNewOnes() throws Exception {
        AtomicBoolean folding = new AtomicBoolean();
        CountDownLatch half = new CountDownLatch(1);
        AtomicInteger folded = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Notes notes = Notes.with(1, any -> {
            if (folding.get() && folded.incrementAndGet() == NOTES / 2) {
                await(half);
            }
            return (folding.get() ? "new " : "old ") + any;
        });
        try (Crm here = crm(notes);
                Crm there = crm(notes)) {
            write(here, 0, NOTES);
            folding.set(true);
            Rebuild rebuild = here.rebuild(notes.view());
            Thread reader = new Thread(() -> {
                try {
                    while (!seen.contains("new")) {
                        var found = there.as(Crms.ANN)
                                .views(notes.view())
                                .find(
                                        Filter.everything(),
                                        PageRequest.first(1_000).byId())
                                .views();
                        Set<String> kinds = found.stream()
                                .map(each -> each.text().substring(0, 3))
                                .collect(Collectors.toSet());
                        assertThat(found).hasSize(1_000);
                        assertThat(kinds).hasSize(1);
                        seen.addAll(kinds);
                    }
                } catch (RuntimeException | AssertionError broken) {
                    failure.set(broken);
                }
            });
            reader.start();
            Crms.await(() -> folded.get() >= NOTES / 2 && (seen.contains("old") || failure.get() != null));
            half.countDown();
            end(rebuild);
            reader.join(60_000);
            assertThat(failure.get()).isNull();
            assertThat(seen).containsExactlyInAnyOrder("old", "new");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** From then on it begins no rebuild, and goes on with none. */
    private static boolean isClosed(Crm crm, Notes notes) {
        try {
            crm.rebuild(notes.view());
            return false;
        } catch (IllegalStateException closed) {
            return true;
        }
    }

    @Test
    void whatWasCutOffGoesOnWhereItWas() throws Exception {
        AtomicInteger written = new AtomicInteger();
        CountDownLatch closing = new CountDownLatch(1);
        Notes slow = Notes.with(1, text -> {
            if (written.incrementAndGet() > NOTES && text.equals("note 7")) {
                await(closing);
            }
            return text;
        });
        Rebuild cutOff;
        try (Crm crm = crm(slow)) {
            write(crm, 0, NOTES);
            cutOff = crm.rebuild(slow.view());
            Crms.await(() -> cutOff.progress().streams() >= 2_000);
            new Thread(() -> {
                        while (!isClosed(crm, slow)) {
                            Thread.onSpinWait();
                        }
                        closing.countDown();
                    })
                    .start();
        }
        assertThat(cutOff.done()).isCompletedExceptionally();
        long before = Databases.number(pool, "select sum(streams) from crm_view_part where folded");
        assertThat(before).isBetween(2_000L, NOTES - 1L);
        AtomicInteger again = new AtomicInteger();
        Notes quick = Notes.with(1, text -> {
            again.incrementAndGet();
            return text;
        });
        try (Crm crm = crm(quick)) {
            Rebuild.Progress progress = end(crm.rebuild(quick.view()));
            assertThat(progress.streams()).isEqualTo(NOTES);
            assertThat(again.get()).isEqualTo((int) (NOTES - before));
        }
        assertThat(rows("note")).hasSize(NOTES);
        assertThat(table("note")).isEqualTo("crm_v_note_2");
    }

    /** A node that falls silent in the middle, as one that is killed does. */
    @Test
    void anotherNodeTakesOverFromOneThatIsGone() throws Exception {
        Notes notes = Notes.with(1, text -> text);
        try (Crm crm = crm(notes)) {
            write(crm, 0, NOTES);
            JdbcStorage gone = storage();
            gone.open(List.of(notes.view()), new io.guanxi.application.spi.Json(), any -> {});
            var making = gone.editions().begin(notes.view(), "gone", -1);
            assertThat(making.mine()).isTrue();
            assertThat(gone.editions()
                            .plan(
                                    notes.view(),
                                    making.edition(),
                                    "gone",
                                    () -> gone.log().ranges("note", 2_000)))
                    .isTrue();
            assertThat(gone.editions().begin(notes.view(), "other", -1).mine()).isFalse();
            assertThat(end(crm.rebuild(notes.view())).streams()).isEqualTo(NOTES);
            assertThat(gone.editions().beat(notes.view(), making.edition(), "gone"))
                    .isFalse();
            gone.close();
        }
        assertThat(rows("note")).hasSize(NOTES);
    }

    @Test
    void aCancelledOneLeavesNothing() throws Exception {
        CountDownLatch cancelling = new CountDownLatch(1);
        AtomicInteger folded = new AtomicInteger(-100);
        Notes notes = Notes.with(1, text -> {
            if (folded.incrementAndGet() > 50) {
                await(cancelling);
            }
            return text;
        });
        try (Crm crm = crm(notes)) {
            write(crm, 0, 100);
            Rebuild rebuild = crm.rebuild(notes.view());
            assertThat(crm.rebuild(notes.view())).isSameAs(rebuild);
            Crms.await(() -> folded.get() > 50);
            new Thread(cancelling::countDown).start();
            assertThat(rebuild.cancel() || rebuild.done().isDone()).isTrue();
            folded.set(-1_000);
            assertThatThrownBy(() -> Databases.number(pool, "select count(*) from crm_v_note_2"))
                    .isInstanceOf(IllegalStateException.class);
            write(crm, 100, 10);
            assertThat(rows("note")).hasSize(110);
            assertThat(end(crm.rebuild(notes.view())).streams()).isEqualTo(110);
            Crms.await(() -> Databases.number(pool, "select count(*) from crm_view_type where name = 'note'") == 1);
            write(crm, 110, 10);
            assertThat(rows("note")).hasSize(120);
            assertThat(table("note")).isEqualTo("crm_v_note_3");
        }
    }

    /** Who has a transaction open that wrote before the announcement is waited for; what he wrote is there. */
    @Test
    void whoWroteBeforeTheAnnouncementIsWaitedFor() throws Exception {
        Notes notes = Notes.with(1, text -> text);
        try (Crm here = crm(notes);
                Crm there = crm(notes);
                var connection = pool.getConnection()) {
            write(here, 0, 10);
            connection.setAutoCommit(false);
            there.joining(connection).as(Crms.ANN).execute(new NoteCommand.Write(id(3), "changed"));
            there.joining(connection).as(Crms.ANN).execute(new NoteCommand.Write(id(99), "added"));
            Rebuild rebuild = here.rebuild(notes.view());
            Thread.sleep(1_500);
            assertThat(rebuild.progress().stage()).isEqualTo(Rebuild.Stage.ANNOUNCING);
            write(here, 20, 1);
            connection.commit();
            connection.setAutoCommit(true);
            end(rebuild);
            assertThat(here.as(Crms.ANN)
                            .views(notes.view())
                            .byId(id(3))
                            .orElseThrow()
                            .text())
                    .isEqualTo("changed");
            assertThat(rows("note")).hasSize(12);
        }
    }

    /** Another shape has another table: a node of the older build still reads its own, and does not write what it does not know. */
    @Test
    void aNodeOfAnOlderBuildKeepsItsTable() {
        Notes old = Notes.with(1, text -> text);
        Notes shaped = Notes.withAnotherAttribute();
        try (Crm older = crm(old)) {
            write(older, 0, 10);
            try (Crm newer = crm(shaped)) {
                write(newer, 10, 1);
                assertThat(newer.as(Crms.ANN).views(shaped.view()).count(Filter.everything()))
                        .isEqualTo(11);
                assertThat(older.as(Crms.ANN).views(old.view()).count(Filter.everything()))
                        .isEqualTo(10);
                assertThatThrownBy(() -> write(older, 20, 1))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("newer build");
                assertThat(newer.as(Crms.ANN).views(shaped.view()).count(Filter.everything()))
                        .isEqualTo(11);
            }
        }
    }

    /** Who may not make tables folds in place. */
    @Test
    void withoutTheRightToMakeTablesItIsDoneInPlace() throws Exception {
        Notes notes = Notes.with(1, text -> text);
        try (Crm owner = crm(notes)) {
            write(owner, 0, 10);
        }
        List<String> before = rows("note");
        try (Crm crm = Crms.builder(JdbcStorage.on(pool).validateTables())
                .feature(notes)
                .build()) {
            Databases.run(
                    pool, "update crm_v_note set document = '{}'", "delete from crm_v_note where text = 'note 3'");
            assertThat(end(crm.rebuild(notes.view())).events()).isEqualTo(10);
            assertThat(table("note")).isEqualTo("crm_v_note");
            assertThat(rows("note")).isEqualTo(before);
        }
    }

    @Test
    void commandsGoOnInTheMiddle() throws Exception {
        CountDownLatch going = new CountDownLatch(1);
        AtomicInteger folded = new AtomicInteger(-100);
        Thread[] writer = new Thread[1];
        Notes notes = Notes.with(1, text -> {
            if (Thread.currentThread() != writer[0] && folded.incrementAndGet() > 50) {
                await(going);
            }
            return text;
        });
        List<Throwable> failures = new ArrayList<>();
        try (Crm here = Crms.builder(storage())
                        .feature(notes)
                        .lookup(notes.view())
                        .build();
                Crm there = Crms.builder(storage())
                        .feature(notes)
                        .lookup(notes.view())
                        .build()) {
            write(here, 0, 100);
            writer[0] = new Thread(() -> {
                try {
                    for (int i = 0; i < 20; i++) {
                        there.as(Crms.ANN).execute(new NoteCommand.Write(id(95 + i), "changed " + i));
                    }
                    there.as(Crms.ANN).execute(new NoteCommand.Write(id(95), "changed again"));
                    assertThatThrownBy(() -> there.as(Crms.ANN).execute(new NoteCommand.Write(id(94), "changed again")))
                            .as("its claim is not touched")
                            .isInstanceOf(CrmException.Refused.class);
                } catch (RuntimeException | AssertionError failure) {
                    failures.add(failure);
                }
            });
            Rebuild rebuild = here.rebuild(notes.view());
            Crms.await(() -> folded.get() > 50);
            writer[0].start();
            writer[0].join(30_000);
            assertThat(failures).isEmpty();
            assertThat(rebuild.done()).isNotDone();
            going.countDown();
            end(rebuild);
            assertThat(rows("note"))
                    .hasSize(115)
                    .filteredOn(each -> each.contains("changed again"))
                    .hasSize(1);
            assertThat(rows("note"))
                    .filteredOn(each -> each.contains("text=changed"))
                    .hasSize(20);
            assertThat(terms("note")).hasSize(3 * 115);
            assertThat(here.as(Crms.ANN)
                            .views(notes.view())
                            .lookup("changed", 100)
                            .views())
                    .hasSize(20);
        }
    }
}
