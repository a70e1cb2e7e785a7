package io.guanxi.jdbc;

import static io.guanxi.application.view.PageRequest.first;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Throwables;
import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Duty;
import io.guanxi.application.Feature;
import io.guanxi.application.Recorded;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.spi.MutableClock;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whichever call to the database fails, and however: afterwards all of the command is there or nothing, and it is there if it was
 * acknowledged; the command can be repeated; no connection is missing.
 */
@ParameterizedClass
@MethodSource("io.guanxi.jdbc.Databases#kinds")
class EveryCallFailsOnceTest {

    private final Databases.Kind kind;

    private Faults faults;
    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-02T12:00:00Z"));
    private final List<CrmSession> inside = new ArrayList<>();
    private HikariDataSource pool;
    private HikariDataSource observer;
    private Crm crm;
    private long trials;

    EveryCallFailsOnceTest(Databases.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        pool = kind.pool();
        observer = Databases.pool(pool.getJdbcUrl(), 1);
        faults = new Faults(pool);
        crm = Crms.builder(JdbcStorage.on(faults.source()).createTables().lookEvery(Duration.ofHours(1)))
                .clock(clock)
                .without("process")
                .without("ticket")
                .onInTransaction(CustomerEvent.Archived.class, archived -> tagOther(archived.customerId()))
                .onInTransaction(CustomerEvent.Locked.class, locked -> tagOtherAndIgnoreARefusal(locked.customerId()))
                .build();
        inside.add(crm.as(Crms.ANN));
    }

    @AfterEach
    void close() {
        crm.close();
        pool.close();
        observer.close();
    }

    private void tagOther(CustomerId id) {
        inside.get(0).execute(new CustomerCommand.Tag(other(id), "told"));
    }

    private void tagOtherAndIgnoreARefusal(CustomerId id) {
        tagOther(id);
        try {
            inside.get(0)
                    .executeAll(List.of(
                            new CustomerCommand.Tag(other(id), "undone"),
                            new CustomerCommand.AddContactPoint(other(id), email(id, "first"))));
        } catch (CrmException.Refused taken) {
            // what it wrote is undone by itself
        }
    }

    private static CustomerId other(CustomerId id) {
        return new CustomerId(new UUID(id.value().getMostSignificantBits(), 2));
    }

    private static ContactPoint email(CustomerId id, String name) {
        return new ContactPoint.Email(new EmailAddress(name + "-" + id.value() + "@acme.test"));
    }

    /** Whoever is due is greeted. */
    private static final class Greeting implements Feature {

        @Override
        public String name() {
            return "greeting";
        }

        @Override
        public List<Duty<?>> duties() {
            return List.of(new Duty<>(
                    "greet",
                    CustomerView.TYPE,
                    now -> CustomerView.NAME
                            .is("Due")
                            .and(CustomerView.TAGS.has("greeted").not()),
                    view -> new CustomerCommand.Tag(view.id(), "greeted")));
        }
    }

    /** What is tried: a thing to do to one customer, whose ids are new each time. */
    @FunctionalInterface
    private interface Work {
        void on(CustomerId id) throws SQLException;
    }

    private CrmSession session() {
        return crm.as(Crms.ANN);
    }

    private void registered(CustomerId id) {
        session()
                .executeAll(List.of(
                        Register.organisation(id, "Acme", email(id, "first")),
                        Register.organisation(other(id), "Ajax")));
    }

    private static void nothing(CustomerId id) {}

    @Test
    void ofANewAggregateWithAClaim() {
        everyCall(EveryCallFailsOnceTest::nothing, this::registerWithEmail);
    }

    private void registerWithEmail(CustomerId id) {
        session().execute(Register.organisation(id, "Acme", email(id, "first")));
    }

    @Test
    void ofAChangeToAnAggregate() {
        everyCall(this::registered, id -> session().execute(new CustomerCommand.Tag(id, "vip")));
    }

    @Test
    void ofAClaimThatIsGivenUpForAnother() {
        everyCall(
                this::registered,
                id -> session()
                        .executeAll(List.of(
                                new CustomerCommand.AddContactPoint(id, email(id, "second")),
                                new CustomerCommand.RemoveContactPoint(id, email(id, "first")),
                                new CustomerCommand.AddContactPoint(other(id), email(id, "third")))));
    }

