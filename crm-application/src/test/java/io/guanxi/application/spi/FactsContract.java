package io.guanxi.application.spi;

import static io.guanxi.domain.transaction.TransactionKind.ORDER;
import static io.guanxi.domain.transaction.TransactionKind.PAYMENT;
import static io.guanxi.domain.transaction.TransactionKind.RETURN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Recorded;
import io.guanxi.application.Undone;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.access.Scopes;
import io.guanxi.application.customer.CustomerFeature;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.customer.Scheme;
import io.guanxi.application.customer.TagRule;
import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.application.transaction.Purchases;
import io.guanxi.application.transaction.TransactionView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Total;
import io.guanxi.domain.customer.CustomerCommand.CorrectDetails;
import io.guanxi.domain.customer.CustomerCommand.EndOverride;
import io.guanxi.domain.customer.CustomerCommand.OverrideClass;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerCommand.Tag;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerEvent.ClassOverridden;
import io.guanxi.domain.customer.CustomerEvent.Classified;
import io.guanxi.domain.customer.CustomerEvent.OverrideEnded;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.transaction.TransactionCommand;
import io.guanxi.domain.transaction.TransactionDetails;
import io.guanxi.domain.transaction.TransactionId;
import io.guanxi.domain.transaction.TransactionKind;
import io.guanxi.domain.transaction.TransactionRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What customers have bought, and what follows from it; a part of {@link StorageContract}. */
abstract class FactsContract extends PoolContract {

    private static final Actor ANN = new Actor("ann", Set.of("sales"));
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final CustomerId ACME = new CustomerId(new UUID(1, 1));
    private static final CustomerId BETA = new CustomerId(new UUID(1, 2));
    private static final CustomerId GAMMA = new CustomerId(new UUID(1, 3));
    private static final List<CustomerId> ALL = List.of(ACME, BETA, GAMMA);

    private final MutableClock clock = new MutableClock(NOON);
    private final List<Crm> open = new ArrayList<>();

    @AfterEach
    void closeFacts() {
        open.forEach(Crm::close);
    }

    private Crm crm(Authorizer authorizer, CustomerFeature customers) {
        Crm crm = Crm.builder()
                .storage(empty())
                .authorizer(authorizer)
                .feature(customers)
                .without("process")
                .clock(clock)
                .dutiesEvery(Duration.ZERO)
                .build();
        open.add(crm);
        return crm;
    }

    private static CrmSession registered(Crm crm) {
        CrmSession session = crm.as(ANN);
        session.execute(Register.organisation(ACME, "Acme"));
        session.execute(Register.organisation(BETA, "Beta"));
        session.execute(Register.organisation(GAMMA, "Gamma"));
        return session;
    }

    private static TransactionCommand record(CustomerId customer, TransactionKind kind, String amount, String number) {
        return new TransactionCommand.Book(
                TransactionId.of("erp", number),
                customer,
                new TransactionDetails(kind, Money.parse(amount), "erp", number, "shop", null, null));
    }

    /** Each is pushed twice. */
    private void push(CrmSession session, TransactionCommand command) {
        session.execute(command);
        session.execute(command);
        clock.set(clock.instant().plusSeconds(1));
    }

    @Test
    void whatIsPushedTwiceIsTotalledOnceByCurrency() {
        CrmSession session = registered(crm(Authorizer.allowEverything(), new CustomerFeature()));
        push(session, record(ACME, ORDER, "CNY 1200.00", "SO-1"));
        push(session, record(ACME, ORDER, "CNY 300.50", "SO-2"));
        push(session, record(ACME, ORDER, "CNY 77.00", "SO-3"));
        push(session, record(ACME, RETURN, "CNY 200.00", "RT-1"));
        push(session, record(ACME, PAYMENT, "CNY 1300.50", "PY-1"));
        push(session, record(ACME, ORDER, "JPY 800", "SO-4"));
        push(session, record(BETA, PAYMENT, "EUR 5.00", "PY-2"));
        session.execute(new TransactionCommand.Cancel(TransactionId.of("erp", "SO-3"), "not delivered"));

        var purchases = Purchases.of(session, ALL);

        assertThat(purchases.keySet()).containsExactlyInAnyOrder(ACME, BETA);
        assertThat(purchases.get(ACME))
                .containsExactlyInAnyOrder(
                        new Purchases(
                                CurrencyUnit.of("CNY"),
                                2,
                                Money.parse("CNY 1500.50"),
                                Money.parse("CNY 200.00"),
                                Money.parse("CNY 1300.50"),
                                Money.parse("CNY 0.00"),
                                NOON,
                                NOON.plusSeconds(1)),
                        new Purchases(
                                CurrencyUnit.of("JPY"),
                                1,
                                Money.parse("JPY 800"),
                                Money.parse("JPY 0"),
                                Money.parse("JPY 0"),
                                Money.parse("JPY 0"),
                                NOON.plusSeconds(5),
                                NOON.plusSeconds(5)));
        assertThat(purchases.get(BETA)).singleElement().satisfies(each -> {
            assertThat(each.orders()).isZero();
            assertThat(each.firstOrderAt()).isNull();
        });
        assertThat(session.views(TimelineEntry.TYPE)
                        .find(TimelineEntry.of(ACME), TimelineEntry.newest(100))
                        .views())
                .extracting(TimelineEntry::text)
                .contains("CNY 1200.00, SO-1", "not delivered");
    }

