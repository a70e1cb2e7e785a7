package io.guanxi.application.spi;

import static io.guanxi.application.view.PageRequest.first;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Dated;
import io.guanxi.application.Duty;
import io.guanxi.application.Feature;
import io.guanxi.application.FeedPart;
import io.guanxi.application.Guard;
import io.guanxi.application.Outcome;
import io.guanxi.application.Past;
import io.guanxi.application.Rebuild;
import io.guanxi.application.Recorded;
import io.guanxi.application.Undone;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.access.Scopes;
import io.guanxi.application.customer.CustomerFeature;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Page;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.Customer;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a storage must do, said through the CRM that stands on it. An adapter's author extends this class, gives an empty storage
 * for each test and a second storage over the same data, and is done when it is green. Nothing in it may be skipped.
 */
public abstract class StorageContract extends FactsContract {

    private static final Actor ANN = new Actor("ann", Set.of("sales"));
    private static final Actor BOB = new Actor("bob", Set.of("sales"));
    private static final TenantId OTHER = new TenantId("other");
    private static final Instant START = Instant.parse("2026-03-02T12:00:00.123456Z");

    private final MutableClock clock = new MutableClock(START);
    private final List<Crm> open = new ArrayList<>();

    @AfterEach
    void closeAll() {
        open.forEach(Crm::close);
    }

    private CrmBuilder builder(Storage storage) {
        return Crm.builder()
                .storage(storage)
                .authorizer(Authorizer.allowEverything())
                .clock(clock)
                .zone(ZoneId.of("Asia/Shanghai"))
                .dutiesEvery(Duration.ZERO);
    }

    private Crm start(CrmBuilder builder) {
        Crm crm = builder.build();
        open.add(crm);
        return crm;
    }

    private CrmSession session() {
        return start(builder(empty())).as(ANN);
    }

    private static Register acme(CustomerId id) {
        return Register.organisation(id, "Acme", email("info@acme.test"));
    }

    private static ContactPoint email(String text) {
        return new ContactPoint.Email(new EmailAddress(text));
    }

    // ---- commands
    // -----------------------------------------------------------------------------------------------------------

    @Test
    void whatIsExecutedIsSeenAtOnce() {
        CrmSession session = session();
        CustomerId id = CustomerId.random();
        Outcome outcome = session.execute(acme(id));
        assertThat(outcome.version()).isEqualTo(2);
        Versioned<CustomerView> seen =
                session.views(CustomerView.TYPE).versioned(id).orElseThrow();
        assertThat(seen.version()).isEqualTo(2);
        assertThat(seen.view().details()).isEqualTo(CustomerDetails.named("Acme"));
        assertThat(seen.view().contactPoints()).containsExactly(email("info@acme.test"));
        assertThat(seen.view().registeredAt()).isEqualTo(START);
    }

    @Test
    void aRetriedCommandChangesNothing() {
        CrmSession session = session();
        CustomerId id = CustomerId.random();
        session.execute(acme(id));
        Outcome again = session.execute(acme(id));
        assertThat(again.events()).isEmpty();
        assertThat(again.version()).isEqualTo(2);
        assertThat(session.history(id)).hasSize(2);
    }

    @Test
    void aRefusedCommandLeavesNothing() {
        CrmSession session = session();
        CustomerId id = CustomerId.random();
        session.execute(acme(id));
        assertThatThrownBy(() -> session.execute(Register.organisation(id, "Ajax")))
                .isInstanceOfSatisfying(
                        CrmException.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(CustomerRule.ALREADY_REGISTERED));
        assertThat(session.views(CustomerView.TYPE)
                        .byId(id)
                        .orElseThrow()
                        .details()
                        .name())
                .isEqualTo("Acme");
    }

    @Test
    void anIdNamesOneThingOnly() {
        Storage storage = empty();
        CrmSession session = start(builder(storage)).as(ANN);
        CustomerId id = CustomerId.random();
        session.execute(acme(id));
        requireTaken(() -> session.execute(dealOf(id)));
        requireTaken(() -> start(builder(again(storage))).as(ANN).execute(dealOf(id)));

        CustomerId other = CustomerId.random();
        Register register = Register.organisation(other, "Ajax");
        requireTaken(() -> session.executeAll(List.of(register, dealOf(other))));
        requireTaken(() -> session.executeAll(List.of(register, acme(CustomerId.random()), dealOf(id))));
        assertThat(session.views(CustomerView.TYPE).count(Filter.everything())).isOne();
    }

    private static OpportunityCommand dealOf(CustomerId id) {
        return OpportunityCommand.Open.named(new OpportunityId(id.value()), "Deal");
    }