    @Test
    void ofCommandsToSeveralAggregates() {
        everyCall(this::registered, id -> {
            OpportunityId deal = new OpportunityId(new UUID(id.value().getMostSignificantBits(), 3));
            session()
                    .executeAll(List.of(
                            OpportunityCommand.Open.named(deal, "Deal")
                                    .withCustomerId(id)
                                    .withAmount(Money.parse("EUR 10")),
                            new CustomerCommand.Tag(id, "dealing"),
                            new CustomerCommand.Tag(other(id), "losing")));
        });
    }

    @Test
    void ofACommandThatIsFollowedInItsTransaction() {
        everyCall(this::registered, id -> session().execute(new CustomerCommand.Archive(id, "gone")));
    }

    @Test
    void ofACommandInWhoseTransactionAnotherIsRefused() {
        everyCall(
                id -> {
                    registered(id);
                    session().execute(new CustomerCommand.AssignOwner(id, "ann"));
                },
                id -> session().execute(new CustomerCommand.Lock(id)));
    }

    /** The host repeats its whole transaction, as hosts do. */
    @Test
    void ofATransactionOfTheHost() {
        everyCall(EveryCallFailsOnceTest::nothing, id -> {
            Connection connection = faults.source().getConnection();
            try (connection) {
                connection.setAutoCommit(false);
                CrmSession joined = crm.joining(connection).as(Crms.ANN);
                joined.execute(Register.organisation(id, "Acme", email(id, "first")));
                joined.execute(new CustomerCommand.Tag(id, "vip"));
                connection.commit();
            } finally {
                connection.close(); // which may have failed
            }
        });
    }

    @Test
    void ofQuestions() {
        everyCall(this::registered, id -> {
            var customers = session().views(CustomerView.TYPE);
            assertThat(customers.byId(id)).isPresent();
            assertThat(customers
                            .with(CustomerView.TYPE)
                            .find(CustomerView.NAME.is("Acme"), first(1).byId())
                            .views())
                    .hasSize(1);
            assertThat(customers.count(CustomerView.NAME.is("Nobody"))).isZero();
            assertThat(session().history(id)).hasSize(2);
        });
    }

    /** A command of a duty has its own transaction, and what it failed at is noted in another; so only the outcome counts. */
    @Test
    void ofADuty() {
        crm.close();
        JdbcStorage storage = JdbcStorage.on(faults.source()).lookEvery(Duration.ofHours(1));
        crm = ofCustomersOnly(storage).clock(clock).feature(new Greeting()).build();
        int number = 0;
        do {
            number++;
            for (Faults.Kind how : Faults.Kind.values()) {
                if (!Rounds.many() && how != inTurn(number)) {
                    continue;
                }
                CustomerId id = prepared(each -> session().execute(Register.organisation(each, "Due")));
                faults.arm(how, number);
                attempt(each -> crm.runDue(), id);
                faults.disarm();
                clock.advance(Duration.ofHours(1));
                crm.runDue();
                String name = how + " at call " + number;
                assertThat(session().history(id))
                        .as(name)
                        .extracting(Recorded::name)
                        .containsExactly("customer.registered", "customer.tagged");
                assertThat(pool.getHikariPoolMXBean().getActiveConnections())
                        .as(name)
                        .isZero();
            }
        } while (faults.fired());
    }

    /** Opening is repeated until it succeeds; what it folds anew is all there at any time. */
    @Test
    void ofAnOpeningThatFoldsViewsAnew() {
        registered(new CustomerId(new UUID(++trials, 1)));
        List<String> views = Databases.rows(observer, "select * from crm_v_customer order by id");
        openings(5, number -> {
            Databases.run(observer, "update crm_view_type set folded = false where name = 'customer'");
            return JdbcStorage.on(faults.source()).createTables().lookEvery(Duration.ofHours(1));
        });
        assertThat(Databases.rows(observer, "select * from crm_v_customer order by id"))
                .isEqualTo(views);
    }

    @Test
    void ofTheMakingOfTables() {
        openings(
                Rounds.many() ? 10 : 100,
                number -> JdbcStorage.on(faults.source())
                        .prefix("p" + number + "_")
                        .createTables());
    }

    private void openings(int step, IntFunction<JdbcStorage> storage) {
        int number = 1;
        int turn = 0;
        do {
            JdbcStorage tried = storage.apply(number);
            Faults.Kind how = inTurn(turn++);
            faults.arm(how, number);
            Throwable failure = attempt(any -> ofCustomersOnly(tried).build().close(), new CustomerId(new UUID(0, 0)));
            int calls = faults.disarm();
            String name = how + " at call " + number + " of " + calls + ", thrown: " + failure;
            try (Crm opened = ofCustomersOnly(tried).build()) {
                assertThat(opened.as(Crms.ANN).views(CustomerView.TYPE).count(Filter.everything()))
                        .as(name)
                        .isNotNegative();
            }
            number += step;
        } while (faults.fired());
        assertThat(number).as("calls").isGreaterThan(20);
    }