    @Test
    void aNumberIsOneTransactions() {
        CrmSession session = registered(crm(Authorizer.allowEverything(), new CustomerFeature()));
        push(session, record(ACME, ORDER, "CNY 1200.00", "SO-1"));
        TransactionDetails same =
                new TransactionDetails(ORDER, Money.parse("CNY 1200.00"), "erp", "SO-1", null, null, null);

        var refused = catchThrowableOfType(
                CrmException.Refused.class,
                () -> session.execute(new TransactionCommand.Book(TransactionId.random(), ACME, same)));

        assertThat(refused.rule()).isEqualTo(TransactionRule.NUMBER_TAKEN);
        assertThat(refused.details()).containsExactly("erp:SO-1");
    }

    private static Map<String, String> shown(CrmSession session) {
        Map<String, String> shown = new TreeMap<>();
        session.views(TransactionView.TYPE)
                .forEach(
                        Filter.everything(),
                        each -> shown.put(
                                each.details().number(),
                                each.details().amount() + " " + each.status() + " " + each.reason()));
        return shown;
    }

    /** And taking that back brings about again what the batch did. */
    @Test
    void aBatchOfTransactionsIsTakenBack() {
        CrmSession session = registered(crm(Authorizer.allowEverything(), new CustomerFeature()));
        List<TransactionId> ids = Stream.of("SO-1", "SO-2", "SO-3")
                .map(each -> TransactionId.of("erp", each))
                .toList();
        push(session, record(ACME, ORDER, "CNY 1200.00", "SO-1"));
        push(session, record(ACME, ORDER, "CNY 10.00", "SO-2"));
        push(session, record(ACME, ORDER, "CNY 77.00", "SO-3"));
        session.execute(new TransactionCommand.Cancel(ids.get(1), "not delivered"));
        Map<String, String> before = shown(session);
        var purchases = Purchases.of(session, ALL);
        TransactionDetails dearer =
                new TransactionDetails(ORDER, Money.parse("CNY 1500.00"), "erp", "SO-1", null, null, null);

        UUID batch = UUID.randomUUID();
        session.inBatch(batch)
                .executeAll(List.of(
                        record(BETA, ORDER, "CNY 300.00", "SO-4"),
                        new TransactionCommand.Correct(ids.get(0), dearer),
                        new TransactionCommand.Reinstate(ids.get(1), "delivered after all"),
                        new TransactionCommand.Cancel(ids.get(2), "not paid")));

        assertThat(shown(session))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "SO-1", "CNY 1500.00 VALID null",
                        "SO-2", "CNY 10.00 VALID null",
                        "SO-3", "CNY 77.00 CANCELLED not paid",
                        "SO-4", "CNY 300.00 VALID null"));
        assertThat(session.views(TimelineEntry.TYPE)
                        .find(TimelineEntry.of(ACME), TimelineEntry.newest(100))
                        .views())
                .filteredOn(each -> each.event().equals("transaction.reinstated"))
                .extracting(TimelineEntry::text)
                .containsExactly("CNY 10.00, SO-2");

        Undone undone = session.undo(batch);

        assertThat(undone.complete()).as(undone.toString()).isTrue();
        Map<String, String> takenBack = new TreeMap<>(before);
        takenBack.put("SO-4", "CNY 300.00 CANCELLED taken back");
        assertThat(shown(session)).isEqualTo(takenBack);
        assertThat(Purchases.of(session, ALL)).isEqualTo(purchases);

        Undone again = session.undo(undone.batch());

        assertThat(again.complete()).as(again.toString()).isTrue();
        assertThat(shown(session))
                .containsEntry("SO-1", "CNY 1500.00 VALID null")
                .containsEntry("SO-2", "CNY 10.00 VALID null")
                .containsEntry("SO-3", "CNY 77.00 CANCELLED not paid")
                .containsEntry("SO-4", "CNY 300.00 VALID null");
    }

    private static Filter<CustomerView> whoHas(Filter<TransactionView> which, Total<TransactionView> enough) {
        return CustomerView.TYPE.having(TransactionView.TYPE, TransactionView.CUSTOMER, which, enough);
    }

    private static List<CustomerId> found(CrmSession session, Filter<CustomerView> filter) {
        List<CustomerId> found = new ArrayList<>();
        session.views(CustomerView.TYPE).forEach(filter, each -> found.add(each.id()));
        return found;
    }

    /** As far as the reader may see what is added up. */
    @Test
    void totalsOfRelatedViewsAreAQuestion() {
        Crm crm = crm(
                Scopes.commands((actor, command) -> true)
                        .see(CustomerView.TYPE, actor -> Filter.everything())
                        .see(
                                TransactionView.TYPE,
                                actor -> actor.id().equals("ann")
                                        ? Filter.everything()
                                        : TransactionView.NUMBER.isNot("SO-2")),
                new CustomerFeature());
        CrmSession session = registered(crm);
        push(session, record(ACME, ORDER, "CNY 600.00", "SO-1"));
        push(session, record(ACME, ORDER, "CNY 400.00", "SO-2"));
        push(session, record(BETA, ORDER, "CNY 999.99", "SO-3"));
        Filter<TransactionView> orders = TransactionView.valid(ORDER);
        Total<TransactionView> thousand = Total.of(TransactionView.AMOUNT).atLeast(1_000);

        assertThat(found(session, whoHas(orders, thousand))).containsExactly(ACME);
        assertThat(found(session, whoHas(orders, thousand).not())).containsExactlyInAnyOrder(BETA, GAMMA);
        assertThat(found(session, whoHas(orders, Total.<TransactionView>count().moreThan(1))))
                .containsExactly(ACME);
        assertThat(found(session, whoHas(orders, Total.any()))).containsExactlyInAnyOrder(ACME, BETA);
        assertThat(found(session, whoHas(TransactionView.valid(RETURN), Total.any())))
                .isEmpty();
        assertThat(found(crm.as(new Actor("bob", Set.of())), whoHas(orders, thousand)))
                .isEmpty();
        assertThat(catchThrowableOfType(
                                CrmException.Invalid.class,
                                () -> Total.of(TransactionView.AMOUNT).atLeast(0))
                        .violations())
                .singleElement()
                .satisfies(each -> assertThat(each.field()).isEqualTo("total"));
    }

    private static Filter<CustomerView> spentInAYear(long amount, Instant now) {
        return whoHas(
                TransactionView.valid(ORDER).and(TransactionView.AT.moreThan(now.minus(YEAR))),
                Total.of(TransactionView.AMOUNT).atLeast(amount));
    }

    private static final Scheme TIERS = Scheme.named(Scheme.TIER)
            .rule("spent-1000-in-a-year", "gold", now -> spentInAYear(1_000, now))
            .rule("bought-in-a-year", "silver", now -> spentInAYear(1, now))
            .build();

    private static List<Object> told(CrmSession session, CustomerId customer) {
        return session.history(customer).stream().<Object>map(Recorded::event).toList();
    }

    @Test
    void customersAreClassifiedByTheFirstRuleThatHolds() {
        Crm crm = crm(Authorizer.allowEverything(), new CustomerFeature(List.of(TIERS), List.of()));
        CrmSession session = registered(crm);
        push(session, record(ACME, ORDER, "CNY 1200.00", "SO-1"));
        push(session, record(BETA, ORDER, "CNY 10.00", "SO-2"));

        crm.runDue();

        assertThat(found(session, CustomerView.TIER.is("gold"))).containsExactly(ACME);
        assertThat(found(session, CustomerView.STANDINGS.has("tier:silver"))).containsExactly(BETA);
        assertThat(found(session, CustomerView.TIER.absent())).containsExactly(GAMMA);
        assertThat(told(session, ACME))
                .last()
                .isEqualTo(new Classified(ACME, "tier", null, "gold", "spent-1000-in-a-year"));
        int before = told(session, ACME).size();
        crm.runDue();
        assertThat(told(session, ACME)).hasSize(before);
        assertThat(view(session, ACME).classifications().get("tier")).satisfies(each -> {
            assertThat(each.since()).isEqualTo(clock.instant());
            assertThat(each.overridden()).isFalse();
        });

        Instant gold = clock.instant();
        clock.set(gold.plus(YEAR));
        push(session, record(ACME, ORDER, "CNY 5.00", "SO-3"));
        crm.runDue();

        assertThat(told(session, ACME))
                .last()
                .isEqualTo(new Classified(ACME, "tier", "gold", "silver", "bought-in-a-year"));
        assertThat(told(session, BETA)).last().isEqualTo(new Classified(BETA, "tier", "silver", null, "no rule holds"));
        List<CustomerId> then = new ArrayList<>();
        session.asOf(gold).views(CustomerView.TYPE).forEach(CustomerView.TIER.is("gold"), each -> then.add(each.id()));
        assertThat(then).containsExactly(ACME);
    }

    @Test
    void whatSomebodySaysGoesBeforeTheRulesUntilItIsTakenBack() {
        Crm crm = crm(Authorizer.allowEverything(), new CustomerFeature(List.of(TIERS), List.of()));
        CrmSession session = registered(crm);
        push(session, record(ACME, ORDER, "CNY 10.00", "SO-1"));
        crm.runDue();

        session.execute(new OverrideClass(ACME, "tier", "gold", "a friend of the house"));
        crm.runDue();

        assertThat(told(session, ACME))
                .last()
                .isEqualTo(new ClassOverridden(ACME, "tier", "silver", "gold", "a friend of the house"));
        assertThat(found(session, CustomerView.OVERRIDDEN.has("tier"))).containsExactly(ACME);

        session.execute(new EndOverride(ACME, "tier"));
        crm.runDue();

        assertThat(told(session, ACME))
                .endsWith(
                        new OverrideEnded(ACME, "tier"),
                        new Classified(ACME, "tier", "gold", "silver", "bought-in-a-year"));
    }

    @Test
    void aTagOfARuleFollowsTheFacts() {
        TagRule big = new TagRule("big", now -> spentInAYear(1_000, now));
        Crm crm = crm(Authorizer.allowEverything(), new CustomerFeature(List.of(), List.of(big)));
        CrmSession session = registered(crm);
        push(session, record(ACME, ORDER, "CNY 1200.00", "SO-1"));
        session.execute(new Tag(BETA, "big"));
        session.execute(new Tag(BETA, "vip"));

        crm.runDue();

        assertThat(view(session, ACME).tags()).containsExactly("big");
        assertThat(view(session, BETA).tags()).containsExactly("vip");
        clock.set(clock.instant().plus(YEAR));
        crm.runDue();
        assertThat(view(session, ACME).tags()).isEmpty();
    }

    private static Map<String, String> origins(CrmSession session, CustomerId customer) {
        Map<String, String> origins = new TreeMap<>();
        session.provenance(customer)
                .forEach((field, event) -> origins.put(
                        field, event.meta().actor() + " " + event.meta().happenedAt() + " " + event.name()));
        return origins;
    }

    @Test
    void eachFieldSaysWhereItCameFrom() {
        Crm crm = crm(Authorizer.allowEverything(), new CustomerFeature());
        CrmSession ann = crm.as(ANN);
        CrmSession erp = crm.as(new Actor("erp", Set.of())).at(NOON.minus(YEAR));
        CustomerDetails details = CustomerDetails.named("Acme").withIndustry("software");
        erp.execute(new Register(ACME, CustomerKind.ORGANISATION, details, List.of(), "bob"));
        ann.execute(new CorrectDetails(ACME, details.withName("Acme Inc").withLevel("A")));
        ann.execute(new CorrectDetails(ACME, details.withName("Acme Inc").withIndustry(null)));
        ann.execute(new Tag(ACME, "vip"));

        assertThat(origins(ann, ACME))
                .containsEntry("details.name", "ann 2026-03-02T12:00:00Z customer.details-corrected")
                .containsEntry("details.industry", "ann 2026-03-02T12:00:00Z customer.details-corrected")
                .containsEntry("details.level", "ann 2026-03-02T12:00:00Z customer.details-corrected")
                .containsEntry("kind", "erp 2025-03-02T12:00:00Z customer.registered")
                .containsEntry("owner", "erp 2025-03-02T12:00:00Z customer.owner-assigned")
                .containsEntry("tags", "ann 2026-03-02T12:00:00Z customer.tagged")
                .doesNotContainKeys("details.website", "details");
        assertThat(ann.provenance(ACME))
                .hasEntrySatisfying(
                        "details.level",
                        cleared -> assertThat(cleared.meta().sequence()).isEqualTo(4));
        assertThat(catchThrowableOfType(CrmException.NotFound.class, () -> ann.provenance(BETA)))
                .isNotNull();
    }

    private static CustomerView view(CrmSession session, CustomerId customer) {
        return session.views(CustomerView.TYPE).byId(customer).orElseThrow();
    }
}