    private static void requireTaken(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CrmException.Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .singleElement()
                                .satisfies(each -> assertThat(each.field()).isEqualTo("opportunityId")));
    }

    @Test
    void theExpectedVersionGuardsAgainstLostUpdates() {
        CrmSession session = session();
        CustomerId id = CustomerId.random();
        session.execute(acme(id));
        session.execute(new CustomerCommand.Tag(id, "vip"), 2);
        assertThatThrownBy(() -> session.execute(new CustomerCommand.Tag(id, "new"), 2))
                .isInstanceOf(CrmException.Stale.class);
        assertThat(session.views(CustomerView.TYPE).byId(id).orElseThrow().tags())
                .containsExactly("vip");
    }

    @Test
    void severalCommandsAreAllOrNothing() {
        CrmSession session = session();
        CustomerId first = CustomerId.random();
        CustomerId second = CustomerId.random();
        assertThatThrownBy(() ->
                        session.executeAll(List.of(acme(first), new CustomerCommand.Tag(first, "vip"), acme(second))))
                .isInstanceOf(CrmException.Refused.class);
        assertThat(session.views(CustomerView.TYPE).count(Filter.everything())).isZero();
        assertThatThrownBy(() -> session.history(first)).isInstanceOf(CrmException.NotFound.class);

        List<Outcome> outcomes = session.executeAll(
                List.of(acme(first), new CustomerCommand.Tag(first, "vip"), new CustomerCommand.Tag(first, "new")));
        assertThat(outcomes).extracting(Outcome::version).containsExactly(2L, 3L, 4L);
        assertThat(session.views(CustomerView.TYPE).byId(first).orElseThrow().tags())
                .containsExactlyInAnyOrder("vip", "new");
    }

    @Test
    void asynchronousCommandsFailWithTheSameExceptions() {
        CrmSession session = session();
        CustomerId id = CustomerId.random();
        assertThat(session.executeAsync(acme(id)).join().version()).isEqualTo(2);
        assertThat(session.executeAsync(Register.organisation(id, "Ajax")))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                .withCauseInstanceOf(CrmException.Refused.class);
    }

    @Test
    void historyTellsWhoWhenAndWhy() {
        CrmSession session = session();
        CustomerId id = CustomerId.random();
        Instant lastYear = Instant.parse("2025-01-01T00:00:00Z");
        session.at(lastYear).execute(acme(id));
        session.execute(new CustomerCommand.Tag(id, "vip"));
        List<Recorded<?>> history = session.history(id);
        assertThat(history)
                .extracting(Recorded::name)
                .containsExactly("customer.registered", "customer.contact-point-added", "customer.tagged");
        assertThat(history).extracting(each -> each.meta().sequence()).containsExactly(1L, 2L, 3L);
        assertThat(history).extracting(each -> each.meta().happenedAt()).containsExactly(lastYear, lastYear, START);
        assertThat(history).extracting(each -> each.meta().recordedAt()).containsOnly(START);
        assertThat(history).extracting(each -> each.meta().actor()).containsOnly("ann");
        assertThat(history.get(0).meta().commandId())
                .isEqualTo(history.get(1).meta().commandId())
                .isNotEqualTo(history.get(2).meta().commandId());
        assertThat(history.get(0).event())
                .isEqualTo(new CustomerEvent.Registered(id, CustomerKind.ORGANISATION, CustomerDetails.named("Acme")));
    }

    // ---- uniqueness and concurrency
    // -----------------------------------------------------------------------------------------

    @Test
    void anEmailAddressBelongsToOneCustomer() {
        CrmSession session = session();
        CustomerId first = CustomerId.random();
        CustomerId second = CustomerId.random();
        session.execute(acme(first));
        assertThatThrownBy(() -> session.execute(Register.organisation(second, "Ajax", email("INFO@acme.test"))))
                .isInstanceOfSatisfying(CrmException.Refused.class, refused -> {
                    assertThat(refused.rule()).isEqualTo(CustomerRule.EMAIL_TAKEN);
                    assertThat(refused.details()).containsExactly("info@acme.test");
                });
        assertThat(session.views(CustomerView.TYPE).byId(second)).isEmpty();
        session.execute(new CustomerCommand.RemoveContactPoint(first, email("info@acme.test")));
        session.execute(Register.organisation(second, "Ajax", email("info@acme.test")));
    }

    @Test
    void ofManyAtOnceOneGetsTheEmailAddress() throws Exception {
        CrmSession session = session();
        List<String> answers = atOnce(8, number -> {
            try {
                session.execute(acme(CustomerId.random()));
                return "done";
            } catch (CrmException turnedDown) {
                return turnedDown.code();
            }
        });
        assertThat(answers).filteredOn("done"::equals).hasSize(1);
        assertThat(answers).filteredOn(each -> !each.equals("done")).containsOnly("customer.email-taken");
        assertThat(session.views(CustomerView.TYPE).count(Filter.everything())).isEqualTo(1);
    }

    @Test
    void writersOfOneAggregateLoseNothing() throws Exception {
        CrmSession session = session();
        CustomerId id = CustomerId.random();
        session.execute(Register.organisation(id, "Acme"));
        Set<String> accepted = new HashSet<>();
        atOnce(8, number -> {
                    List<String> done = new ArrayList<>();
                    for (int i = 0; i < 10; i++) {
                        String tag = "t" + number + "-" + i;
                        try {
                            session.execute(new CustomerCommand.Tag(id, tag));
                            done.add(tag);
                        } catch (CrmException.Stale lost) {
                            assertThat(lost.code()).isEqualTo("stale");
                        }
                    }
                    return done;
                })
                .forEach(accepted::addAll);
        Versioned<CustomerView> seen =
                session.views(CustomerView.TYPE).versioned(id).orElseThrow();
        assertThat(seen.view().tags()).isEqualTo(accepted);
        assertThat(seen.version()).isEqualTo(1 + accepted.size());
        assertThat(session.history(id))
                .extracting(each -> each.meta().sequence())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, accepted.size() + 1)
                        .mapToObj(each -> (long) each)
                        .toList());
    }

    private static <T> List<T> atOnce(int threads, Numbered<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch gate = new CountDownLatch(threads);
            List<Callable<T>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                all.add(() -> {
                    gate.countDown();
                    gate.await();
                    return work.run(number);
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(all, 60, TimeUnit.SECONDS)) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    /** Work of one thread of several. */
    @FunctionalInterface
    private interface Numbered<T> {
        T run(int number) throws Exception;
    }

    // ---- questions
    // ----------------------------------------------------------------------------------------------------------

    private static final String[] NAMES = {"Acme", "Ajax", "acme", "Äpfel", "100%", "a_b", "福州公司", "Zeta"};

    private CrmSession withCustomers() {
        CrmSession session = session();
        for (int i = 0; i < NAMES.length; i++) {
            CustomerId id = new CustomerId(new UUID(0, i + 1));
            CustomerDetails details = CustomerDetails.named(NAMES[i])
                    .withIndustry(i % 2 == 0 ? "tools" : null)
                    .withFoundedYear(i < 5 ? 1990 + i : null)
                    .withAnnualRevenue(i < 4 ? Money.of(CurrencyUnit.EUR, BigDecimal.valueOf(1000L * i, 2)) : null)
                    .withParent(i == 0 ? null : new CustomerId(new UUID(0, 1)));
            session.execute(new Register(id, CustomerKind.ORGANISATION, details, List.of(), i % 3 == 0 ? "ann" : null));
            if (i % 2 == 1) {
                session.execute(new CustomerCommand.Tag(id, i == 1 ? "a|b" : "vip"));
            }
        }
        return session;
    }

    private static List<String> names(CrmSession session, Filter<CustomerView> filter) {
        return session.views(CustomerView.TYPE).find(filter, first(100).byId()).views().stream()
                .map(each -> each.details().name())
                .toList();
    }

    @Test
    void filtersAnswerAlikeEverywhere() {
        CrmSession session = withCustomers();
        assertThat(names(session, CustomerView.NAME.is("acme"))).containsExactly("acme");
        assertThat(names(session, CustomerView.NAME.startsWith("A"))).containsExactly("Acme", "Ajax");
        assertThat(names(session, CustomerView.NAME.contains("%"))).containsExactly("100%");
        assertThat(names(session, CustomerView.NAME.contains("_"))).containsExactly("a_b");
        assertThat(names(session, CustomerView.NAME.contains("州公"))).containsExactly("福州公司");
        assertThat(names(session, CustomerView.NAME.startsWith(""))).hasSize(NAMES.length);
        assertThat(names(session, CustomerView.INDUSTRY.is("tools"))).hasSize(4);
        assertThat(names(session, CustomerView.INDUSTRY.isNot("tools"))).hasSize(4);
        assertThat(names(session, CustomerView.INDUSTRY.absent())).hasSize(4);
        assertThat(names(session, CustomerView.FOUNDED_YEAR.between(1991L, 1992L)))
                .containsExactly("Ajax", "acme");
        assertThat(names(session, CustomerView.FOUNDED_YEAR.lessThan(1991L).not()))
                .hasSize(7);
        assertThat(names(session, CustomerView.ANNUAL_REVENUE.is(new BigDecimal("10"))))
                .containsExactly("Ajax");
        assertThat(names(session, CustomerView.ANNUAL_REVENUE.moreThan(new BigDecimal("10.000"))))
                .containsExactly("acme", "Äpfel");
        assertThat(names(session, CustomerView.TAGS.has("a|b"))).containsExactly("Ajax");
        assertThat(names(session, CustomerView.TAGS.has("a"))).isEmpty();
        assertThat(names(session, CustomerView.TAGS.absent())).hasSize(4);
        assertThat(names(session, CustomerView.OWNER.in("ann", "nobody"))).containsExactly("Acme", "Äpfel", "福州公司");
        assertThat(names(session, CustomerView.OWNER.in(List.of()))).isEmpty();
        assertThat(names(session, CustomerView.REGISTERED_AT.is(START))).hasSize(NAMES.length);
        assertThat(names(session, CustomerView.DEALT.is(true))).isEmpty();
        assertThat(names(session, CustomerView.NAME.is("Ajax").or(CustomerView.NAME.is("Zeta"))))
                .containsExactly("Ajax", "Zeta");
        assertThat(names(session, Filter.nothing())).isEmpty();
        assertThat(session.views(CustomerView.TYPE).count(CustomerView.ACTIVE)).isEqualTo(NAMES.length);
    }

    @Test
    void relatedFiltersAskOtherViews() {
        CrmSession session = withCustomers();
        assertThat(names(session, CustomerView.PARENT.of(CustomerView.TYPE, CustomerView.NAME.is("Acme"))))
                .hasSize(NAMES.length - 1);
        assertThat(names(session, CustomerView.PARENT.of(CustomerView.TYPE, CustomerView.NAME.is("Ajax"))))
                .isEmpty();
        assertThat(names(
                        session,
                        CustomerView.TYPE.having(CustomerView.TYPE, CustomerView.PARENT, CustomerView.NAME.is("Zeta"))))
                .containsExactly("Acme");
        assertThat(names(
                        session,
                        CustomerView.TYPE
                                .having(CustomerView.TYPE, CustomerView.PARENT, Filter.everything())
                                .not()))
                .hasSize(NAMES.length - 1);
    }

    @Test
    void relatedViewsAreReadWithThePage() {
        CrmSession session = withCustomers();
        Page<CustomerView> page = session.views(CustomerView.TYPE)
                .with(CustomerView.TYPE)
                .find(CustomerView.NAME.is("Zeta"), first(10).byId());
        CustomerView zeta = page.views().get(0);
        assertThat(page.related(CustomerView.TYPE, zeta.details().parent())
                        .map(each -> each.details().name()))
                .contains("Acme");
    }

    @Test
    void pagesNeitherRepeatNorSkip() {
        CrmSession session = withCustomers();
        List<PageRequest<CustomerView>> orders = List.of(
                first(3).byId(),
                first(3).by(CustomerView.NAME),
                first(1).by(CustomerView.INDUSTRY),
                first(2).by(CustomerView.INDUSTRY.descending()),
                first(3).by(CustomerView.INDUSTRY.descending(), CustomerView.FOUNDED_YEAR.ascending()),
                first(2).by(CustomerView.FOUNDED_YEAR.descending()),
                first(3).by(CustomerView.ANNUAL_REVENUE.ascending(), CustomerView.NAME.descending()));
        for (PageRequest<CustomerView> order : orders) {
            List<CustomerView> whole = session.views(CustomerView.TYPE)
                    .find(Filter.everything(), new PageRequest<>(100, order.sorts(), null))
                    .views();
            List<CustomerView> walked = new ArrayList<>();
            PageRequest<CustomerView> next = order;
            while (true) {
                Page<CustomerView> page = session.views(CustomerView.TYPE).find(Filter.everything(), next);
                walked.addAll(page.views());
                if (page.next() == null) {
                    break;
                }
                next = order.after(page.next());
            }
            assertThat(walked).as(order.toString()).hasSize(NAMES.length).isEqualTo(whole);
        }
    }

    @Test
    void absentValuesAreTheLargest() {
        CrmSession session = withCustomers();
        List<CustomerView> ascending = session.views(CustomerView.TYPE)
                .find(Filter.everything(), first(100).by(CustomerView.FOUNDED_YEAR))
                .views();
        assertThat(ascending.get(0).details().foundedYear()).isEqualTo(1990);
        assertThat(ascending.get(NAMES.length - 1).details().foundedYear()).isNull();
        List<CustomerView> descending = session.views(CustomerView.TYPE)
                .find(Filter.everything(), first(100).by(CustomerView.FOUNDED_YEAR.descending()))
                .views();
        assertThat(descending.get(0).details().foundedYear()).isNull();
    }

    @Test
    void aForeignCursorIsRefused() {
        CrmSession session = withCustomers();
        String cursor = session.views(CustomerView.TYPE)
                .find(Filter.everything(), first(3).by(CustomerView.NAME))
                .next();
        assertThat(cursor).isNotNull();
        PageRequest<CustomerView> byId = first(3).byId();
        for (String wrong : List.of(cursor == null ? "" : cursor, "", "x", "é.é", "....")) {
            assertThatThrownBy(() -> session.views(CustomerView.TYPE).find(Filter.everything(), byId.after(wrong)))
                    .isInstanceOf(CrmException.Invalid.class);
        }
    }

    @Test
    void groupsAreCountedAndSummedUp() {
        CrmSession session = withCustomers();
        List<Group> groups = session.views(CustomerView.TYPE)
                .group(
                        Filter.everything(),
                        Grouping.by(CustomerView.INDUSTRY)
                                .count("all")
                                .count("vip", CustomerView.TAGS.has("vip"))
                                .sum("revenue", CustomerView.ANNUAL_REVENUE, Filter.everything())
                                .average("mean", CustomerView.ANNUAL_REVENUE, Filter.everything())
                                .average("meanYear", CustomerView.FOUNDED_YEAR, CustomerView.OWNER.present())
                                .min("first", CustomerView.FOUNDED_YEAR, Filter.everything())
                                .max("last", CustomerView.FOUNDED_YEAR, Filter.nothing()));
        assertThat(groups).hasSize(2);
        Group tools = groups.get(0);
        assertThat(tools.key()).isEqualTo("tools");
        assertThat(tools.count("all")).isEqualTo(4);
        assertThat(tools.count("vip")).isZero();
        assertThat(tools.decimal("revenue")).isEqualByComparingTo("20");
        assertThat(tools.decimal("mean")).isEqualByComparingTo("10");
        assertThat(tools.decimal("meanYear")).isEqualByComparingTo("1990");
        assertThat(tools.figures().get("first")).isEqualTo(1990L);
        assertThat(tools.figures().get("last")).isNull();
        Group none = groups.get(1);
        assertThat(none.key()).isNull();
        assertThat(none.count("vip")).isEqualTo(3);
        assertThat(none.decimal("mean")).isEqualByComparingTo("20");

        List<Group> all = session.views(CustomerView.TYPE)
                .group(
                        CustomerView.NAME.is("nobody"),
                        Grouping.<CustomerView>all()
                                .count("all")
                                .sum("revenue", CustomerView.ANNUAL_REVENUE, Filter.everything()));
        assertThat(all).hasSize(1);
        assertThat(all.get(0).count("all")).isZero();
        assertThat(all.get(0).decimal("revenue")).isNull();

        assertThat(session.views(CustomerView.TYPE)
                        .group(
                                Filter.everything(),
                                Grouping.by(CustomerView.OWNER, CustomerView.STATUS)
                                        .count("all")))
                .extracting(Group::keys)
                .containsExactly(List.of("ann", "ACTIVE"), java.util.Arrays.asList(null, "ACTIVE"));
    }

    // ---- whose it is, and who may see it
    // ------------------------------------------------------------------------------------

    @Test
    void tenantsDoNotMeet() {
        Crm crm = start(builder(empty()));
        CustomerId id = CustomerId.random();
        crm.as(ANN).execute(acme(id));
        CrmSession other = crm.as(ANN, OTHER);
        assertThat(other.views(CustomerView.TYPE).byId(id)).isEmpty();
        assertThat(other.views(CustomerView.TYPE).count(Filter.everything())).isZero();
        assertThatThrownBy(() -> other.history(id)).isInstanceOf(CrmException.NotFound.class);
        assertThatThrownBy(() -> other.execute(new CustomerCommand.Tag(id, "vip")))
                .isInstanceOf(CrmException.NotFound.class);
        other.execute(Register.organisation(id, "Ajax", email("info@acme.test")));
        assertThat(crm.as(ANN)
                        .views(CustomerView.TYPE)
                        .byId(id)
                        .orElseThrow()
                        .details()
                        .name())
                .isEqualTo("Acme");
        assertThat(other.views(CustomerView.TYPE)
                        .group(
                                Filter.everything(),
                                Grouping.by(CustomerView.NAME).count("all")))
                .extracting(Group::key)
                .containsExactly("Ajax");
    }

    @Test
    void whatLiesOutsideTheScopeIsNotThere() {
        Authorizer rights = Scopes.commands((actor, command) -> !(command instanceof CustomerCommand.Archive))
                .see(CustomerView.TYPE, actor -> CustomerView.OWNER.is(actor.id()));
        Crm crm = start(builder(empty()).authorizer(rights));
        CustomerId id = CustomerId.random();
        CrmSession ann = crm.as(ANN);
        CrmSession bob = crm.as(BOB);
        ann.execute(new Register(id, CustomerKind.ORGANISATION, CustomerDetails.named("Acme"), List.of(), "ann"));
        CustomerId child = CustomerId.random();
        bob.execute(new Register(
                child, CustomerKind.ORGANISATION, CustomerDetails.named("Child").withParent(id), List.of(), "bob"));
        assertThat(ann.views(CustomerView.TYPE).byId(id)).isPresent();
        assertThat(bob.views(CustomerView.TYPE).byId(id)).isEmpty();
        assertThat(bob.views(CustomerView.TYPE).count(CustomerView.NAME.is("Acme")))
                .isZero();
        assertThat(bob.views(CustomerView.TYPE)
                        .group(
                                Filter.everything(),
                                Grouping.by(CustomerView.NAME).count("n")))
                .extracting(Group::key)
                .containsExactly("Child");
        assertThat(bob.views(CustomerView.TYPE)
                        .count(CustomerView.PARENT.of(CustomerView.TYPE, CustomerView.NAME.is("Acme"))))
                .isZero();
        assertThat(ann.views(CustomerView.TYPE)
                        .count(CustomerView.TYPE.having(CustomerView.TYPE, CustomerView.PARENT, Filter.everything())))
                .isZero();
        Page<CustomerView> page = bob.views(CustomerView.TYPE)
                .with(CustomerView.TYPE)
                .find(Filter.everything(), first(10).byId());
        assertThat(page.related()).isEmpty();
        assertThatThrownBy(() -> bob.history(id)).isInstanceOf(CrmException.NotFound.class);
        assertThatThrownBy(() -> bob.execute(new CustomerCommand.Tag(id, "mine")))
                .isInstanceOf(CrmException.NotFound.class);
        assertThatThrownBy(() -> ann.execute(new CustomerCommand.Archive(id, "gone")))
                .isInstanceOf(CrmException.Forbidden.class);
    }

    // ---- reactions, listeners, duties
    // ---------------------------------------------------------------------------------------

    @Test
    void listenersAreToldAfterTheCommitInOrder() {
        ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        CrmSession session = start(builder(empty()).on(CustomerEvent.Tagged.class, tagged -> told.add(tagged.tag())))
                .as(ANN);
        CustomerId id = CustomerId.random();
        session.execute(Register.organisation(id, "Acme"));
        for (int i = 0; i < 20; i++) {
            session.execute(new CustomerCommand.Tag(id, "t" + i));
        }
        await(() -> told.size() >= 20);
        assertThat(told)
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(i -> "t" + i).toList());
    }

    @Test
    void aListenerGoesOnWhereItWas() {
        ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        Storage storage = empty();
        CustomerId id = CustomerId.random();
        try (Crm crm = builder(storage)
                .on(CustomerEvent.Tagged.class, tagged -> told.add(tagged.tag()))
                .build()) {
            crm.as(ANN).execute(Register.organisation(id, "Acme"));
            crm.as(ANN).execute(new CustomerCommand.Tag(id, "first"));
            await(() -> told.size() == 1);
        }
        Storage second = again(storage);
        try (Crm crm = builder(second).build()) {
            crm.as(ANN).execute(new CustomerCommand.Tag(id, "meanwhile"));
        }
        Crm crm = start(builder(again(second)).on(CustomerEvent.Tagged.class, tagged -> told.add(tagged.tag())));
        crm.as(ANN).execute(new CustomerCommand.Tag(id, "last"));
        await(() -> told.contains("last"));
        assertThat(new HashSet<>(told)).containsExactlyInAnyOrder("first", "meanwhile", "last");
    }

    @Test
    void whatAListenerFailsAtIsKeptAndTriedAgain() {
        AtomicBoolean broken = new AtomicBoolean(true);
        ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        Crm crm = start(builder(empty()).on("mailer", CustomerEvent.Tagged.class, tagged -> {
            if (broken.get() && tagged.event().tag().equals("bad")) {
                throw new IllegalStateException("no connection");
            }
            told.add(tagged.event().tag());
        }));
        CustomerId poisoned = CustomerId.random();
        CustomerId healthy = CustomerId.random();
        crm.as(ANN).execute(Register.organisation(poisoned, "Acme"));
        crm.as(ANN).execute(Register.organisation(healthy, "Ajax"));
        crm.as(ANN).execute(new CustomerCommand.Tag(poisoned, "bad"));
        crm.as(ANN).execute(new CustomerCommand.Tag(poisoned, "behind"));
        crm.as(ANN).execute(new CustomerCommand.Tag(healthy, "fine"));
        await(() -> told.contains("fine") && crm.deadLetters().size() == 2);
        assertThat(told).doesNotContain("behind");
        assertThat(crm.deadLetters()).extracting(each -> each.follower()).containsOnly("mailer");
        broken.set(false);
        clock.advance(Duration.ofMinutes(1));
        await(() -> {
            crm.retryDeadLetters("mailer");
            return told.contains("behind");
        });
        assertThat(crm.deadLetters()).isEmpty();
        assertThat(List.copyOf(told)).containsSubsequence("bad", "behind");
    }

    @Test
    void aListenerInsideTheTransactionCanPreventIt() {
        AtomicInteger told = new AtomicInteger();
        CrmSession session = start(builder(empty()).onInTransaction(CustomerEvent.Tagged.class, tagged -> {
                    told.incrementAndGet();
                    if (tagged.tag().equals("forbidden")) {
                        throw new IllegalStateException("the host says no");
                    }
                }))
                .as(ANN);
        CustomerId id = CustomerId.random();
        session.execute(Register.organisation(id, "Acme"));
        assertThatThrownBy(() -> session.execute(new CustomerCommand.Tag(id, "forbidden")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the host says no");
        session.execute(new CustomerCommand.Tag(id, "fine"));
        assertThat(session.views(CustomerView.TYPE).byId(id).orElseThrow().tags())
                .containsExactly("fine");
        assertThat(session.history(id)).hasSize(2);
        assertThat(told).hasValue(2);
    }

    @Test
    void commandsGivenInsideTheTransactionShareItAndARefusedOneUndoesOnlyItself() {
        List<Crm> self = new ArrayList<>();
        CustomerId log = CustomerId.random();
        Crm crm = start(builder(empty()).onInTransaction(CustomerEvent.Tagged.class, tagged -> {
            if (!tagged.customerId().equals(log)) {
                CrmSession inner = self.get(0).as(BOB);
                inner.execute(new CustomerCommand.Tag(log, tagged.tag()));
                assertThatThrownBy(() -> inner.executeAll(
                                List.of(new CustomerCommand.Tag(log, "undone"), Register.organisation(log, "other"))))
                        .isInstanceOf(CrmException.Refused.class);
                if (tagged.tag().equals("forbidden")) {
                    throw new IllegalStateException("the host says no");
                }
            }
        }));
        self.add(crm);
        CrmSession session = crm.as(ANN);
        CustomerId id = CustomerId.random();
        session.execute(Register.organisation(id, "Acme"));
        session.execute(Register.organisation(log, "Log"));
        session.execute(new CustomerCommand.Tag(id, "fine"));
        assertThatThrownBy(() -> session.execute(new CustomerCommand.Tag(id, "forbidden")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(session.views(CustomerView.TYPE).byId(id).orElseThrow().tags())
                .containsExactly("fine");
        assertThat(session.views(CustomerView.TYPE).byId(log).orElseThrow().tags())
                .containsExactly("fine");
        assertThat(session.history(log)).hasSize(2);
        assertThat(session.history(log).get(1).meta().actor()).isEqualTo("bob");
    }

    @Test
    void dutiesAreDoneOnceAndGivenUpWhenTheyChangeNothing() {
        Duty<CustomerView> greet = new Duty<>(
                "greet",
                CustomerView.TYPE,
                now -> CustomerView.REGISTERED_AT
                        .atMost(now.minus(Duration.ofDays(1)))
                        .and(CustomerView.TAGS.has("greeted").not()),
                view -> new CustomerCommand.Tag(view.id(), view.details().name().equals("Ajax") ? "never" : "greeted"));
        Crm crm = start(builder(empty()).feature(new Feature() {
            @Override
            public String name() {
                return "greeting";
            }

            @Override
            public List<Duty<?>> duties() {
                return List.of(greet);
            }
        }));
        CustomerId acme = CustomerId.random();
        CustomerId ajax = CustomerId.random();
        crm.as(ANN).execute(Register.organisation(acme, "Acme"));
        crm.as(ANN, OTHER).execute(Register.organisation(ajax, "Ajax"));
        assertThat(crm.runDue()).isZero();
        clock.advance(Duration.ofDays(1));
        assertThat(crm.runDue()).isEqualTo(2);
        assertThat(crm.as(ANN).history(acme).get(1).meta().actor()).isEqualTo("system:duty:greet");
        // Ajax stays due: its command succeeds once and then changes nothing, with growing pauses, and is given up.
        int runs = 0;
        for (int i = 0; i < 40; i++) {
            runs += crm.runDue();
            clock.advance(Duration.ofHours(5));
        }
        assertThat(runs).isZero();
        assertThat(crm.as(ANN, OTHER).history(ajax)).hasSize(2);
    }

    // ---- opening again
    // ------------------------------------------------------------------------------------------------------

    @Test
    void everythingIsThereWhenOpenedAgain() {
        Storage storage = empty();
        CustomerId id = CustomerId.random();
        try (Crm crm = builder(storage).build()) {
            crm.as(ANN).execute(acme(id));
            crm.as(ANN).execute(new CustomerCommand.Tag(id, "vip"));
        }
        CrmSession session = start(builder(again(storage))).as(ANN);
        assertThat(session.history(id)).hasSize(3);
        assertThat(session.views(CustomerView.TYPE).byId(id).orElseThrow().tags())
                .containsExactly("vip");
        assertThatThrownBy(() -> session.execute(acme(CustomerId.random()))).isInstanceOf(CrmException.Refused.class);
        assertThat(session.execute(new CustomerCommand.Untag(id, "vip")).version())
                .isEqualTo(4);
    }

    @Test
    void theLogTellsStreamsInOrder() {
        Storage storage = empty();
        Crm crm = start(builder(storage));
        CustomerId first = CustomerId.random();
        CustomerId second = CustomerId.random();
        crm.as(ANN).execute(acme(first));
        crm.as(ANN).execute(Register.organisation(second, "Ajax"));
        crm.as(ANN).execute(new CustomerCommand.Tag(first, "vip"));
        crm.as(ANN, OTHER).execute(Register.organisation(first, "Other"));
        List<List<Long>> sequences = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        storage.transactions()
                .executeInTransaction(() -> storage.log().forEachStream("customer", stream -> {
                    sequences.add(
                            stream.stream().map(each -> each.meta().sequence()).toList());
                    assertThat(keys.add(stream.get(0).meta().tenant() + "/"
                                    + stream.get(0).aggregate()))
                            .isTrue();
                }));
        assertThat(sequences).containsExactlyInAnyOrder(List.of(1L, 2L, 3L), List.of(1L), List.of(1L));
        assertThat(storage.log().head()).isEqualTo(5);
        Collection<StoredEvent> all = storage.log().after(0, List.of(), 100);
        assertThat(all).extracting(StoredEvent::position).isSorted().hasSize(5);
        assertThat(storage.log().after(3, List.of(2L), 100))
                .extracting(StoredEvent::position)
                .contains(4L, 5L);
        assertThat(storage.log()
                        .ofAggregates(
                                TenantId.MAIN,
                                List.of(first.value(), UUID.randomUUID(), second.value(), first.value()),
                                100))
                .hasSize(4)
                .filteredOn(each -> each.aggregate().equals(first.value()))
                .extracting(each -> each.meta().sequence())
                .containsExactly(1L, 2L, 3L);
        assertThat(storage.log().ofAggregates(TenantId.MAIN, List.of(first.value(), second.value()), 2))
                .hasSize(2);
        assertThat(storage.log().ofAggregates(OTHER, List.of(second.value()), 2))
                .isEmpty();
    }

    // ---- two nodes on one storage
    // --------------------------------------------------------------------------------------------

    @Test
    void whatAnotherNodeHasDoneIsNeverOverlooked() {
        Storage storage = empty();
        CrmSession here = start(builder(storage)).as(ANN);
        CrmSession there = start(builder(again(storage))).as(BOB);
        CustomerId id = CustomerId.random();
        here.execute(acme(id));
        here.execute(new CustomerCommand.Tag(id, "vip"));

        there.execute(new CustomerCommand.Untag(id, "vip"));
        assertThat(here.execute(new CustomerCommand.Tag(id, "vip")).events())
                .as("what would have been nothing to do")
                .hasSize(1);

        there.execute(new CustomerCommand.Archive(id, "closed down"));
        assertThatThrownBy(() -> here.execute(new CustomerCommand.Tag(id, "late")))
                .as("what would have been allowed")
                .isInstanceOf(CrmException.Refused.class);

        there.execute(new CustomerCommand.Restore(id));
        assertThat(here.execute(new CustomerCommand.Tag(id, "back")).version())
                .as("what would have been refused")
                .isEqualTo(8);

        there.execute(new CustomerCommand.Tag(id, "again"));
        assertThat(here.execute(new CustomerCommand.Tag(id, "expected"), 9).version())
                .as("what would have been stale")
                .isEqualTo(10);
        assertThatThrownBy(() -> there.execute(new CustomerCommand.Tag(id, "other"), 9))
                .as("what would have been expected")
                .isInstanceOf(CrmException.Stale.class);
        assertThat(there.views(CustomerView.TYPE).byId(id).orElseThrow().tags())
                .containsExactlyInAnyOrder("vip", "back", "again", "expected");
    }

    // ---- views that are folded anew
    // -----------------------------------------------------------------------------------------

    /** The views were wrong before, so that neither leaving them nor folding on them passes for folding anew. */
    @Test
    void rebuiltViewsEqualAFreshFoldThoughTwoNodesWriteMeanwhile() throws Exception {
        Storage storage = empty();
        Crm here = start(builder(storage).feature(customersWithFacts()));
        Storage same = again(storage);
        Crm there = start(builder(same).feature(customersWithFacts()));
        List<CustomerId> ids = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            CustomerId id = CustomerId.random();
            ids.add(id);
            here.as(ANN, i % 3 == 0 ? OTHER : TenantId.MAIN)
                    .executeAll(List.of(
                            Register.organisation(id, "Customer " + i, email("c" + i + "@acme.test")),
                            new CustomerCommand.Tag(id, "first")));
        }
        for (TenantId tenant : List.of(TenantId.MAIN, OTHER)) {
            spoil(storage, tenant);
        }
        storage.transactions().executeInTransaction(() -> storage.views().clear(Fact.TYPE));
        here
                .as(ANN)
                .views(CustomerView.TYPE)
                .find(Filter.everything(), first(100).byId())
                .views()
                .stream()
                .forEach(each -> assertThat(each.details().name()).isEqualTo("wrong"));

        AtomicBoolean stop = new AtomicBoolean();
        List<Future<Long>> writers = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int i = 0; i < 4; i++) {
                Crm crm = i % 2 == 0 ? here : there;
                int number = i;
                writers.add(threads.submit(() -> write(crm, ids, number, stop)));
            }
            Rebuild rebuild = here.rebuild(CustomerView.TYPE);
            Rebuild beside = there.rebuild(CustomerView.TYPE);
            Rebuild facts = there.rebuild(Fact.TYPE);
            Rebuild.Progress progress = rebuild.done().get(60, TimeUnit.SECONDS);
            beside.done().get(60, TimeUnit.SECONDS);
            facts.done().get(60, TimeUnit.SECONDS);
            assertThat(progress.stage()).isEqualTo(Rebuild.Stage.ENDED);
            for (ViewType<?> type : List.of(CustomerView.TYPE, Fact.TYPE)) {
                // each node sees it by itself; commands go on meanwhile
                await(() -> storage.editions().of(type).read()
                        == same.editions().of(type).read());
            }
            stop.set(true);
            for (Future<Long> each : writers) {
                assertThat(each.get(60, TimeUnit.SECONDS)).isPositive();
            }
        } finally {
            stop.set(true);
            threads.shutdownNow();
        }
        for (Crm crm : List.of(here, there)) {
            requireFreshlyFolded(crm.as(ANN));
            requireFreshlyFolded(crm.as(ANN, OTHER));
        }
    }

    private static void spoil(Storage storage, TenantId tenant) {
        List<Versioned<CustomerView>> wrong = storage
                .views()
                .find(CustomerView.TYPE, new ViewSource.Query<>(tenant, Filter.everything(), List.of(), null, 1_000))
                .stream()
                .map(each -> new Versioned<>(each.view().withDetails(CustomerDetails.named("wrong")), each.version()))
                .toList();
        storage.transactions().executeInTransaction(() -> storage.views().put(CustomerView.TYPE, tenant, wrong));
    }

    private static long write(Crm crm, List<CustomerId> ids, int number, AtomicBoolean stop) {
        long written = 0;
        for (int i = 0; !stop.get(); i++) {
            int which = (i * 7 + number * 13) % ids.size();
            CrmSession session = crm.as(ANN, which % 3 == 0 ? OTHER : TenantId.MAIN);
            try {
                session.execute(new CustomerCommand.Tag(ids.get(which), "t" + number + "-" + i));
                if (i % 10 == 0) {
                    session.execute(Register.organisation(CustomerId.random(), "New " + number + "-" + i));
                }
                written++;
                Thread.sleep(3);
            } catch (CrmException.Stale again) {
                // both nodes wrote the same customer twice at the same moment
            } catch (InterruptedException ended) {
                return written;
            }
        }
        return written;
    }

    private static void requireFreshlyFolded(CrmSession session) {
        List<CustomerView> views = session.views(CustomerView.TYPE)
                .find(Filter.everything(), first(1_000).byId())
                .views();
        assertThat(views).hasSizeBetween(20, 999);
        long facts = 0;
        for (CustomerView view : views) {
            List<Recorded<?>> history = session.history(view.id());
            assertThat(view).isEqualTo(CustomerView.TYPE.fold(null, history));
            assertThat(session.views(CustomerView.TYPE)
                            .versioned(view.id())
                            .orElseThrow()
                            .version())
                    .isEqualTo(history.size());
            assertThat(view.details().name()).isNotEqualTo("wrong");
            facts += history.size();
            for (Recorded<?> each : history) {
                assertThat(session.views(Fact.TYPE).byId(new FactId(each.eventId())))
                        .contains(Fact.of(each));
            }
        }
        assertThat(session.views(Fact.TYPE).count(Filter.everything())).isEqualTo(facts);
    }

    record FactId(UUID value) implements AggregateId {}

    /** One event of a customer. */
    record Fact(FactId id, String name, UUID about, long number) implements View {

        static final ViewType<Fact> TYPE = type();

        private static ViewType<Fact> type() {
            ViewType.Builder<Fact> builder = ViewType.of("fact", Fact.class);
            builder.text("name", Fact::name);
            builder.integer("number", Fact::number);
            Customer.DECIDER.events().forEach(event -> builder.each(event, Fact::of));
            return builder.build();
        }

        private static Fact of(Recorded<?> recorded) {
            return new Fact(
                    new FactId(recorded.eventId()),
                    recorded.name(),
                    recorded.event().aggregateId().value(),
                    recorded.meta().sequence());
        }
    }

    private static Feature customersWithFacts() {
        Feature customers = new CustomerFeature();
        return new Feature() {
            @Override
            public String name() {
                return customers.name();
            }

            @Override
            public Optional<Decider<?, ?, ?>> decider() {
                return customers.decider();
            }

            @Override
            public List<ViewType<?>> views() {
                return List.of(CustomerView.TYPE, Fact.TYPE);
            }

            @Override
            public List<Guard> guards() {
                return customers.guards();
            }
        };
    }

    // ---- commands that come at the same time share a transaction
    // -------------------------------------------------------------

    /** Customers whose first registration waits, so that the others gather. */
    private static Feature customersThatWait(CountDownLatch gathered) {
        Feature customers = new CustomerFeature();
        Guard waits = new Guard.Before<>(Register.class, (command, reader) -> {
            if (command.details().name().equals("First")) {
                try {
                    gathered.await();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }
        });
        return new Feature() {
            @Override
            public String name() {
                return customers.name();
            }

            @Override
            public Optional<Decider<?, ?, ?>> decider() {
                return customers.decider();
            }

            @Override
            public List<ViewType<?>> views() {
                return customers.views();
            }

            @Override
            public List<Guard> guards() {
                return ImmutableList.<Guard>builder()
                        .add(waits)
                        .addAll(customers.guards())
                        .build();
            }
        };
    }

    /** Gives the commands while another one is under way. */
    private List<CompletableFuture<Outcome>> together(Storage storage, List<Command> commands) {
        CountDownLatch gathered = new CountDownLatch(1);
        CrmSession session =
                start(builder(storage).feature(customersThatWait(gathered))).as(ANN);
        CompletableFuture<Outcome> first = session.executeAsync(Register.organisation(CustomerId.random(), "First"));
        List<CompletableFuture<Outcome>> all =
                commands.stream().map(session::executeAsync).toList();
        gathered.countDown();
        all.forEach(each -> each.handle((outcome, failure) -> 0).join());
        first.join();
        return all;
    }

    @Test
    void whoIsRefusedInAGroupTakesNobodyAlong() {
        Storage storage = empty();
        CustomerId id = CustomerId.random();
        CustomerId unknown = CustomerId.random();
        List<CompletableFuture<Outcome>> all = together(
                storage,
                List.of(
                        acme(id),
                        new CustomerCommand.Tag(id, "vip"),
                        new CustomerCommand.Tag(unknown, "vip"),
                        new CustomerCommand.Tag(id, "new"),
                        new CustomerCommand.Tag(id, "new")));

        assertThat(all.get(2)).isCompletedExceptionally();
        assertThat(List.of(0, 1, 3, 4))
                .allSatisfy(each -> assertThat(all.get(each)).isCompleted());
        assertThat(all.get(4).join().events()).isEmpty();
        CrmSession again = start(builder(again(storage))).as(ANN);
        assertThat(again.history(id)).extracting(each -> each.meta().sequence()).containsExactly(1L, 2L, 3L, 4L);
        Versioned<CustomerView> view =
                again.views(CustomerView.TYPE).versioned(id).orElseThrow();
        assertThat(view.version()).isEqualTo(4);
        assertThat(view.view().tags()).containsExactlyInAnyOrder("vip", "new");
    }

    @Test
    void aGroupThatIsSpoiltIsDoneOneByOne() {
        Storage storage = empty();
        List<CustomerId> ids = List.of(CustomerId.random(), CustomerId.random(), CustomerId.random());
        List<CompletableFuture<Outcome>> all = together(
                storage,
                List.of(
                        acme(ids.get(0)),
                        acme(ids.get(1)),
                        Register.organisation(ids.get(2), "Ajax", email("info@ajax.test"))));

        assertThat(all.get(0)).isCompleted();
        assertThat(all.get(1))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(CrmException.Refused.class);
        assertThat(all.get(2)).isCompleted();
        CrmSession again = start(builder(again(storage))).as(ANN);
        assertThat(again.views(CustomerView.TYPE).count(Filter.everything())).isEqualTo(3);
        assertThat(storage.log().after(0, List.of(), 100)).hasSize(5);
    }

    // ---- commands with an id, batches and the past
    // --------------------------------------------------------------------------

    @Test
    void aCommandWithAnIdIsDoneOnce() {
        Storage storage = empty();
        Crm crm = start(builder(storage));
        CustomerId id = CustomerId.random();
        UUID sent = UUID.randomUUID();
        List<Command> commands = List.of(acme(id), new CustomerCommand.Tag(id, "vip"));
        List<Outcome> first = crm.as(ANN).once(sent).executeAll(commands);
        crm.as(ANN).execute(new CustomerCommand.Untag(id, "vip"));

        clock.advance(Duration.ofHours(1));
        assertThat(crm.as(ANN).once(sent).executeAll(commands)).isEqualTo(first);
        assertThat(start(builder(again(storage))).as(ANN).once(sent).executeAll(commands))
                .isEqualTo(first);
        assertThat(crm.as(ANN).history(id)).hasSize(4);
        assertThat(crm.as(ANN).history(id).get(2).meta().commandId()).isEqualTo(sent);

        requireIdTaken(() -> crm.as(ANN).once(sent).execute(new CustomerCommand.Tag(id, "vip")));
        requireIdTaken(() -> crm.as(BOB).once(sent).executeAll(commands));
        assertThat(crm.as(ANN, OTHER).once(sent).executeAll(commands)).hasSize(2);

        assertThat(crm.forgetReceipts(START)).isZero();
        assertThat(crm.forgetReceipts(START.plusSeconds(1))).isEqualTo(1);
        assertThat(crm.as(ANN)
                        .once(sent)
                        .execute(new CustomerCommand.Tag(id, "vip"))
                        .events())
                .hasSize(1);
    }

    private static void requireIdTaken(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CrmException.Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .singleElement()
                                .satisfies(each -> assertThat(each.field()).isEqualTo("commandId")));
    }

    @Test
    void whatWasRefusedMayBeSentAgain() {
        CrmSession session = session();
        CustomerId id = CustomerId.random();
        CrmSession once = session.once(UUID.randomUUID());
        assertThatThrownBy(() -> once.execute(new CustomerCommand.Tag(id, "vip")))
                .isInstanceOf(CrmException.class);
        session.execute(acme(id));
        assertThat(once.execute(new CustomerCommand.Tag(id, "vip")).events()).hasSize(1);
        assertThat(once.execute(new CustomerCommand.Tag(id, "vip"), 7).version())
                .isEqualTo(3);
    }

    @Test
    void ofManyWhoSendOneCommandAtOnceOneDoesIt() throws Exception {
        CrmSession session = session();
        CustomerId id = CustomerId.random();
        session.execute(acme(id));
        for (int round = 0; round < 5; round++) {
            CrmSession once = session.once(UUID.randomUUID());
            String tag = "t" + round;
            List<CompletableFuture<Outcome>> sent = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                sent.add(once.executeAsync(new CustomerCommand.Tag(id, tag)));
                sent.add(CompletableFuture.supplyAsync(() -> once.execute(new CustomerCommand.Tag(id, tag))));
            }
            Outcome first = sent.get(0).get(30, TimeUnit.SECONDS);
            assertThat(first.events()).hasSize(1);
            for (CompletableFuture<Outcome> each : sent) {
                assertThat(each.get(30, TimeUnit.SECONDS)).isEqualTo(first);
            }
        }
        assertThat(session.history(id)).hasSize(7);
    }

    @Test
    void theCauseOfAnEventIsToldUpToWhoAsked() {
        Crm crm = start(builder(empty()));
        CrmSession session = crm.as(ANN);
        CustomerId id = CustomerId.random();
        OpportunityId deal = OpportunityId.random();
        session.execute(acme(id));
        session.execute(OpportunityCommand.Open.named(deal, "Deal").withCustomerId(id));
        session.execute(new OpportunityCommand.Win(deal, Money.of(CurrencyUnit.EUR, 10)));
        await(() -> session.history(id).size() == 3);

        List<Recorded<?>> chain = session.explain(id, 3);
        assertThat(chain).extracting(Recorded::name).containsExactly("customer.dealt", "opportunity.won");
        assertThat(chain)
                .extracting(each -> each.meta().command())
                .containsExactly("customer.mark-dealt", "opportunity.win");
        assertThat(chain).extracting(each -> each.meta().rules()).containsOnly(1);
        assertThat(chain.get(1).meta().actor()).isEqualTo("ann");
        assertThat(session.explain(id, 1)).hasSize(1);
        assertThatThrownBy(() -> session.explain(id, 4)).isInstanceOf(CrmException.NotFound.class);
    }

    @Test
    void aBatchIsFoundAndTakenBack() {
        Crm crm = start(builder(empty()));
        CrmSession session = crm.as(ANN);
        CustomerId old = CustomerId.random();
        CustomerId changed = CustomerId.random();
        CustomerId brought = CustomerId.random();
        CustomerId owned = CustomerId.random();
        session.executeAll(
                List.of(acme(old), Register.organisation(changed, "Changed"), Register.organisation(owned, "Owned")));

        UUID batch = UUID.randomUUID();
        CrmSession load = session.inBatch(batch);
        load.executeAll(List.of(
                new CustomerCommand.CorrectDetails(old, CustomerDetails.named("Acme Ltd")),
                new CustomerCommand.Tag(old, "imported"),
                new CustomerCommand.Tag(changed, "imported")));
        load.execute(Register.organisation(brought, "Brought", email("brought@acme.test")));
        load.execute(new CustomerCommand.AssignOwner(owned, "bob"));
        session.execute(new CustomerCommand.Tag(changed, "by hand"));
        assertThat(session.batch(batch)).hasSize(6).extracting(Recorded::name).contains("customer.details-corrected");
        assertThat(crm.as(ANN, OTHER).batch(batch)).isEmpty();

        Undone undone = session.undo(batch);
        assertThat(undone.complete()).isFalse();
        assertThat(undone.steps())
                .containsExactlyInAnyOrder(
                        new Undone.Step(old.value(), Undone.Result.UNDONE, ""),
                        new Undone.Step(brought.value(), Undone.Result.UNDONE, ""),
                        new Undone.Step(changed.value(), Undone.Result.CHANGED_SINCE, "customer.tagged"),
                        new Undone.Step(owned.value(), Undone.Result.IMPOSSIBLE, "customer.owner-assigned"));
        CustomerView acme = session.views(CustomerView.TYPE).byId(old).orElseThrow();
        assertThat(acme.details().name()).isEqualTo("Acme");
        assertThat(acme.tags()).isEmpty();
        assertThat(session.views(CustomerView.TYPE).count(CustomerView.ACTIVE)).isEqualTo(3);
        session.execute(new CustomerCommand.AddContactPoint(old, email("brought@acme.test")));
        assertThat(session.batch(undone.batch())).hasSize(4);
        assertThat(session.undo(UUID.randomUUID()).steps()).isEmpty();
    }

    /** A second CRM is given the same commands, but for those after the instant: what it shows is what the past must show. */
    @Test
    void thePastIsThatOfALogThatEndsThere() {
        CrmSession session = session();
        List<Dated> commands = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            CustomerId id = new CustomerId(new UUID(0, random.nextInt(6)));
            OpportunityId deal = new OpportunityId(new UUID(1, random.nextInt(6)));
            commands.add(new Dated(
                    switch (random.nextInt(5)) {
                        case 0 -> Register.organisation(id, "C" + i);
                        case 1 -> new CustomerCommand.Tag(id, "t" + random.nextInt(3));
                        case 2 -> new CustomerCommand.CorrectDetails(id, CustomerDetails.named("D" + i));
                        case 3 -> OpportunityCommand.Open.named(deal, "O" + i).withCustomerId(id);
                        default -> new OpportunityCommand.Lose(deal, "price");
                    },
                    START.minus(Duration.ofDays(random.nextInt(50)))));
        }
        commands.forEach(each -> tried(session, each));
        for (int end : new int[] {0, 1, 17, 40, 60}) {
            CrmSession stopped = start(Crm.builder()
                            .storage(InMemoryStorage.create())
                            .authorizer(Authorizer.allowEverything())
                            .without("process")
                            .clock(clock))
                    .as(ANN);
            clock.set(START);
            commands.subList(0, end).forEach(each -> tried(stopped, each));
            Past past = session.asOf(START.plus(Duration.ofMinutes(end)));
            requireSame(CustomerView.TYPE, past, stopped);
            requireSame(OpportunityView.TYPE, past, stopped);
        }
        Instant lastMonth = START.minus(Duration.ofDays(25));
        Past then = session.asOf(lastMonth, Past.Time.HAPPENED);
        assertThat(then.views(CustomerView.TYPE)
                        .find(
                                CustomerView.REGISTERED_AT.atMost(lastMonth),
                                first(100).byId())
                        .views())
                .hasSameSizeAs(session.views(CustomerView.TYPE)
                        .find(
                                CustomerView.REGISTERED_AT.atMost(lastMonth),
                                first(100).byId())
                        .views());
        assertThatThrownBy(() -> session.asOf(START).history(CustomerId.random()))
                .isInstanceOf(CrmException.NotFound.class);
    }

    /** Each at a minute of its own; a refused one leaves nothing, in one CRM as in the other. */
    private void tried(CrmSession session, Dated each) {
        clock.advance(Duration.ofMinutes(1));
        try {
            session.executeDated(List.of(each));
        } catch (CrmException refused) {
            assertThat(refused).isNotInstanceOf(CrmException.Stale.class);
        }
    }

    private static <V extends View> void requireSame(ViewType<V> type, Past past, CrmSession stopped) {
        PageRequest<V> page = first(100).byId();
        Filter<V> all = Filter.everything();
        assertThat(past.views(type).find(all, page).items())
                .isEqualTo(stopped.views(type).find(all, page).items());
        assertThat(past.views(type).count(all)).isEqualTo(stopped.views(type).count(all));
        for (Versioned<V> each : stopped.views(type).find(all, page).items()) {
            AggregateId id = each.view().id();
            assertThat(past.views(type).versioned(id)).contains(each);
            assertThat(past.history(id))
                    .extracting(Recorded::name)
                    .isEqualTo(stopped.history(id).stream().map(Recorded::name).toList());
        }
        Filter<CustomerView> withDeal =
                CustomerView.TYPE.having(OpportunityView.TYPE, OpportunityView.CUSTOMER, Filter.everything());
        assertThat(past.views(CustomerView.TYPE).count(withDeal))
                .isEqualTo(stopped.views(CustomerView.TYPE).count(withDeal));
    }

    /** Writers in parallel, who commit in another order than they write; a reader who goes on from text to text. */
    @Test
    void theFeedLeavesNothingOutAndRepeatsNothing() throws Exception {
        Storage storage = empty();
        CrmSession session = start(builder(storage)).as(ANN);
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> writing = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                writing.add(writers.submit(() -> {
                    for (int i = 0; i < 25; i++) {
                        CustomerId id = CustomerId.random();
                        session.executeAll(
                                List.of(Register.organisation(id, "C" + i), new CustomerCommand.Tag(id, "a")));
                        try {
                            session.executeAll(
                                    List.of(new CustomerCommand.Tag(id, "b"), Register.organisation(id, "Other")));
                        } catch (CrmException.Refused refused) {
                            // its numbers in the log are left unused
                        }
                    }
                }));
            }
            List<String> seen = new ArrayList<>();
            String place = null;
            for (boolean atEnd = false; !atEnd; ) {
                boolean written = writing.stream().allMatch(Future::isDone);
                FeedPart part = session.feed(place, 7, Set.of("customer"));
                part.events().forEach(each -> seen.add(each.reference()));
                place = part.next();
                atEnd = written && part.atEnd();
            }
            for (Future<?> each : writing) {
                each.get(30, TimeUnit.SECONDS);
            }
            assertThat(seen).doesNotHaveDuplicates().hasSize(200);
            assertThat(session.feed(place, 7, Set.of()).events()).isEmpty();
            assertThat(start(builder(again(storage)))
                            .as(ANN)
                            .feed(null, 1_000, Set.of())
                            .events())
                    .hasSize(200);
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void theFeedIsOneTenantsAndForThoseWhoMay() {
        Storage storage = empty();
        Crm crm = start(builder(storage));
        crm.as(ANN).execute(acme(CustomerId.random()));
        crm.as(ANN).execute(OpportunityCommand.Open.named(OpportunityId.random(), "Deal"));
        assertThat(crm.as(ANN, OTHER).feed(null, 10, Set.of()).events()).isEmpty();
        assertThat(crm.as(ANN).feed(null, 10, Set.of("opportunity")).events()).hasSize(1);
        for (String malformed : List.of("x", "-1", "5;7", "5;3-", "9;1-9", "1;2;3", "5;0-99999999999")) {
            assertThatThrownBy(() -> crm.as(ANN).feed(malformed, 10, Set.of()))
                    .as(malformed)
                    .isInstanceOf(CrmException.Invalid.class);
        }
        assertThatThrownBy(() -> crm.as(ANN).feed(null, 10, Set.of("cutsomer")))
                .isInstanceOf(CrmException.Invalid.class)
                .hasMessageContaining("cutsomer");
        Crm scoped = start(builder(again(storage)).authorizer(Scopes.commands((actor, command) -> true)));
        assertThatThrownBy(() -> scoped.as(ANN).feed(null, 10, Set.of())).isInstanceOf(CrmException.Forbidden.class);
    }

    @Test
    void aLogCanBeTakenElsewhere(@TempDir Path directory) throws Exception {
        Crm before = start(builder(InMemoryStorage.create()));
        CustomerId id = CustomerId.random();
        CustomerId others = CustomerId.random();
        before.as(ANN).execute(acme(id));
        before.as(ANN).execute(new CustomerCommand.Tag(id, "vip \u5173\u7cfb \"\n"));
        before.as(ANN)
                .execute(OpportunityCommand.Open.named(OpportunityId.random(), "Deal")
                        .withCustomerId(id));
        before.as(ANN, OTHER).execute(acme(others));
        Path file = directory.resolve("log.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            assertThat(before.exportLog(out, null)).isEqualTo(6);
        }
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        assertThat(before.exportLog(one, OTHER)).isEqualTo(2);

        Storage storage = empty();
        List<String> lines = Files.readAllLines(file);
        for (List<String> damaged : List.of(
                lines.subList(0, 4),
                lines.subList(1, lines.size()),
                lines.stream().map(each -> each.replace("vip", "VIP")).toList(),
                List.<String>of())) {
            Path bad = Files.write(directory.resolve("bad.jsonl"), damaged);
            assertThatThrownBy(() -> builder(storage).restore(bad).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("bad.jsonl, line ");
        }
        ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        Crm after =
                start(builder(storage).restore(file).on("told", CustomerEvent.class, each -> told.add(each.name())));
        assertThat(after.as(ANN).history(id)).isEqualTo(before.as(ANN).history(id));
        for (ViewType<?> type : List.of(CustomerView.TYPE, OpportunityView.TYPE)) {
            requireSameViews(type, after.as(ANN), before.as(ANN));
            requireSameViews(type, after.as(ANN, OTHER), before.as(ANN, OTHER));
        }
        assertThatThrownBy(() -> after.as(ANN).execute(acme(CustomerId.random())))
                .isInstanceOf(CrmException.Refused.class);
        assertThat(after.as(ANN).execute(new CustomerCommand.Tag(id, "new")).version())
                .isEqualTo(4);
        await(() -> !told.isEmpty());
        assertThat(told).containsExactly("customer.tagged");
        assertThatThrownBy(() -> builder(again(storage)).restore(file).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("empty");
    }

    private static <V extends View> void requireSameViews(ViewType<V> type, CrmSession one, CrmSession other) {
        assertThat(one.views(type).find(Filter.everything(), first(100).byId()).items())
                .isEqualTo(other.views(type)
                        .find(Filter.everything(), first(100).byId())
                        .items());
    }
}