    private static CrmBuilder ofCustomersOnly(JdbcStorage storage) {
        CrmBuilder builder = Crms.builder(storage);
        List.of("opportunity", "campaign", "ticket", "product", "person", "process")
                .forEach(builder::without);
        return builder;
    }

    /** A failed attempt is repeated by the next one, which gets further; what is done is repeated unhindered. */
    private void everyCall(Work before, Work work) {
        assertThat(attempt(work, prepared(before))).isNull(); // so that what is looked up now and then has been
        CustomerId id = prepared(before);
        String start = state(id);
        faults.arm(Faults.Kind.BEFORE, Integer.MAX_VALUE);
        assertThat(attempt(work, id)).isNull();
        int calls = faults.disarm();
        String done = state(id);
        int tried = 0;
        int fired = 0;
        for (Faults.Kind how : Faults.Kind.values()) {
            id = prepared(before);
            for (int number = 1; number <= calls; number++) {
                if (!isDue(how, number, calls)) {
                    continue;
                }
                faults.arm(how, number);
                Throwable failure = attempt(work, id);
                faults.disarm();
                String name = how + " at call " + number + " of " + calls + ", thrown: " + failure;
                boolean all = failure == null || faults.committed();
                fired += faults.fired() ? 1 : 0;
                tried++;
                assertThat(state(id)).as(name).isEqualTo(all ? done : start);
                assertThat(pool.getHikariPoolMXBean().getActiveConnections())
                        .as(name)
                        .isZero();
                requireTellsNoData(failure);
                if (all) {
                    assertThat(attempt(work, id)).as(name + ", repeated").isNull();
                    assertThat(state(id)).as(name + ", repeated").isEqualTo(done);
                    id = prepared(before);
                }
            }
            assertThat(attempt(work, id)).as(how + ", in the end").isNull();
            assertThat(state(id)).as(how + ", in the end").isEqualTo(done);
        }
        // all of them, unless a definition was looked up by chance while they were counted
        assertThat(fired).isGreaterThan(tried * 2 / 3);
    }

    /** In a short run the kinds of failure take turns, but for the last calls: it is there that what is written is committed. */
    private static boolean isDue(Faults.Kind how, int number, int calls) {
        return Rounds.many() || number > calls - 6 || how == inTurn(number);
    }

    private static Faults.Kind inTurn(int number) {
        List<Faults.Kind> kinds = List.of(Faults.Kind.values());
        return kinds.get(number % kinds.size());
    }

    private CustomerId prepared(Work before) {
        CustomerId id = new CustomerId(new UUID(++trials, 1));
        assertThat(attempt(before, id)).isNull();
        return id;
    }

    private static void requireTellsNoData(@Nullable Throwable failure) {
        if (failure == null || failure instanceof SQLException) {
            return; // which was of the host's own calls
        }
        assertThat(Throwables.getStackTraceAsString(failure)).doesNotContain(Faults.SECRET);
        if (failure instanceof IllegalStateException) {
            assertThat(failure).hasMessageContaining("roll the transaction back");
        } else {
            assertThat(failure)
                    .isInstanceOfAny(StorageException.class, CrmException.Stale.class, ConflictException.class);
        }
    }

    private static @Nullable Throwable attempt(Work work, CustomerId id) {
        try {
            work.on(id);
            return null;
        } catch (SQLException | RuntimeException failure) {
            return failure;
        }
    }

    /** All that is stored of the trial's aggregates, but for ids that are made anew each time. */
    private String state(CustomerId id) {
        String ids = IntStream.of(1, 2, 3)
                .mapToObj(each -> "'" + new UUID(trials, each) + "'")
                .collect(Collectors.joining(", ", "(", ")"));
        StringBuilder all = new StringBuilder();
        for (String query : List.of(
                "select * from crm_event where tenant = 'main' and aggregate in " + ids
                        + " order by aggregate, sequence",
                "select * from crm_claim where tenant = 'main' and holder in " + ids + " order by scope, claimed",
                "select * from crm_v_customer where tenant = 'main' and id in " + ids + " order by id",
                "select * from crm_v_opportunity where tenant = 'main' and id in " + ids + " order by id")) {
            Databases.rows(observer, query, "position", "command_id", "correlation")
                    .forEach(row -> all.append(row).append('\n'));
        }
        return all.toString().replace(id.value().toString().substring(0, 18), "trial");
    }
}
